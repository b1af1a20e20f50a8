"""Attempts are kept for ninety days, and longer where a reminder is still at what they are of."""

from __future__ import annotations

from datetime import date

import pytest
from sqlalchemy import delete, select, update

from app.models.reminder import Reminder
from app.models.reminder_delivery import ReminderDelivery
from app.platform import clock
from app.platform.db import db
from app.reminders.delivery import Worker
from tests.factories.measure import a_measure, a_rhythm
from tests.factories.reminder import a_reminder, a_subscription


@pytest.fixture
def walk(time, kari, sink):
    """Two attempts at one walk in August, and one at the next day's; nothing has been said since."""
    db.session.execute(delete(ReminderDelivery))
    time.to("2026-08-20", "07:30")
    measure = a_measure(kari.me, "Gåtur", a_rhythm(times=("10:00",)))
    a_subscription(kari.person.id)
    row = a_reminder(kari.person, measure, since=clock.now())
    for day, at in (("2026-08-20", "10:00"), ("2026-08-20", "10:30"), ("2026-08-21", "10:00")):
        time.to(day, at)
        Worker(sink).once()
        Worker(sink).once()  # the first takes the day before's notice away
    return row


def kept() -> list[tuple[date, int]]:
    of = select(ReminderDelivery.due_on, ReminderDelivery.attempt).order_by(ReminderDelivery.due_on, ReminderDelivery.attempt)
    return [tuple(row) for row in db.session.execute(of)]


TWENTIETH, NEXT = date(2026, 8, 20), date(2026, 8, 21)


def test_what_is_older_than_ninety_days_is_forgotten_and_nothing_else(time, kari, sink, walk):
    time.to("2026-11-18", "09:00")
    assert (Worker(sink).forget(), len(kept())) == (0, 3)
    time.to("2026-11-18", "10:31")
    assert Worker(sink).forget() == 2
    assert kept() == [(NEXT, 0)]


def test_what_a_reminder_is_still_at_is_kept_however_old(time, kari, sink, walk):
    """It may be said once more: its row is what keeps the attempt from being made twice."""
    time.to("2027-11-25", "12:00")
    Worker(sink).forget()
    assert kept() == [(NEXT, 0)]

    db.session.execute(update(Reminder).where(Reminder.id == walk.id).values(due_on=None, due_time=None))
    db.session.commit()
    Worker(sink).forget()
    assert kept() == [(NEXT, 0)], "its notice stands"

    db.session.execute(update(Reminder).where(Reminder.id == walk.id).values(open_on=None, open_time=None))
    db.session.commit()
    Worker(sink).forget()
    assert kept() == []


def test_no_occurrence_is_shown_twice_for_what_was_forgotten(time, kari, sink, walk):
    shown = [each.topic for each in sink.posted]
    time.to("2026-11-25", "09:00")
    Worker(sink).forget()
    Worker(sink).drain()
    assert [each.topic for each in sink.posted] == shown


def test_a_worker_at_rest_forgets(time, kari, sink, walk):
    time.to("2026-11-25", "12:00")
    worker = Worker(sink)
    worker.stop.wait = lambda _seconds: worker.stop.set()
    worker.run()
    assert TWENTIETH not in [day for day, _ in kept()]
