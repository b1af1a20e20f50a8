"""Many lines brought in, some at a time: each batch is one transaction, kept whole or not at all."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from itertools import islice

from app.access.log import log_refusal
from app.access.purposes import Purpose
from app.exchange.door import record_of_number
from app.platform.db import db
from app.register.actions import Outcome, Run, bring_in
from app.register.arrivals import Arrival, read_arrival
from app.register.lines import Line
from app.register.reasons import reason_of


@dataclass
class Report:
    """What became of the lines; `refused` is one text a line."""

    counted: Counter[Outcome] = field(default_factory=Counter)
    refused: list[str] = field(default_factory=list)


class _Abandoned(Exception):
    """A line in the batch could not be written, so the batch must be tried line by line."""


def bring_in_all(run: Run, lines: Iterable[Line], batch: int, report: Report, on_line: Callable[[Line], None]) -> None:
    """Bring in all of `lines`, and count in `report`. A line that is refused stops no other.

    `on_line` is told of each line once it is settled. Where this is cut off, what was committed stays, and the same lines again
    are found to be here.
    """
    remaining = iter(lines)
    while taken := list(islice(remaining, batch)):
        good = list(_understood(taken, report))
        try:
            _together(run, good, report)
        except _Abandoned:
            for line, arrival in good:
                _alone(run, line, arrival, report)
        for line in taken:
            on_line(line)


def _understood(lines: list[Line], report: Report) -> Iterator[tuple[Line, Arrival]]:
    for line in lines:
        try:
            yield line, read_arrival(line.raw)
        except Exception as error:
            _refuse(line, error, report)


def _together(run: Run, good: list[tuple[Line, Arrival]], report: Report) -> None:
    """All of them in one transaction. Errors: `_Abandoned`, and nothing is kept."""
    try:
        outcomes = [bring_in(run, arrival) for _, arrival in good]
        db.session.commit()
    except Exception as error:
        db.session.rollback()
        raise _Abandoned from error
    finally:
        db.session.expunge_all()  # else all that was ever brought in would stay in memory
    report.counted.update(outcomes)


def _alone(run: Run, line: Line, arrival: Arrival, report: Report) -> None:
    """One line, in a transaction of its own. The log tells of one that was refused after the record was opened."""
    try:
        outcome = bring_in(run, arrival)
        db.session.commit()
    except Exception as error:
        db.session.rollback()
        if record_id := record_of_number(arrival.number):
            log_refusal(run.actor, record_id, Purpose.WRITE_PLAN, run.call)
        _refuse(line, error, report)
    else:
        report.counted[outcome] += 1
    finally:
        db.session.expunge_all()


def _refuse(line: Line, error: Exception, report: Report) -> None:
    report.refused.append(f"{line.file}:{line.number}: {reason_of(error)}")
