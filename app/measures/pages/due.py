"""One time a measure was due, as a row with what can be done about it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta
from uuid import UUID
from zoneinfo import ZoneInfo

from app.access.purposes import Purpose
from app.access.record import Record
from app.localisation.moments import day
from app.localisation.text import gettext as _
from app.measures.pages.due_words import detail
from app.measures.queries import DueLine
from app.measures.rules import ANSWERED, CHECK_IN, State
from app.platform import clock

DAYS_SHOWN, NEAR_DAYS = 14, 3
_AHEAD = (State.COMING, State.DUE, State.LATE)


@dataclass(frozen=True)
class Press:
    """One answer to give: `label` on the button, `spoken` with what it is about."""

    state: str
    label: str
    spoken: str
    kind: str


@dataclass(frozen=True)
class DueRow:
    """`kind` is the mark (due, late, done, skipped, missed, later); `detail` says it in words.

    `by_check_in`: it is done by checking in.
    """

    measure_id: UUID
    title: str
    language: str
    kind: str
    detail: str
    note: str | None
    note_language: str | None
    due_on: str
    due_time: str
    anchor: str
    by_check_in: bool
    may_say_why: bool
    presses: tuple[Press, ...]


@dataclass(frozen=True)
class Fortnight:
    """The last days of one measure, the newest first: those that may still matter, and the earlier ones."""

    near: list[DueRow]
    earlier: list[DueRow]


@dataclass(frozen=True)
class Now:
    """This minute, for what is done when needed."""

    due_on: str
    due_time: str


def fortnight(record: Record, lines: list[DueLine]) -> Fortnight:
    """What was due of one measure and what became of it; each row is named by its day and time."""
    border = clock.today(record.time_zone) - timedelta(days=NEAR_DAYS - 1)
    newest_first = sorted(lines, key=lambda line: line.due_on, reverse=True)
    rows = [(line.due_on, due_row(record, line, _when(record, line))) for line in newest_first]
    return Fortnight([row for on, row in rows if on >= border], [row for on, row in rows if on < border])


def now(record: Record) -> Now:
    local = clock.now().astimezone(ZoneInfo(record.time_zone))
    return Now(local.date().isoformat(), f"{local:%H:%M}")


def anchor(measure_id: UUID, due_on: str, due_time: str) -> str:
    """The place of a row in its page."""
    return f"due-{measure_id.hex[:12]}-{due_on}-{due_time}".replace(":", "").rstrip("-")


def due_row(record: Record, line: DueLine, title: str | None = None) -> DueRow:
    """`line` as a row, under its own title or another."""
    on, may = line.due_on.isoformat(), record.may(Purpose.ANSWER_MEASURES)
    named = title or line.title
    return DueRow(
        measure_id=line.measure_id,
        title=named,
        language=line.language,
        kind="later" if line.state is State.COMING else line.state.value,
        detail=detail(record, line),
        note=line.note,
        note_language=line.note_language,
        due_on=on,
        due_time=line.due_time,
        anchor=anchor(line.measure_id, on, line.due_time),
        by_check_in=line.asks_for is not None and line.state in _AHEAD and record.may(Purpose.CHECK_IN),
        may_say_why=may and line.state is State.SKIPPED and not line.note,
        presses=tuple(_press(name, named) for name in _offered(line)) if may else (),
    )


def _offered(line: DueLine) -> tuple[str, ...]:
    """What can be said of it. That a check-in was made, only a check-in says; a number is asked for by checking in."""
    if line.state in ANSWERED:
        return () if line.asks_for and line.state is State.DONE else ("undo",)
    if line.state is State.MISSED:
        return ("skipped",) if line.asks_for == CHECK_IN else ("did", "skipped")
    done = () if line.asks_for else ("done",)
    return done if line.state is State.COMING else (*done, "not today")


def _press(name: str, what: str) -> Press:
    if name == "done":
        return Press("done", _("Done"), _("Done: %(what)s", what=what), "secondary")
    if name == "did":
        return Press("done", _("I did it"), _("I did it: %(what)s", what=what), "secondary")
    if name == "undo":
        return Press("open", _("Undo"), _("Undo: %(what)s", what=what), "quiet")
    if name == "skipped":
        return Press("skipped", _("Skipped"), _("Skipped: %(what)s", what=what), "quiet")
    return Press("skipped", _("Not today"), _("Not today: %(what)s", what=what), "quiet")


def _when(record: Record, line: DueLine) -> str:
    near = day(line.due_on, record.time_zone)
    words = _("%(day)s at %(time)s", day=near, time=line.due_time) if line.due_time else near
    return words[:1].upper() + words[1:]
