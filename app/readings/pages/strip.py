"""The zones of a span of time as a strip: colour, height and letter together, days without an answer left open."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from app.localisation.moments import short_day
from app.localisation.text import gettext as _
from app.localisation.text import ngettext
from app.readings.pages.windows import Span, edge_words
from app.readings.rules import Run, runs, weeks_of
from app.zones.pages import zone_label

HEIGHTS = {"green": 16, "unsure": 22, "yellow": 26, "red": 36}
STRIP = 36
# What one letter needs on a narrow phone, in per cent of the strip; without it the colour and the height must do.
LETTER = 3.2


@dataclass(frozen=True)
class Block:
    """Days or weeks in one zone. `x`, `middle` and `width` are per cent; `y` and `height` pixels of the strip."""

    level: str
    letter: str
    x: str
    middle: str
    width: str
    y: int
    height: int


@dataclass(frozen=True)
class StripRow:
    when: str
    level: str | None
    label: str


@dataclass(frozen=True)
class Strip:
    """The strip with its ends and its sentence in words, and the same as rows, newest first."""

    first: str
    last: str
    blocks: tuple[Block, ...]
    summary: str
    rows: tuple[StripRow, ...]


def strip(span: Span, days: Mapping[date, str]) -> Strip:
    """`days` have the worst answer of each day that has one."""
    levels = weeks_of(days) if span.by_week else days
    slots = span.slots
    first, last = edge_words(span)
    return Strip(
        first=first,
        last=last,
        blocks=_blocks(runs([levels.get(slot) for slot in slots]), 100 / len(slots)),
        summary=summary(span, days),
        rows=tuple(StripRow(_slot_words(span, slot), levels.get(slot), _label(levels.get(slot))) for slot in reversed(slots)),
    )


def letter(level: str) -> str:
    """One or two letters for a zone, unlike for each zone of a language."""
    # A translation may take two letters where the words for green and yellow begin alike.
    return {"green": _("G"), "yellow": _("Y"), "red": _("R")}.get(level, "?")


def summary(span: Span, days: Mapping[date, str]) -> str:
    """How many days of each, as a sentence."""
    within = [level for day, level in days.items() if span.first <= day <= span.last]
    counts = {level: within.count(level) for level in ("green", "yellow", "red", "unsure")}
    whole = (span.last - span.first).days + 1
    said = [words for level, words in _counts(counts).items() if counts[level]]
    open_days = whole - len(within)
    if open_days:
        said.append(ngettext("No check-in on %(num)d day.", "No check-in on %(num)d days.", open_days))
    return " ".join(said)


def _counts(counts: Mapping[str, int]) -> dict[str, str]:
    return {
        "green": ngettext("Green zone on %(num)d day.", "Green zone on %(num)d days.", counts["green"]),
        "yellow": ngettext("Yellow zone on %(num)d day.", "Yellow zone on %(num)d days.", counts["yellow"]),
        "red": ngettext("Red zone on %(num)d day.", "Red zone on %(num)d days.", counts["red"]),
        "unsure": ngettext("Not sure on %(num)d day.", "Not sure on %(num)d days.", counts["unsure"]),
    }


def _blocks(found: list[Run], slot: float) -> tuple[Block, ...]:
    return tuple(_block(run, slot, _has_room(found, place, slot)) for place, run in enumerate(found) if run.level)


def _block(run: Run, slot: float, room: bool) -> Block:
    level, height = run.level or "unsure", HEIGHTS.get(run.level or "unsure", STRIP)
    x, width = run.start * slot, run.length * slot
    return Block(
        level, letter(level) if room else "", f"{x:.2f}%", f"{x + width / 2:.2f}%", f"{width:.2f}%", STRIP - height, height
    )


def _has_room(found: list[Run], place: int, slot: float) -> bool:
    """Whether the letter fits in its block, or may reach out over lower ones."""
    run, needed = found[place], LETTER * len(letter(found[place].level or ""))
    around = [found[near] for near in (place - 1, place + 1) if 0 <= near < len(found)]
    return run.length * slot >= needed or all(_height(near) < _height(run) and near.length * slot >= needed for near in around)


def _height(run: Run) -> int:
    return HEIGHTS.get(run.level or "", 0)


def _label(level: str | None) -> str:
    return zone_label(level) if level else _("No check-in")


def _slot_words(span: Span, slot: date) -> str:
    return _("Week from %(day)s", day=short_day(slot)) if span.by_week else short_day(slot)
