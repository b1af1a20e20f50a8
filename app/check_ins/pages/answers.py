"""The second step: what the plan asks for, and what else there is to say."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from app.check_ins.pages.calls import Calls, calls
from app.localisation.numbers import number
from app.localisation.text import gettext as _
from app.readings.pages import kind_label, last_words, short_label, unit_words
from app.readings.rules import ASKED, KINDS, Latest
from app.zones.rules import Level, ZonePlan


@dataclass(frozen=True)
class Entry:
    """One number to fill in: the field's name, and what stands around it."""

    kind: str
    label: str
    unit: str
    hint: str
    last: str | None


@dataclass(frozen=True)
class Group:
    """What one device measures: one number, or the two of a blood pressure."""

    name: str
    label: str
    entries: tuple[Entry, ...]


@dataclass(frozen=True)
class Answers:
    """The page. `asked` is what the plan asks for, `others` what may be added; `calls` come first in the red zone."""

    title: str
    level: str | None
    worried: bool
    asked: tuple[Group, ...]
    others: tuple[Group, ...]
    calls: Calls


def answers(
    plan: ZonePlan | None, level: str | None, worried: bool, asked: Sequence[str], lasts: Mapping[str, Latest], time_zone: str
) -> Answers:
    """`level` as chosen in the first step, or nothing; `asked` as the plan's measures say."""
    wanted = [name for name in ASKED if name in asked]
    others = [name for name in ASKED if name not in asked]
    return Answers(
        title=_title(level, worried),
        level=level,
        worried=worried,
        asked=tuple(_group(name, lasts, time_zone) for name in wanted),
        others=tuple(_group(name, lasts, time_zone) for name in others),
        calls=calls(plan, level, worried),
    )


def _title(level: str | None, worried: bool) -> str:
    if level == Level.RED:
        return _("Call first")
    return _("What worries you?") if worried else _("Anything to add?")


def _group(name: str, lasts: Mapping[str, Latest], time_zone: str) -> Group:
    return Group(name, kind_label(name), tuple(_entry(kind, lasts.get(kind), time_zone) for kind in ASKED[name]))


def _entry(kind: str, last: Latest | None, time_zone: str) -> Entry:
    example = "" if last else _("For example %(example)s", example=number(KINDS[kind].example))
    return Entry(kind, short_label(kind) or kind_label(kind), unit_words(kind), example, last_words(last, time_zone))
