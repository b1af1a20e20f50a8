"""What the worker sends, and when it stops."""

from __future__ import annotations

import json
from datetime import timedelta

import pytest
from sqlalchemy import select

from app.access.revisions import keep
from app.measures.actions import Said, answer, pause_measure, resume_measure
from app.measures.rules import State
from app.models.login_session import LoginSession
from app.models.reminder import Reminder
from app.models.reminder_delivery import ReminderDelivery
from app.models.reminder_setting import ReminderSetting
from app.platform import clock
from app.platform.db import db
from app.platform.push.message import Outcome
from app.reminders.delivery import Limits, Worker
from tests.factories.measure import a_day, a_measure, a_rhythm
from tests.factories.people import a_fullmakt, a_person
from tests.factories.reminder import a_reminder, a_subscription

TODAY = "2026-11-25"


@pytest.fixture
def walk(time, kari, sink):
    """Kari has a walk at ten, wants to be reminded of it, and has a phone. It is half past seven."""
    time.to(TODAY, "07:30")
    measure = a_measure(kari.me, "Gåtur", a_rhythm(times=("10:00",)))
    a_subscription(kari.person.id)
    row = a_reminder(kari.person, measure, since=clock.now())
    Worker(sink).once()
    return row


def test_it_fires_on_the_dot_once_more_and_then_no_more(time, kari, sink, walk):
    time.to(TODAY, "09:59")
    Worker(sink).once()
    assert sink.posted == []

    for at in ("10:00", "10:01", "10:30", "10:31", "11:00", "12:00"):
        time.to(TODAY, at)
        Worker(sink).once()

    assert [json.loads(each.payload)["again"] for each in sink.posted] == [False, True]
    assert len({each.topic for each in sink.posted}) == 1
    deliveries = db.session.scalars(
        select(ReminderDelivery).filter_by(reminder_id=walk.id).order_by(ReminderDelivery.attempt)
    ).all()
    assert [(each.attempt, each.state) for each in deliveries] == [(0, "sent"), (1, "sent")]


def test_the_next_day_is_another_occurrence(time, kari, sink, walk):
    for day in (TODAY, "2026-11-26"):
        time.to(day, "10:00")
        Worker(sink).once()
        Worker(sink).once()

    assert sink.said == ["show", "close", "show"] and len({each.topic for each in sink.posted}) == 2
    assert sink.posted[0].topic == sink.posted[1].topic, "the one of the day before goes, and then the next is shown"


def test_nothing_is_said_of_what_is_done_and_the_notice_goes_from_every_phone(time, kari, sink, walk):
    a_subscription(kari.person.id, "tablet")
    time.to(TODAY, "10:00")
    Worker(sink).once()
    assert sink.said == ["show", "show"]

    time.to(TODAY, "10:05")
    answer(kari.me, walk.measure_id, Said(a_day(), "10:00", State.DONE, None, "nb"))
    db.session.commit()
    Worker(sink).once()
    assert sink.said == ["show", "show", "close", "close"]
    assert sink.shown(kari.person) == set()

    time.to(TODAY, "10:30")
    Worker(sink).once()
    assert len(sink.posted) == 4


def test_what_is_done_before_its_time_is_never_asked_for(time, kari, sink, walk):
    answer(kari.me, walk.measure_id, Said(a_day(), "10:00", State.SKIPPED, None, "nb"))
    db.session.commit()
    time.to(TODAY, "10:00")
    Worker(sink).once()
    assert sink.posted == []


def test_safari_is_sent_nothing_that_shows_nothing(time, kari, sink, walk):
    a_subscription(kari.person.id, "iphone", "web.push.apple.com")
    time.to(TODAY, "10:00")
    Worker(sink).once()
    answer(kari.me, walk.measure_id, Said(a_day(), "10:00", State.DONE, None, "nb"))
    db.session.commit()
    Worker(sink).once()
    assert sink.said == ["show", "show", "close"]
    assert "apple" not in sink.posted[-1].subscription.endpoint


def test_a_long_outage_gives_one_reminder_and_no_storm(time, kari, sink):
    time.to("2026-11-20", "07:00")
    measure = a_measure(kari.me, "Inhalasjon", a_rhythm(times=("08:00", "12:00", "20:00")))
    a_subscription(kari.person.id)
    reminder = a_reminder(kari.person, measure, since=clock.now())
    Worker(sink).once()

    time.to(TODAY, "12:30")
    Worker(sink).drain()

    assert len(sink.posted) == 1
    row = db.session.query(ReminderDelivery).filter_by(reminder_id=reminder.id).one()
    assert (row.due_on, row.due_time) == (a_day(), "12:00")


def test_an_outage_over_the_night_says_nothing_of_yesterday(time, kari, sink, walk):
    time.to("2026-11-26", "07:00")
    Worker(sink).drain()
    assert sink.posted == []


@pytest.mark.parametrize("ended", ["paused", "deleted", "revoked", "off"])
def test_it_stops_at_once_when_there_is_nothing_to_remind_of(time, kari, sink, walk, ended):
    time.to(TODAY, "10:00")
    Worker(sink).once()
    row = db.session.get_one(Reminder, walk.id)
    measure = a_measure_row(walk)
    if ended == "paused":
        pause_measure(kari.me, measure.id, None)
    elif ended == "deleted":
        measure.deleted_at = clock.now()
    elif ended == "revoked":
        measure.status = "revoked"
    else:
        row.active, row.next_at = False, clock.now()
    db.session.commit()

    time.to(TODAY, "10:30")
    Worker(sink).once()

    assert sink.said == ["show", "close"]


def test_a_measure_taken_up_again_is_reminded_of(time, kari, sink, walk):
    pause_measure(kari.me, walk.measure_id, None)
    db.session.commit()
    Worker(sink).once()
    resume_measure(kari.me, walk.measure_id)
    db.session.commit()
    Worker(sink).once()

    time.to(TODAY, "10:00")
    Worker(sink).once()
    assert sink.said == ["show"]


def test_an_earlier_time_written_later_is_found(time, kari, sink, walk):
    """The worker had meant to look at ten; somebody moves the measure to eight."""
    measure = a_measure_row(walk)
    measure.times = ["08:00"]
    keep(kari.me, measure)
    db.session.commit()
    Worker(sink).once()

    time.to(TODAY, "08:00")
    Worker(sink).once()
    assert sink.said == ["show"]
    assert {each.due_time for each in db.session.query(ReminderDelivery).filter_by(reminder_id=walk.id)} == {"08:00"}


def test_a_relative_is_reminded_only_while_the_fullmakt_holds(time, kari, sink):
    time.to(TODAY, "07:30")
    measure = a_measure(kari.me, "Gåtur", a_rhythm(times=("10:00",)))
    daughter = a_person("Anne")
    fullmakt = a_fullmakt(kari.record, daughter)
    a_subscription(daughter.id)
    a_reminder(daughter, measure, since=clock.now())

    time.to(TODAY, "10:00")
    Worker(sink).once()
    assert sink.said == ["show"]

    fullmakt.ended_at = clock.now()
    db.session.commit()
    time.to(TODAY, "10:30")
    Worker(sink).once()
    assert sink.said == ["show", "close"]
    time.to("2026-11-26", "10:00")
    Worker(sink).once()
    assert sink.said == ["show", "close"]


def test_a_signed_out_phone_gets_nothing(time, kari, sink, walk):
    db.session.query(LoginSession).filter_by(person_id=kari.person.id).update({"ended_at": clock.now()})
    db.session.commit()
    time.to(TODAY, "10:00")
    Worker(sink).once()
    assert sink.posted == []
    assert db.session.query(ReminderDelivery).filter_by(reminder_id=walk.id).one().state == "nowhere"


def test_quiet_hours_hold_and_what_is_left_of_the_day_comes_after(time, kari, sink, walk):
    quiet(kari, "09:00", "10:15")
    for at in ("10:00", "10:14"):
        time.to(TODAY, at)
        Worker(sink).once()
    assert sink.posted == []
    time.to(TODAY, "10:15")
    Worker(sink).once()
    assert sink.said == ["show"]


def test_quiet_over_midnight_lets_the_evening_go(time, kari, sink):
    time.to(TODAY, "20:00")
    measure = a_measure(kari.me, "Tabletter", a_rhythm(times=("23:00",)))
    a_subscription(kari.person.id)
    a_reminder(kari.person, measure, since=clock.now())
    quiet(kari, "22:00", "07:00")
    for day, at in ((TODAY, "23:00"), ("2026-11-26", "07:00"), ("2026-11-26", "08:00")):
        time.to(day, at)
        Worker(sink).drain()
    assert sink.posted == []


def test_it_follows_the_phone_to_another_zone(time, kari, sink, walk):
    db.session.merge(ReminderSetting(person_id=kari.person.id, follows_phone=True, time_zone="America/New_York"))
    db.session.get_one(Reminder, walk.id).next_at = clock.now()
    db.session.commit()
    Worker(sink).once()
    time.to(TODAY, "10:00")
    Worker(sink).once()
    assert sink.posted == []
    time.to(TODAY, "10:00", "America/New_York")
    Worker(sink).once()
    assert sink.said == ["show"]


def test_flying_west_after_the_reminder_gives_no_second_one(time, kari, sink, walk):
    time.to(TODAY, "10:00")
    Worker(sink).once()
    db.session.merge(ReminderSetting(person_id=kari.person.id, follows_phone=True, time_zone="America/New_York"))
    row = db.session.get_one(Reminder, walk.id)
    row.next_at, row.again_at = clock.now(), None
    db.session.commit()
    time.to(TODAY, "10:00", "America/New_York")
    Worker(sink).drain()
    assert sink.said == ["show"]


def test_the_persons_own_times_are_used_and_belong_to_the_nearest_time(time, kari, sink):
    time.to(TODAY, "06:00")
    measure = a_measure(kari.me, "Inhalasjon", a_rhythm(times=("08:00", "20:00")))
    a_subscription(kari.person.id)
    a_reminder(kari.person, measure, since=clock.now(), times=["07:30", "21:00"], again_times=0)
    answer(kari.me, measure.id, Said(a_day(), "08:00", State.DONE, None, "nb"))
    db.session.commit()
    for at in ("07:30", "08:00", "20:00", "21:00"):
        time.to(TODAY, at)
        Worker(sink).once()
        assert len(sink.posted) == (1 if at == "21:00" else 0)


def test_what_cannot_be_sent_now_is_sent_later_and_is_one_delivery(time, kari, sink, walk):
    sink.outcome, sink.wait = Outcome.RETRY, timedelta(minutes=5)
    time.to(TODAY, "10:00")
    Worker(sink).once()
    assert db.session.query(ReminderDelivery).filter_by(reminder_id=walk.id).one().state == "claimed"
    sink.outcome = Outcome.SENT
    time.to(TODAY, "10:03")
    Worker(sink).once()
    assert len(sink.posted) == 1, "the service asked for five minutes"
    time.to(TODAY, "10:05")
    Worker(sink).once()
    assert len(sink.posted) == 2
    assert [each.state for each in db.session.query(ReminderDelivery).filter_by(reminder_id=walk.id)] == ["sent"]


def test_a_batch_asks_the_same_number_of_questions_however_large(time, kari, sink):
    from tests.today.test_today_statements import statements

    counted = []
    for size in (1, 30):
        time.to(TODAY, "07:00")
        for number in range(size):
            measure = a_measure(kari.me, f"Tiltak {number}", a_rhythm(times=("10:00",)))
            a_reminder(kari.person, measure, since=clock.now())
        a_subscription(kari.person.id, f"phone {size}")
        time.to(TODAY, "10:00")
        with statements() as sent:
            done = Worker(sink, limits=Limits(batch=100)).once()
        assert done.sent >= size
        counted.append(len([each for each in sent if not each.startswith(("BEGIN", "PRAGMA"))]))
    assert counted[0] == counted[1]


def quiet(kari, start, end):
    db.session.merge(ReminderSetting(person_id=kari.person.id, quiet_from=start, quiet_until=end, follows_phone=True))
    db.session.commit()


def a_measure_row(reminder):
    from app.models.measure import Measure

    return db.session.get_one(Measure, reminder.measure_id)
