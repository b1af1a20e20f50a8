"""One row that nobody can read stops nobody else's reminders, and not the worker."""

from __future__ import annotations

from datetime import timedelta

import pytest
from prometheus_client import REGISTRY
from sqlalchemy import text

from app.access.revisions import keep
from app.models.measure import Measure
from app.models.missed_check_in_watch import MissedCheckInWatch
from app.models.reminder import Reminder
from app.platform import clock
from app.platform.db import db
from app.reminders.actions.watches import choose_watchers
from app.reminders.delivery import Worker
from tests.factories.measure import a_clinicians_measure, a_measure, a_rhythm
from tests.factories.people import a_fullmakt, a_person
from tests.factories.reminder import a_reminder, a_subscription

TODAY = "2026-11-25"


@pytest.fixture
def two(time, kari, sink):
    """Two reminders at ten. The first one's measure has a time that is none."""
    time.to(TODAY, "07:00")
    a_subscription(kari.person.id)
    rows = [a_reminder(kari.person, a_measure(kari.me, each, at_ten()), since=clock.now()) for each in ("Tur", "Inhalasjon")]
    spoil(rows[0].measure_id, times=["25:00"])
    time.to(TODAY, "10:00")
    return [row.id for row in rows]


def test_the_others_get_theirs(two, kari, sink):
    Worker(sink).once()
    assert sink.said == ["show"]


def test_it_is_left_alone_until_the_next_day_and_counted_and_named_without_what_it_is_about(two, sink, capsys):
    before = aside("reminder")
    Worker(sink).once()
    db.session.expire_all()
    row = db.session.get_one(Reminder, two[0])
    assert (row.next_at, row.held) == (clock.now() + timedelta(days=1), False)
    assert aside("reminder") - before == 1
    said = capsys.readouterr().out
    assert str(two[0]) in said and "ValueError" in said
    assert "25:00" not in said and "Tur" not in said


def test_it_is_taken_up_as_soon_as_it_is_mended(two, time, kari, sink):
    Worker(sink).once()
    measure = spoil(db.session.get_one(Reminder, two[0]).measure_id, times=["11:00"])
    keep(kari.me, measure)
    db.session.commit()
    for at in ("10:05", "11:00"):
        time.to(TODAY, at)
        Worker(sink).once()
    assert len(sink.shown(kari.person)) == 2


def test_what_cannot_even_be_fetched_is_left_alone_too(two, sink):
    """A column that holds what is none of its kind, as after a hand in the database."""
    if db.engine.dialect.name != "sqlite":
        pytest.skip("the database takes no such value")
    measure_id = spoil(db.session.get_one(Reminder, two[0]).measure_id, times=["10:00"]).id
    db.session.execute(text("UPDATE measure SET starts_on = 'yesterday' WHERE id = :id"), {"id": measure_id.hex})
    db.session.commit()
    Worker(sink).once()
    assert sink.said == ["show"]


def test_one_record_s_check_ins_that_cannot_be_read_stop_nobody_else_s_watch(time, kari, phone, sink):
    from tests.factories.at_home import a_home

    watches = []
    for home in (kari, a_home(phone)):
        measure = a_clinicians_measure(
            home.nurse, "Sjekk inn", a_rhythm(times=("09:00",), latest_by="12:00"), asks_for="check-in"
        )
        anne = a_person("Anne")
        a_fullmakt(home.record, anne)
        a_subscription(anne.id)
        choose_watchers(home.me, {anne.id: 120})
        db.session.commit()
        watches.append((anne, measure.id))
    Worker(sink).once()
    spoil(watches[0][1], latest_by="25:00")
    time.to(TODAY, "14:00")
    Worker(sink).once()
    assert [len(sink.of(anne)) for anne, _measure in watches] == [0, 1]
    row = db.session.query(MissedCheckInWatch).filter_by(person_id=watches[0][0].id).one()
    assert row.next_at == clock.now() + timedelta(days=1)


def test_a_worker_goes_on_after_what_nobody_foresaw(two, sink, monkeypatch, capsys):
    worker = Worker(sink, tick=0)
    turns = []

    def once():
        turns.append(1)
        if len(turns) == 2:
            worker.stop.set()
        raise KeyError("Kari, 25:00")

    monkeypatch.setattr(worker, "once", once)
    worker.run()
    said = capsys.readouterr().out
    assert len(turns) == 2 and "KeyError" in said and "Kari" not in said


def at_ten():
    return a_rhythm(times=("10:00",))


def spoil(measure_id, **changes):
    measure = db.session.get_one(Measure, measure_id)
    for name, value in changes.items():
        setattr(measure, name, value)
    db.session.commit()
    return measure


def aside(kind):
    return REGISTRY.get_sample_value("egenplan_reminder_set_aside_total", {"kind": kind}) or 0
