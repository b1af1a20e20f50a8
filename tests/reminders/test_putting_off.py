"""Put off: it comes when it was promised, whatever happens meanwhile, and goes when the thing is done."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta

import pytest
from sqlalchemy import func, select

from app.measures.actions import Said, answer
from app.measures.rules import State
from app.models.record_change import RecordChange
from app.models.reminder import Reminder
from app.platform import clock
from app.platform.db import db
from app.reminders.actions.own import Choice, set_reminder, snooze
from app.reminders.actions.settings import phone_is_in
from app.reminders.delivery import Worker
from app.reminders.rules import Quiet, Snooze, quiet_until
from tests.factories.measure import a_measure, a_rhythm
from tests.factories.people import a_fullmakt, a_person
from tests.factories.reminder import a_reminder, a_subscription

YESTERDAY, TODAY, TOMORROW = "2026-11-24", "2026-11-25", "2026-11-26"


@pytest.fixture
def something(time, kari, sink):
    """Kari has something to do, a phone, and a reminder that says it once."""

    def made(*times: str, day: str = TODAY):
        time.to(day, "07:00")
        measure = a_measure(kari.me, "Inhalasjon", a_rhythm(times=times))
        a_subscription(kari.person.id)
        row = a_reminder(kari.person, measure, since=clock.now(), again_times=0)
        Worker(sink).once()
        return row

    return made


def done(kari, reminder, day, at):
    answer(kari.me, reminder.measure_id, Said(date.fromisoformat(day), at, State.DONE, None, "nb"))
    db.session.commit()


def put_off(kari, reminder, choice):
    at = snooze(kari.me, reminder.measure_id, choice)
    db.session.commit()
    return at


def look(time, sink, *moments, day=TODAY):
    """What was said at these moments."""
    before = len(sink.said)
    for at in moments:
        time.to(day, at)
        Worker(sink).once()
        Worker(sink).once()
    return sink.said[before:]


MEANWHILE = {
    "put off": lambda kari, row: snooze(kari.me, row.measure_id, Snooze.TOMORROW),
    "changed": lambda kari, row: set_reminder(kari.me, row.measure_id, Choice(True, again_times=0)),
    "in another zone": lambda kari, row: phone_is_in(kari.me.actor, "Europe/London"),
}


@pytest.mark.parametrize("meanwhile", MEANWHILE)
def test_what_is_done_after_something_happened_while_it_was_sent_is_taken_away_at_once(time, kari, sink, something, meanwhile):
    row = something("10:00")
    reminder_id = row.id

    def is_slow(messages):
        said = sink(messages)
        MEANWHILE[meanwhile](kari, db.session.get_one(Reminder, reminder_id))
        db.session.commit()
        return said

    time.to(TODAY, "10:00")
    Worker(is_slow).once()
    assert not db.session.get_one(Reminder, reminder_id, populate_existing=True).held

    time.to(TODAY, "10:01")
    done(kari, db.session.get_one(Reminder, reminder_id), TODAY, "10:00")
    Worker(sink).once()
    assert sink.said[0] == "show" and sink.said[-1] == "close" and sink.shown(kari.person) == set()
    assert db.session.scalar(select(func.count()).select_from(RecordChange)) == 0


def test_what_is_put_off_before_its_usual_time_is_of_today_and_goes_when_it_is_done(time, kari, sink, something):
    row = something(day=YESTERDAY)
    assert look(time, sink, "09:00", day=YESTERDAY) == ["show"]
    done(kari, row, YESTERDAY, "")
    assert look(time, sink, "09:05", day=YESTERDAY) == ["close"]

    time.to(TODAY, "07:00")
    assert put_off(kari, row, Snooze.TEN_MINUTES) == clock.now() + timedelta(minutes=10)
    assert look(time, sink, "07:09", "07:10", "07:20") == ["show"]
    time.to(TODAY, "07:25")
    done(kari, row, TODAY, "")
    assert look(time, sink, "07:25", "09:00", "12:00") == ["close"]
    assert look(time, sink, "09:00", day=TOMORROW) == ["show"]


def test_what_may_be_done_any_time_today_is_put_off_and_not_what_was_missed_yesterday(time, kari, sink, something):
    row = something(day=YESTERDAY)
    look(time, sink, "09:00", day=YESTERDAY)
    time.to(TODAY, "07:00")
    put_off(kari, row, Snooze.TEN_MINUTES)
    look(time, sink, "07:10")
    time.to(TODAY, "07:15")
    done(kari, row, TODAY, "")
    look(time, sink, "07:15", "09:00")
    assert sink.said[-1] == "close" and sink.shown(kari.person) == set()


def test_what_came_late_in_the_evening_is_put_off_past_midnight(time, kari, sink, something):
    row = something("23:00")
    look(time, sink, "23:00")
    time.to(TOMORROW, "00:05")
    put_off(kari, row, Snooze.TEN_MINUTES)
    assert look(time, sink, "00:15", day=TOMORROW) == ["show"]
    assert len(sink.shown(kari.person)) == 1


def test_what_was_put_off_and_has_another_time_since_is_of_the_day_and_of_no_made_up_time(time, kari, sink, something):
    row = something()
    look(time, sink, "09:00")
    time.to(TODAY, "09:10")
    put_off(kari, row, Snooze.HOUR)
    row = db.session.get_one(Reminder, row.id)
    row.times, row.open_on, row.open_time = ["20:00"], None, None
    db.session.commit()
    look(time, sink, "10:10")
    time.to(TODAY, "10:15")
    done(kari, row, TODAY, "")
    assert look(time, sink, "10:15") == ["close"]


def test_tonight_is_kept_although_another_time_comes_between_and_is_done(time, kari, sink, something):
    row = something("08:00", "14:00")
    look(time, sink, "08:00")
    time.to(TODAY, "08:05")
    put_off(kari, row, Snooze.TONIGHT)
    assert look(time, sink, "14:00") == ["close", "show"]
    time.to(TODAY, "14:05")
    done(kari, row, TODAY, "14:00")
    assert look(time, sink, "14:05", "18:59") == ["close"]
    assert look(time, sink, "19:00", "19:01", "21:00") == ["show"]
    assert {each.topic for each in sink.posted[-1:]} == {sink.posted[0].topic}, "the morning's"
    time.to(TODAY, "21:05")
    done(kari, row, TODAY, "08:00")
    assert look(time, sink, "21:05") == ["close"]
    assert look(time, sink, "08:00", day=TOMORROW) == ["show"]


def test_tonight_is_of_the_latest_where_nothing_was_done(time, kari, sink, something):
    row = something("08:00", "14:00")
    look(time, sink, "08:00")
    time.to(TODAY, "08:05")
    put_off(kari, row, Snooze.TONIGHT)
    look(time, sink, "14:00")
    assert look(time, sink, "19:00", "19:01") == ["show"]
    assert sink.posted[-1].topic == sink.posted[-2].topic and len(sink.shown(kari.person)) == 1


def test_tonight_is_dropped_where_all_is_done(time, kari, sink, something):
    row = something("08:00", "14:00")
    look(time, sink, "08:00")
    time.to(TODAY, "08:05")
    put_off(kari, row, Snooze.TONIGHT)
    look(time, sink, "14:00")
    for at in ("08:00", "14:00"):
        done(kari, row, TODAY, at)
    look(time, sink, "14:05")
    assert look(time, sink, "19:00", "19:01") == []


def test_tonight_is_kept_where_what_came_between_was_done_before_its_time(time, kari, sink, something):
    row = something("08:00", "14:00")
    look(time, sink, "08:00")
    time.to(TODAY, "08:05")
    put_off(kari, row, Snooze.TONIGHT)
    done(kari, row, TODAY, "14:00")
    assert look(time, sink, "14:00") == []
    assert look(time, sink, "19:00") == ["show"]


def test_one_who_helps_from_elsewhere_puts_off_what_is_due_where_the_patient_is(time, kari, sink, phone):
    time.to(TODAY, "07:00")
    measure = a_measure(kari.me, "Inhalasjon", a_rhythm(times=("08:00", "20:00")))
    daughter = a_person("Anne")
    daughter.time_zone = "America/New_York"
    a_fullmakt(kari.record, daughter)
    a_subscription(daughter.id)
    a_reminder(daughter, measure, since=clock.now(), again_times=0)
    answer(kari.me, measure.id, Said(date.fromisoformat(TODAY), "08:00", State.DONE, None, "nb"))
    db.session.commit()
    assert look(time, sink, "08:00", "20:00") == ["show"]
    time.to(TODAY, "20:05")
    hers, row = phone().sign_in(daughter), db.session.query(Reminder).filter_by(measure_id=measure.id).one()
    token = hers.get("/phone").json["token"]
    hers.post(f"/waiting/{row.id}/later", {"choice": "10-minutes", "csrf_token": token}, status=303)
    assert look(time, sink, "20:15") == ["show"]
    assert sink.posted[-1].topic == sink.posted[-2].topic


def test_it_can_be_put_off_again_and_again_and_comes_each_time(time, kari, sink, something):
    row = something("08:00", "14:00")
    look(time, sink, "08:00")
    for at, comes in (("08:05", "08:15"), ("08:20", "08:30")):
        time.to(TODAY, at)
        put_off(kari, row, Snooze.TEN_MINUTES)
        assert look(time, sink, comes) == ["show"]
    look(time, sink, "14:00")
    done(kari, row, TODAY, "14:00")
    look(time, sink, "14:05")
    put_off(kari, row, Snooze.TEN_MINUTES)
    assert look(time, sink, "14:15") == ["show"], "of the morning's, which is left"


def test_quiet_that_ends_in_the_hour_shown_twice_ends_that_night():
    night = Quiet("22:00", "02:30")
    first, second = datetime(2026, 10, 25, 0, 15, tzinfo=UTC), datetime(2026, 10, 25, 1, 15, tzinfo=UTC)
    assert quiet_until(night, first, "Europe/Oslo") == datetime(2026, 10, 25, 0, 30, tzinfo=UTC)
    assert quiet_until(night, second, "Europe/Oslo") == datetime(2026, 10, 25, 1, 30, tzinfo=UTC)
    assert quiet_until(night, datetime(2026, 10, 25, 21, 30, tzinfo=UTC), "Europe/Oslo") == datetime(
        2026, 10, 26, 1, 30, tzinfo=UTC
    )
