"""How long a notice may wait for a phone that is off: what comes late may come at night, or on another day."""

from __future__ import annotations

from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

import pytest

from app.models.reminder_setting import ReminderSetting
from app.platform import clock
from app.platform.db import db
from app.reminders.actions.watches import choose_watchers
from app.reminders.delivery import Worker
from app.reminders.rules import Quiet
from app.reminders.rules.lasting import end_of_day, may_wait
from tests.factories.measure import a_clinicians_measure, a_measure, a_rhythm
from tests.factories.people import a_fullmakt, a_person
from tests.factories.reminder import a_reminder, a_subscription

TODAY = "2026-11-25"
OSLO = "Europe/Oslo"


@pytest.mark.parametrize(
    ("at", "quiet", "minutes"),
    [
        ("10:00", ("22:00", "07:00"), 360),
        ("21:30", ("22:00", "07:00"), 30),
        ("21:58", ("22:00", "07:00"), 5),
        ("20:00", None, 240),
        ("23:59", None, 5),
        ("12:00", ("13:00", "14:00"), 60),
        ("12:00", ("13:00", "13:00"), 360),
    ],
)
def test_it_is_never_shown_in_the_quiet_hours_nor_on_another_day(time, kari, sink, at, quiet, minutes):
    time.to(TODAY, "07:00")
    a_subscription(kari.person.id)
    a_reminder(kari.person, a_measure(kari.me, "Tabletter", a_rhythm(times=(at,))), since=clock.now())
    if quiet:
        left_in_peace(kari.person, *quiet)
    Worker(sink).once()
    time.to(TODAY, at)
    Worker(sink).once()
    assert [each.ttl for each in sink.posted] == [timedelta(minutes=minutes)]


def test_nor_is_word_of_a_missed_check_in(time, kari, sink):
    time.to(TODAY, "07:00")
    a_clinicians_measure(kari.nurse, "Sjekk inn", a_rhythm(times=("09:00",), latest_by="20:00"), asks_for="check-in")
    anne = a_person("Anne")
    a_fullmakt(kari.record, anne)
    a_subscription(anne.id)
    left_in_peace(anne, "22:30", "07:00")
    choose_watchers(kari.me, {anne.id: 120})
    db.session.commit()
    Worker(sink).once()
    time.to(TODAY, "22:00")
    Worker(sink).once()
    assert [each.ttl for each in sink.posted] == [timedelta(minutes=30)]


def test_the_night_the_clock_is_put_back_it_waits_until_quiet_begins():
    now = datetime(2026, 10, 25, 1, 30, tzinfo=ZoneInfo(OSLO))
    assert may_wait(now, Quiet("04:00", "07:00"), OSLO) == timedelta(hours=3, minutes=30)
    assert end_of_day(now, OSLO).astimezone(ZoneInfo(OSLO)).hour == 0


def left_in_peace(person, start, end):
    db.session.merge(ReminderSetting(person_id=person.id, quiet_from=start, quiet_until=end, follows_phone=True))
    db.session.commit()
