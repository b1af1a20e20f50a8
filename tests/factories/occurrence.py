from __future__ import annotations

from datetime import date

from app.access.record import Record
from app.measures.actions import Said, answer
from app.measures.rules import State
from app.models.measure import Measure
from app.models.occurrence import Occurrence
from app.platform.db import db


def an_answer(
    opened: Record, measure: Measure, due_on: date, due_time: str = "", state: State = State.DONE, note: str | None = None
) -> Occurrence:
    """What somebody said of one time the measure was due."""
    answer(opened, measure.id, Said(due_on, due_time, state, note, "nb"))
    db.session.commit()
    return db.session.query(Occurrence).filter_by(measure_id=measure.id, due_on=due_on, due_time=due_time).one()
