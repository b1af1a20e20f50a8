"""A daughter in New York helps her mother in Norway: the mother's eight o'clock is the mother's."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest

from app.models.reminder_setting import ReminderSetting
from app.platform import clock
from app.platform.db import db
from app.reminders.delivery import Worker
from app.reminders.rules import Quiet
from app.reminders.rules.elsewhere import quiet_by
from tests.factories.measure import a_measure, a_rhythm
from tests.factories.people import a_fullmakt, a_person
from tests.factories.reminder import a_reminder, a_subscription
from tests.reminders.test_calendar import made, starts

TODAY = "2026-11-25"
NEW_YORK = "America/New_York"


@pytest.fixture
def anne(time, kari, sink):
    """Anne lives in New York, has fullmakt for Kari, and wants to be reminded of Kari's tablets at eight."""
    time.to(TODAY, "05:00")
    kari.measure = a_measure(kari.me, "Tabletter", a_rhythm(times=("08:00",)))
    daughter = a_person("Anne")
    daughter.time_zone = NEW_YORK
    a_fullmakt(kari.record, daughter)
    a_subscription(daughter.id)
    a_reminder(daughter, kari.measure, since=clock.now(), again_times=0)
    Worker(sink).once()
    return daughter


def at(time, sink, *times):
    for each in times:
        time.to(TODAY, each)
        Worker(sink).once()


def test_it_comes_when_it_is_time_where_the_patient_is(time, anne, sink):
    at(time, sink, "07:59")
    assert sink.posted == []
    at(time, sink, "08:00", "14:00")
    assert sink.said == ["show"]


def test_she_is_left_in_peace_by_her_own_clock(time, anne, sink):
    quiet(anne, "22:00", "07:00")  # four in the morning until one in the afternoon in Norway
    at(time, sink, "08:00", "12:59")
    assert sink.posted == []
    at(time, sink, "13:00")
    assert sink.said == ["show"]


def test_it_does_not_wait_at_the_service_into_her_quiet_hours(time, anne, sink):
    quiet(anne, "03:00", "07:00")
    at(time, sink, "08:00")
    assert [each.ttl for each in sink.posted] == [timedelta(hours=1)]


def test_her_calendar_and_her_page_say_the_same(time, kari, anne, phone):
    hers = phone().sign_in(anne)
    page = hers.get(kari.at("/reminders")).text
    assert "Next: today at 08:00" in page
    assert "Your reminders follow the clock of Oslo." in page
    assert {each.astimezone(ZoneInfo("Europe/Oslo")).hour for each in starts(hers, made(hers))} == {8}


def test_the_page_says_which_times_are_in_her_quiet_hours(time, kari, anne, phone):
    quiet(anne, "01:00", "05:00")
    assert "is in your quiet hours" in phone().sign_in(anne).get(kari.at("/reminders")).text
    quiet(anne, "07:00", "09:00")
    assert "is in your quiet hours" not in phone().sign_in(anne).get(kari.at("/reminders")).text


@pytest.mark.parametrize(
    ("there", "hours"),
    [
        (NEW_YORK, ("16:00", "01:00")),
        ("Asia/Kathmandu", ("02:45", "11:45")),
        ("Europe/Oslo", ("22:00", "07:00")),
        ("Pacific/Kiritimati", ("11:00", "20:00")),
    ],
)
def test_the_same_hours_by_another_clock(there, hours):
    now = datetime(2026, 11, 25, 12, tzinfo=UTC)
    assert quiet_by(Quiet("22:00", "07:00"), now, "Europe/Oslo", there) == Quiet(*hours)
    assert quiet_by(None, now, "Europe/Oslo", there) is None


def quiet(person, start, end):
    db.session.merge(ReminderSetting(person_id=person.id, quiet_from=start, quiet_until=end, follows_phone=True))
    db.session.commit()
