"""Reminded by the clock where one is, answering on a page that keeps the days of home."""

from __future__ import annotations

from datetime import date
from zoneinfo import ZoneInfo

import pytest

from app.measures.actions import Said, answer
from app.measures.queries import days
from app.measures.rules import State
from app.models.reminder import Reminder
from app.models.reminder_setting import ReminderSetting
from app.platform import clock
from app.platform.db import db
from app.reminders.delivery import Worker
from app.reminders.rules import Follow, firings
from tests.factories.measure import a_measure, a_rhythm
from tests.factories.reminder import a_reminder, a_subscription

NEW_YORK, AUCKLAND, OSLO = "America/New_York", "Pacific/Auckland", "Europe/Oslo"
AWAY = (
    pytest.param(NEW_YORK, {"times": ("20:00",)}, "20:00", id="New York in the evening"),
    pytest.param(NEW_YORK, {"times": ("08:00",)}, "08:00", id="New York in the morning"),
    pytest.param(AUCKLAND, {"times": ("08:00",)}, "08:00", id="Auckland in the morning"),
    pytest.param(AUCKLAND, {"times": ("20:00",)}, "20:00", id="Auckland in the evening"),
    pytest.param(NEW_YORK, {"latest_by": "20:00"}, "09:00", id="New York, any time until eight"),
    pytest.param(AUCKLAND, {"latest_by": "10:00"}, "08:00", id="Auckland, any time until ten"),
)


def away(kari, zone, **rhythm):
    """Kari is there, and has one thing to do there."""
    db.session.merge(ReminderSetting(person_id=kari.person.id, follows_phone=True, time_zone=zone))
    measure = a_measure(kari.me, "Tabletter", a_rhythm(**rhythm))
    a_subscription(kari.person.id)
    return a_reminder(kari.person, measure, since=clock.now(), again_times=2)


def what_today_offers(kari, reminder):
    """What is to be done today, as the page shows it now."""
    today = clock.today(kari.me.time_zone)
    (line,) = days(kari.me, today, today, reminder.measure_id)
    return line


def done(kari, reminder):
    line = what_today_offers(kari, reminder)
    answer(kari.me, reminder.measure_id, Said(line.due_on, line.due_time, State.DONE, None, "nb"))
    db.session.commit()


@pytest.mark.parametrize(("zone", "rhythm", "at"), AWAY)
def test_what_is_done_on_todays_page_stops_the_reminder_and_tomorrows_comes(time, kari, sink, zone, rhythm, at):
    time.to("2026-11-25", "00:30", zone)
    reminder = away(kari, zone, **rhythm)
    Worker(sink).once()
    hour, shows = int(at[:2]), []
    for day in ("2026-11-25", "2026-11-26", "2026-11-27"):
        time.to(day, f"{hour - 1:02d}:59", zone)
        Worker(sink).once()
        assert sink.said == shows, day
        time.to(day, at, zone)
        Worker(sink).once()
        assert sink.said == [*shows, "show"], day

        time.to(day, f"{hour:02d}:05", zone)
        done(kari, reminder)
        for minute in ("05", "30", "59"):
            time.to(day, f"{hour:02d}:{minute}", zone)
            Worker(sink).once()
        shows += ["show", "close"]
        assert sink.said == shows and sink.shown(kari.person) == set(), day


@pytest.mark.parametrize(("zone", "rhythm", "at"), AWAY)
def test_what_is_not_done_is_said_again_and_stands(time, kari, sink, zone, rhythm, at):
    time.to("2026-11-25", "00:30", zone)
    away(kari, zone, **rhythm)
    hour = int(at[:2])
    for moment in (at, f"{hour:02d}:30", f"{hour + 1:02d}:00", f"{hour + 2:02d}:00"):
        time.to("2026-11-25", moment, zone)
        Worker(sink).once()
    assert sink.said == ["show", "show", "show"]
    assert len(sink.shown(kari.person)) == 1


def test_a_notice_stands_until_it_is_done_although_the_reminder_was_put_off_the_next_day(time, kari, sink):
    """It came on the evening before, by the clock there, and is of today, by the page."""
    time.to("2026-11-25", "12:00", NEW_YORK)
    reminder = away(kari, NEW_YORK, times=("20:00",))
    for moment in ("20:00", "20:30", "21:00"):
        time.to("2026-11-25", moment, NEW_YORK)
        Worker(sink).once()
    time.to("2026-11-26", "10:00", NEW_YORK)
    row = db.session.get_one(Reminder, reminder.id)
    row.since = row.next_at = clock.now()
    db.session.commit()
    Worker(sink).once()
    assert sink.said == ["show", "show", "show"]
    done(kari, reminder)
    Worker(sink).once()
    assert sink.shown(kari.person) == set()


def test_the_persons_own_times_are_of_the_nearest_by_the_clock_there():
    rhythm = a_rhythm(times=("08:00", "20:00"), starts_on=date(2026, 11, 1))
    found = firings(Follow(rhythm, ("07:30", "21:00"), AUCKLAND), date(2026, 11, 26), date(2026, 11, 26))
    assert [(each.key, each.occurrence) for each in found] == [
        ((date(2026, 11, 26), "07:30"), (date(2026, 11, 25), "08:00")),
        ((date(2026, 11, 26), "21:00"), (date(2026, 11, 26), "20:00")),
    ]


@pytest.mark.parametrize("zone", [NEW_YORK, AUCKLAND, "Pacific/Kiritimati", "Pacific/Pago_Pago", "Asia/Kolkata"])
def test_each_day_of_home_is_reminded_of_once_at_the_time_wanted_there(zone):
    first, last = date(2026, 11, 10), date(2026, 11, 30)
    times = tuple(f"{hour:02d}:15" for hour in range(24))
    found = firings(Follow(a_rhythm(times=times, starts_on=date(2026, 11, 1)), (), zone), first, last)
    assert len({each.occurrence for each in found}) == len(found) == 21 * 24
    assert [each.fires_at for each in found] == sorted(each.fires_at for each in found)
    assert [each.key for each in found] == sorted(each.key for each in found)
    for each in found:
        assert f"{each.fires_at.astimezone(ZoneInfo(zone)):%H:%M}" == each.at == each.due_time
        assert each.fires_at.astimezone(ZoneInfo(OSLO)).date() == each.due_on
