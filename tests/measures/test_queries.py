"""What the rest of the house may ask of measures."""

from __future__ import annotations

import pytest

from app.measures.actions import answers
from app.measures.actions.answers import Said, answer
from app.measures.queries import asked_for, days
from app.measures.rules import State
from app.models.occurrence import Occurrence
from app.models.plan import Plan
from app.platform.db import db
from tests.factories.measure import a_clinicians_measure, a_day, a_measure, a_rhythm
from tests.factories.occurrence import an_answer

pytestmark = pytest.mark.usefixtures("database")


def test_what_is_asked_for_is_what_runs_now_and_the_patient_does_each_once(kari):
    for asked, rhythm in (
        ("check-in", a_rhythm()),
        ("pulse", a_rhythm()),
        ("pulse", a_rhythm(times=("20:00",))),
        ("weight", a_rhythm(paused_on=a_day(1))),
        ("glucose", a_rhythm(until_on=a_day(1))),
        ("peak_flow", a_rhythm(starts_on=a_day(-1))),
        ("temperature", a_rhythm(None)),
    ):
        a_clinicians_measure(kari.nurse, asked, rhythm, asks_for=asked)
    a_clinicians_measure(kari.nurse, "Blodprøve", asks_for="oxygen_saturation", performer="clinician")

    assert asked_for(kari.me) == ["pulse", "temperature"]


@pytest.mark.parametrize("status", ["completed", "revoked", "draft", "on-hold"])
def test_nothing_is_due_or_asked_for_where_the_plan_does_not_run(kari, status):
    measure = a_clinicians_measure(kari.nurse, asks_for="pulse")
    db.session.get_one(Plan, measure.plan_id).status = status
    db.session.commit()

    assert asked_for(kari.me) == []
    assert days(kari.me, a_day(3), a_day()) == []


def test_every_state_of_a_few_days_is_kept_apart(kari):
    measure = a_measure(kari.me, rhythm=a_rhythm(starts_on=a_day(3)))
    an_answer(kari.me, measure, a_day(3), state=State.SKIPPED)
    an_answer(kari.me, measure, a_day(2))
    an_answer(kari.me, measure, a_day(1))
    an_answer(kari.me, measure, a_day(1), state=State.OPEN)

    assert [line.state for line in days(kari.me, a_day(10), a_day())] == [State.SKIPPED, State.DONE, State.MISSED, State.DUE]


def test_what_was_done_stays_although_its_rhythm_has_changed(kari):
    measure = a_measure(kari.me, rhythm=a_rhythm(times=("08:00",)))
    an_answer(kari.me, measure, a_day(5), "08:00")
    measure.times, measure.starts_on = ["09:00"], a_day()
    db.session.commit()

    assert [(line.due_time, line.state) for line in days(kari.me, a_day(6), a_day(1))] == [("08:00", State.DONE)]


def test_two_phones_answering_at_the_same_moment_are_one_answer(kari, monkeypatch):
    measure = a_measure(kari.me)
    an_answer(kari.me, measure, a_day())
    honest, looks = answers._row, []

    def blind_at_first(*asked):
        looks.append(asked)
        return honest(*asked) if len(looks) > 1 else None

    monkeypatch.setattr(answers, "_row", blind_at_first)
    answer(kari.me, measure.id, Said(a_day(), "", State.SKIPPED, "glatt", "nb"))
    db.session.commit()

    rows = db.session.query(Occurrence).filter_by(measure_id=measure.id).all()
    assert [(row.state, row.version) for row in rows] == [("skipped", 2)]
