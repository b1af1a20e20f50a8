"""When a rhythm falls due."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from itertools import pairwise
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given, settings
from hypothesis import strategies as some

from app.measures.rules import BadRhythm, Rhythm, check_rhythm, next_day, occurrences, pattern
from app.measures.rules.pattern import restart

ZONES = (
    "Europe/Oslo",
    "America/Nuuk",
    "America/Sao_Paulo",
    "Australia/Lord_Howe",
    "Africa/Casablanca",
    "Asia/Beirut",
    "Pacific/Apia",
    "UTC",
)
MONDAY = date(2026, 3, 2)


def a_rhythm(rrule: str | None = "FREQ=DAILY", **changes: object) -> Rhythm:
    settings_: dict[str, object] = {"times": ("08:00",), "latest_by": None, "starts_on": MONDAY, "until_on": None}
    return Rhythm(rrule, **({"time_zone": "Europe/Oslo"} | settings_ | changes))  # type: ignore[arg-type]


def days(rhythm: Rhythm, first: date, last: date) -> list[date]:
    return [due.due_on for due in occurrences(rhythm, first, last)]


@given(
    zone=some.sampled_from(ZONES),
    first=some.dates(date(2019, 1, 1), date(2027, 12, 31)),
    length=some.integers(0, 400),
    at=some.times().map(lambda time: f"{time:%H:%M}"),
)
@settings(max_examples=150, deadline=None)
def test_a_daily_measure_fires_once_every_local_day_whatever_the_clocks_do(zone, first, length, at):
    last = first + timedelta(days=length)

    found = occurrences(a_rhythm(times=(at,), starts_on=date(2015, 1, 1), time_zone=zone), first, last)

    assert [due.due_on for due in found] == [first + timedelta(days=n) for n in range(length + 1)]
    assert all(earlier.due_at < later.due_at for earlier, later in pairwise(found))
    assert all(_near_its_day(due.due_at, due.due_on, ZoneInfo(zone)) for due in found)


def _near_its_day(moment: datetime, day: date, zone: ZoneInfo) -> bool:
    """On its day, or at the first minute after it where the day's last hour was left out."""
    local = moment.astimezone(zone)
    return local.date() == day or ((local - timedelta(minutes=1)).date() <= day + timedelta(days=1) and local.time().hour == 0)


def test_a_time_the_clocks_leap_over_falls_due_at_the_first_minute_there_is():
    due = occurrences(a_rhythm(times=("02:30",)), date(2026, 3, 29), date(2026, 3, 29))[0]

    assert due.due_at == datetime(2026, 3, 29, 1, 0, tzinfo=UTC)


def test_a_time_the_clocks_show_twice_falls_due_the_first_time():
    due = occurrences(a_rhythm(times=("02:30",)), date(2026, 10, 25), date(2026, 10, 25))[0]

    assert due.due_at == datetime(2026, 10, 25, 0, 30, tzinfo=UTC)


def test_eight_in_the_morning_stays_eight_over_the_change_of_clocks():
    found = occurrences(a_rhythm(), date(2026, 3, 28), date(2026, 3, 29))

    assert [due.due_at.hour for due in found] == [7, 6]


def test_a_day_that_an_island_left_out_has_nothing_due():
    lived = days(a_rhythm(starts_on=date(2011, 12, 1), time_zone="Pacific/Apia"), date(2011, 12, 29), date(2011, 12, 31))

    assert lived == [date(2011, 12, 29), date(2011, 12, 31)]


def test_no_time_means_once_at_any_time_of_the_day():
    due = occurrences(a_rhythm(times=(), latest_by="12:00"), MONDAY, MONDAY)

    assert [(each.due_time, each.late_at) for each in due] == [("", datetime(2026, 3, 2, 11, 0, tzinfo=UTC))]


def test_times_are_in_the_order_of_the_day_and_each_once():
    due = occurrences(a_rhythm(times=("20:00", "08:00", "20:00")), MONDAY, MONDAY)

    assert [each.due_time for each in due] == ["08:00", "20:00"]


def test_the_last_day_is_included_and_nothing_comes_after():
    assert days(a_rhythm(until_on=MONDAY + timedelta(days=1)), MONDAY, MONDAY + timedelta(days=5))[-1] == MONDAY + timedelta(
        days=1
    )


def test_nothing_comes_before_the_first_day():
    assert days(a_rhythm(), MONDAY - timedelta(days=3), MONDAY) == [MONDAY]


def test_nothing_is_due_from_the_pause_until_it_is_resumed():
    rhythm = a_rhythm(paused_on=MONDAY + timedelta(days=1), resumed_on=MONDAY + timedelta(days=3))

    assert days(rhythm, MONDAY, MONDAY + timedelta(days=3)) == [MONDAY, MONDAY + timedelta(days=3)]


def test_a_pause_without_an_end_goes_on():
    assert days(a_rhythm(paused_on=MONDAY), MONDAY, MONDAY + timedelta(days=30)) == []


def test_chosen_weekdays_only():
    assert [day.weekday() for day in days(a_rhythm("FREQ=WEEKLY;BYDAY=MO,FR"), MONDAY, MONDAY + timedelta(days=9))] == [0, 4, 0]


def test_when_needed_is_never_due():
    assert days(a_rhythm(None), MONDAY, MONDAY + timedelta(days=30)) == []


@given(
    rule=some.sampled_from(
        [
            "FREQ=DAILY;INTERVAL=3",
            "FREQ=WEEKLY;INTERVAL=2;BYDAY=MO,TH",
            "FREQ=WEEKLY;INTERVAL=5",
            "FREQ=MONTHLY;INTERVAL=6",
            "FREQ=MONTHLY;BYMONTHDAY=31",
            "FREQ=YEARLY",
            "FREQ=WEEKLY;BYDAY=SU",
        ]
    ),
    starts_on=some.dates(date(2016, 1, 1), date(2017, 12, 31)),
    offset=some.integers(0, 4000),
)
@settings(max_examples=150, deadline=None)
def test_starting_near_the_window_finds_what_counting_from_the_beginning_finds(rule, starts_on, offset):
    first, last = starts_on + timedelta(days=offset), starts_on + timedelta(days=offset + 60)
    rhythm = a_rhythm(rule, starts_on=starts_on)

    whole = days(rhythm, starts_on, last)

    assert days(rhythm, first, last) == [day for day in whole if day >= first]


@pytest.mark.parametrize("rule", ["FREQ=DAILY", "FREQ=DAILY;INTERVAL=3", "FREQ=WEEKLY;INTERVAL=4;BYDAY=MO"])
def test_ten_years_of_history_are_leapt_over(rule):
    assert MONDAY - restart(pattern(rule), date(2016, 1, 4), MONDAY) < timedelta(days=28)


def test_taking_up_again_keeps_the_beat_of_every_other_week():
    rhythm = a_rhythm("FREQ=WEEKLY;INTERVAL=2;BYDAY=MO,WE")

    again = next_day(rhythm, MONDAY + timedelta(days=8))

    assert again == MONDAY + timedelta(days=14)


@pytest.mark.parametrize(
    "changes",
    [
        {"rrule": "FREQ=HOURLY"},
        {"rrule": "FREQ=DAILY;COUNT=3"},
        {"rrule": "FREQ=DAILY;UNTIL=20260101"},
        {"rrule": "FREQ=DAILY;INTERVAL=0"},
        {"rrule": "FREQ=WEEKLY;BYDAY=XX"},
        {"rrule": "DTSTART:20260101\nRRULE:FREQ=DAILY"},
        {"rrule": "every day"},
        {"times": ("25:99",)},
        {"times": ("8:00",)},
        {"latest_by": "24:00"},
        {"time_zone": "Europe/Nowhere"},
        {"time_zone": "../../etc/passwd"},
    ],
)
def test_a_rhythm_that_cannot_be_followed_is_refused(changes):
    with pytest.raises(BadRhythm):
        check_rhythm(a_rhythm(**({"rrule": "FREQ=DAILY"} | changes)))
