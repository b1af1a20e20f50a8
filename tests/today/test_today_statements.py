"""What the page of a day asks of the database, however long the history."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import timedelta

import pytest
from sqlalchemy import event, insert

from app.models.check_in import CheckIn
from app.platform import clock
from app.platform.db import db, new_id
from tests.factories.goal import a_clinicians_goal, a_goal
from tests.factories.measure import a_clinicians_measure, a_day, a_measure, a_rhythm
from tests.factories.occurrence import an_answer

MOST = 8


@contextmanager
def statements() -> Iterator[list[str]]:
    """Every statement sent meanwhile."""
    sent: list[str] = []

    def note(_connection: object, _cursor: object, statement: str, *_more: object) -> None:
        sent.append(statement)

    event.listen(db.engine, "before_cursor_execute", note)
    try:
        yield sent
    finally:
        event.remove(db.engine, "before_cursor_execute", note)


@pytest.mark.parametrize("check_ins", [0, 10, 300])
def test_today_asks_at_most_eight_things_whatever_the_history(kari, check_ins):
    with_a_plan(kari)
    with_check_ins(kari, check_ins)
    address = kari.at("/today")
    kari.phone.get(address)  # the first opening after sign-in is written in the access log

    address = kari.at("/today")
    with statements() as sent:
        kari.phone.get(address)

    asked = [each for each in sent if not each.startswith(("BEGIN", "PRAGMA"))]
    assert len(asked) <= MOST, "\n\n".join(asked)


def test_the_measures_and_goals_of_years_cost_no_more_questions(kari):
    for number in range(20):
        a_goal(kari.me, f"Mål {number}")
        measure = a_measure(kari.me, f"Tiltak {number}", a_rhythm(starts_on=a_day(3650), times=("08:00", "20:00")))
        an_answer(kari.me, measure, a_day(1), "08:00")
    address = kari.at("/today")
    kari.phone.get(address)

    address = kari.at("/today")
    with statements() as sent:
        kari.phone.get(address)

    assert len([each for each in sent if not each.startswith(("BEGIN", "PRAGMA"))]) <= MOST


def with_a_plan(kari):
    a_goal(kari.me, "Gå ut", matters_most=True)
    a_clinicians_goal(kari.nurse)
    a_clinicians_measure(kari.nurse, "Sjekk inn", a_rhythm(times=("09:00",)), asks_for="check-in")
    a_clinicians_measure(kari.nurse, "Puls", a_rhythm(times=("09:00",)), asks_for="pulse")
    an_answer(kari.me, a_measure(kari.me), a_day())


def with_check_ins(kari, count):
    rows = [a_check_in(kari, clock.now() - timedelta(days=number)) for number in range(count)]
    if rows:
        db.session.execute(insert(CheckIn), rows)
        db.session.commit()


def a_check_in(kari, at):
    return {
        "id": new_id(),
        "record_id": kari.record.id,
        "zone": "green",
        "worried": False,
        "language": "nb",
        "content_hash": "",
        "measured_at": at,
        "received_at": at,
        "time_zone": "Europe/Oslo",
        "clock_offset_seconds": 0,
        "author_name": kari.person.name,
        "author_role": "patient",
        "on_behalf": False,
    }
