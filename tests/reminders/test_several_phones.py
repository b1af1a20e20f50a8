"""Somebody with two phones, when the service of one of them is in trouble."""

from __future__ import annotations

from datetime import timedelta

import pytest

from app.measures.actions import Said, answer
from app.measures.rules import State
from app.models.push_subscription import PushSubscription
from app.models.reminder import Reminder
from app.models.reminder_delivery import ReminderDelivery
from app.platform import clock
from app.platform.db import db
from app.platform.push.message import Outcome, Result
from app.reminders.delivery import Worker
from tests.factories.measure import a_day, a_measure, a_rhythm
from tests.factories.reminder import a_reminder, a_subscription

TODAY = "2026-11-25"


class Services:
    """The phone's service takes everything; the tablet's does what `tablet` says."""

    def __init__(self, sink):
        self.sink, self.tablet, self.took = sink, Result(Outcome.RETRY, timedelta(minutes=1), 503), []

    def __call__(self, messages):
        self.sink(messages)
        names = [each.subscription.endpoint.rsplit("/", 1)[1] for each in messages]
        self.took += names
        return [self.tablet if name == "tablet" else Result(Outcome.SENT, status=201) for name in names]


@pytest.fixture
def services(sink):
    return Services(sink)


@pytest.fixture
def walk(time, kari, services):
    """A walk at ten, and nothing said of it but once. It is ten, and the tablet's service has just asked for a minute."""
    return begun(time, kari, services, again_times=0)


def begun(time, kari, services, **changes):
    time.to(TODAY, "07:00")
    measure = a_measure(kari.me, "Gåtur", a_rhythm(times=("10:00",)))
    a_subscription(kari.person.id)
    a_subscription(kari.person.id, "tablet")
    row = a_reminder(kari.person, measure, since=clock.now(), **changes)
    Worker(services).once()
    at(time, services, "10:00")
    assert sorted(services.took) == ["phone", "tablet"]
    return row


def at(time, services, *times):
    for each in times:
        time.to(TODAY, each)
        Worker(services).once()


def test_the_one_that_was_put_off_is_tried_again_and_the_other_is_left_alone(time, services, walk):
    services.took.clear()
    at(time, services, "10:01", "10:02")
    services.tablet = Result(Outcome.SENT, status=201)
    at(time, services, "10:03", "10:04", "11:00")
    assert services.took == ["tablet", "tablet", "tablet"]
    assert states(walk) == ["sent"]


def test_it_rests_as_long_as_its_service_asked(time, services, walk):
    services.tablet = Result(Outcome.RETRY, timedelta(hours=1), 429)
    at(time, services, "10:01")
    services.took.clear()
    at(time, services, "10:30", "11:00")
    assert services.took == []
    services.tablet = Result(Outcome.SENT, status=201)
    at(time, services, "11:01")
    assert services.took == ["tablet"]


def test_one_that_rests_when_another_thing_is_due_gets_that_too(time, kari, services, walk):
    services.tablet = Result(Outcome.RETRY, timedelta(minutes=10), 429)
    at(time, services, "10:01")
    time.to(TODAY, "10:02")
    a_reminder(kari.person, a_measure(kari.me, "Te", a_rhythm(times=("10:05",))), since=clock.now(), again_times=0)
    services.took.clear()
    at(time, services, "10:05")
    assert services.took == ["phone"]
    services.tablet = Result(Outcome.SENT, status=201)
    at(time, services, "10:11", "10:12")
    assert services.took == ["phone", "tablet", "tablet"]


def test_what_is_done_meanwhile_goes_from_the_phone_that_had_it_and_never_comes_to_the_other(time, kari, services, walk):
    answer(kari.me, walk.measure_id, Said(a_day(), "10:00", State.DONE, None, "nb"))
    db.session.commit()
    at(time, services, "10:01", "10:02")
    assert services.sink.said == ["show", "show", "close", "close"]


def test_the_phone_that_had_it_is_reminded_once_more_although_the_other_never_answers(time, kari, services):
    begun(time, kari, services, again_times=1)
    at(time, services, *(f"10:{minute:02d}" for minute in range(1, 60)))
    assert services.took.count("phone") == 2


def test_what_a_stopped_worker_may_have_sent_goes_to_every_phone_again(time, kari, sink, services):
    time.to(TODAY, "07:00")
    row = a_reminder(kari.person, a_measure(kari.me, "Gåtur", a_rhythm(times=("10:00",))), since=clock.now(), again_times=0)
    a_subscription(kari.person.id)
    Worker(services).once()
    time.to(TODAY, "10:00")

    def stopped(messages):
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        Worker(stopped).once()
    at(time, services, "10:03")
    assert services.took == ["phone"]
    assert states(row) == ["sent"]


def test_a_phone_that_went_away_is_forgotten_and_leaves_the_other_s_as_it_is(time, kari, services, walk):
    services.took.clear()
    services.tablet = Result(Outcome.GONE, status=410)
    at(time, services, "10:01", "10:02")
    assert services.took == ["tablet"]
    assert states(walk) == ["sent"]
    assert db.session.get_one(Reminder, walk.id).open_on == a_day()
    assert [each.device for each in db.session.query(PushSubscription).filter_by(person_id=kari.person.id)] == ["phone"]


def states(row):
    db.session.expire_all()
    return [each.state for each in db.session.query(ReminderDelivery).filter_by(reminder_id=row.id)]
