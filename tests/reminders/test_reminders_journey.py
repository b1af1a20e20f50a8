"""Turning reminders on, choosing times, putting off, and being left in peace: as somebody does it with a phone in hand."""

from __future__ import annotations

import pytest
from sqlalchemy import select

from app.access.purposes import Area
from app.measures.actions import Said, answer
from app.measures.rules import State
from app.models.access_log_entry import AccessLogEntry
from app.models.reminder import Reminder
from app.models.reminder_setting import ReminderSetting
from app.platform.db import db
from app.reminders.delivery import Worker
from tests.factories.measure import a_clinicians_measure, a_day, a_measure, a_rhythm
from tests.factories.reminder import a_subscription
from tests.support.phone import form_to

TODAY = "2026-11-25"


@pytest.fixture
def walk(time, kari):
    return a_measure(kari.me, "Gåtur", a_rhythm(times=("10:00",)))


def test_off_until_turned_on_and_off_again(kari, walk, sink, time):
    a_subscription(kari.person.id)
    page = kari.phone.get(kari.at("/reminders"))
    assert "Off. Due at 10:00" in page.text

    page = form_to(page, f"{walk.id}/switch").submit().follow()
    assert "The reminder is on." in page.text
    assert "At 10:00, and once more after 30 minutes" in page.text
    assert "Next: today at 10:00" in page.text
    time.to(TODAY, "10:00")
    Worker(sink).once()
    assert sink.said == ["show"]

    page = form_to(kari.phone.get(kari.at("/reminders")), f"{walk.id}/switch").submit().follow()
    assert "The reminder is off." in page.text
    Worker(sink).once()
    assert sink.shown(kari.person) == set()
    time.to("2026-11-26", "10:00")
    Worker(sink).once()
    assert sink.said == ["show", "close"]


def test_times_of_ones_own(kari, walk):
    page = kari.phone.get(kari.at("/measures/" + str(walk.id))).click("Remind me")
    form = form_to(page, f"/reminders/{walk.id}")
    form["whose"], form["time_1"], form["time_2"], form["again_times"], form["again_after"] = "own", "8", "15.30", "2", "60"
    page = form.submit().follow()
    assert "At 08:00 and 15:30, and 2 times more, every 1 hour" in page.text
    assert "Next: today at 15:30" in page.text


@pytest.mark.parametrize(
    ("field", "typed", "said"),
    [
        ("time_1", "25:00", "Write the time as hours and minutes"),
        ("time_2", "kveld", "Write the time as hours and minutes"),
        ("again_times", "99", "Choose how many times."),
        ("again_after", "x", "Choose how long after."),
        ("whose", "", "Choose when you want to be reminded."),
    ],
)
def test_what_cannot_be_used_is_asked_about_and_kept(kari, walk, field, typed, said):
    page = kari.phone.get(kari.at(f"/reminders/{walk.id}"))
    token = form_to(page, f"/reminders/{walk.id}")["csrf_token"].value
    written = {"whose": "own", "time_1": "07:45", "time_2": "21:15", "again_times": "1", "again_after": "30", "csrf_token": token}
    answer_page = kari.phone.post(kari.at(f"/reminders/{walk.id}"), written | {field: typed}, status=422)
    assert said in answer_page.text
    assert 'value="07:45"' in answer_page.text or 'value="21:15"' in answer_page.text
    assert db.session.scalar(select(Reminder).filter_by(measure_id=walk.id)) is None


def test_own_times_want_a_time(kari, walk):
    form = form_to(kari.phone.get(kari.at(f"/reminders/{walk.id}")), f"/reminders/{walk.id}")
    form["whose"], form["time_1"] = "own", ""
    assert "Write at least one time" in form.submit(status=422).text


def test_put_off_holds_over_a_restart_and_ends_with_the_thing_done(kari, walk, sink, time):
    a_subscription(kari.person.id)
    form_to(kari.phone.get(kari.at("/reminders")), f"{walk.id}/switch").submit()
    time.to(TODAY, "10:00")
    Worker(sink).once()
    page = kari.phone.get(kari.at(f"/reminders/{walk.id}"))
    assert "Not now" in page.text and "Tonight" in page.text
    later = next(form for form in page.forms.values() if form.action.endswith("/later") and form["choice"].value == "hour")
    time.to(TODAY, "10:10")
    page = later.submit().follow()
    assert "You are reminded today at 11:10." in page.text
    assert "Put off until today at 11:10" in page.text

    time.to(TODAY, "11:09")
    Worker(sink).once()
    assert sink.said == ["show"]
    time.to(TODAY, "11:10")
    Worker(sink).once()  # a worker that knows nothing of before
    assert sink.said == ["show", "show"] and len({each.topic for each in sink.posted}) == 1


def test_put_off_until_tomorrow_comes_although_the_day_is_over(kari, walk, sink, time):
    a_subscription(kari.person.id)
    form_to(kari.phone.get(kari.at("/reminders")), f"{walk.id}/switch").submit()
    time.to(TODAY, "10:00")
    Worker(sink).once()
    row = db.session.query(Reminder).filter_by(measure_id=walk.id).one()
    token = csrf(kari)
    kari.phone.post(f"/waiting/{row.id}/later", {"choice": "tomorrow", "csrf_token": token}, status=303)
    time.to("2026-11-26", "08:00")
    Worker(sink).once()
    assert sink.said == ["show", "show"]


def test_what_was_put_off_and_then_done_is_not_said(kari, walk, sink, time):
    a_subscription(kari.person.id)
    form_to(kari.phone.get(kari.at("/reminders")), f"{walk.id}/switch").submit()
    row = db.session.query(Reminder).filter_by(measure_id=walk.id).one()
    time.to(TODAY, "10:00")
    Worker(sink).once()
    kari.phone.post(f"/waiting/{row.id}/later", {"choice": "10-minutes", "csrf_token": csrf(kari)}, status=303)
    answer(kari.me, walk.id, Said(a_day(), "10:00", State.DONE, None, "nb"))
    db.session.commit()
    time.to(TODAY, "10:10")
    Worker(sink).once()
    assert sink.said == ["show", "close"]


def test_quiet_hours_hold_against_what_was_put_off(kari, walk, sink, time):
    a_subscription(kari.person.id)
    form_to(kari.phone.get(kari.at("/reminders")), f"{walk.id}/switch").submit()
    time.to(TODAY, "10:00")
    Worker(sink).once()
    page = kari.phone.get("/settings/reminders")
    form = form_to(page, "/settings/reminders")
    form["quiet_from"], form["quiet_until"] = "10:05", "12"
    page = form.submit().follow()
    assert "Your choices have been saved." in page.text
    row = db.session.query(Reminder).filter_by(measure_id=walk.id).one()
    kari.phone.post(f"/waiting/{row.id}/later", {"choice": "10-minutes", "csrf_token": csrf(kari)}, status=303)
    for at in ("10:10", "11:59"):
        time.to(TODAY, at)
        Worker(sink).once()
    assert sink.said == ["show"]
    time.to(TODAY, "12:00")
    Worker(sink).once()
    assert sink.said == ["show", "show"]


@pytest.mark.parametrize(
    ("start", "end", "said"),
    [
        ("22", "", "Write both times, or leave both empty."),
        ("", "07:00", "Write both times, or leave both empty."),
        ("22:00", "22:00", "The two times must not be the same."),
        ("kveld", "07:00", "Write the time as hours and minutes"),
    ],
)
def test_quiet_hours_that_cannot_be_understood(kari, start, end, said):
    form = form_to(kari.phone.get("/settings/reminders"), "/settings/reminders")
    form["quiet_from"], form["quiet_until"] = start, end
    page = form.submit(status=422)
    assert said in page.text
    assert db.session.get(ReminderSetting, kari.person.id) is None


def test_a_time_in_the_quiet_hours_is_said_to_be_so(kari, walk):
    form_to(kari.phone.get(kari.at("/reminders")), f"{walk.id}/switch").submit()
    form = form_to(kari.phone.get("/settings/reminders"), "/settings/reminders")
    form["quiet_from"], form["quiet_until"] = "21:00", "10:30"
    form.submit()
    assert "10:00 is in your quiet hours" in kari.phone.get(kari.at("/reminders")).text


def test_the_phone_says_where_it_is(kari, walk):
    kari.phone.post("/reminders/zone", {"time_zone": "Asia/Tokyo", "csrf_token": csrf(kari)}, status=204)
    assert "follow the clock of Tokyo" in kari.phone.get("/settings/reminders").text
    form = form_to(kari.phone.get("/settings/reminders"), "/settings/reminders")
    form["follows_phone"] = False
    form.submit()
    assert "follow the clock of Oslo" in kari.phone.get("/settings/reminders").text


@pytest.mark.parametrize("zone", ["UTC", "Etc/GMT+5", "Mars/Base", "../../etc/passwd", "", "x" * 500])
def test_a_zone_that_is_none_is_refused(kari, zone):
    kari.phone.post("/reminders/zone", {"time_zone": zone, "csrf_token": csrf(kari)}, status=422)
    assert db.session.get(ReminderSetting, kari.person.id) is None


def test_another_persons_notice_cannot_be_put_off(kari, walk, phone):
    form_to(kari.phone.get(kari.at("/reminders")), f"{walk.id}/switch").submit()
    row = db.session.query(Reminder).filter_by(measure_id=walk.id).one()
    daughter = kari.relative()
    token = csrf_of(daughter)
    daughter.post(f"/waiting/{row.id}/later", {"choice": "hour", "csrf_token": token}, status=404)


@pytest.mark.parametrize("choice", ["", "year", "10-minutes;", "🙂"])
def test_put_off_to_nowhere_is_refused(kari, walk, choice):
    form_to(kari.phone.get(kari.at("/reminders")), f"{walk.id}/switch").submit()
    kari.phone.post(kari.at(f"/reminders/{walk.id}/later"), {"choice": choice, "csrf_token": csrf(kari)}, status=422)


def test_a_relative_has_reminders_of_their_own(kari, walk):
    daughter = kari.relative()
    page = daughter.get(kari.at("/reminders"))
    assert "You are reminded of the day of Kari." in page.text
    form_to(page, f"{walk.id}/switch").submit()
    assert "Off. Due at 10:00" in kari.phone.get(kari.at("/reminders")).text
    assert "remind" in set(db.session.scalars(select(AccessLogEntry.purpose).filter_by(record_id=kari.record.id)))
    reader = kari.relative(areas=(Area.READ,))
    reader.get(kari.at("/reminders"), status=403)
    assert "Reminders" not in reader.get(kari.at("/more")).text


def test_the_page_says_what_still_stands(kari, walk, sink, time):
    a_subscription(kari.person.id)
    form_to(kari.phone.get(kari.at("/reminders")), f"{walk.id}/switch").submit()
    time.to(TODAY, "10:00")
    Worker(sink).once()
    said = kari.phone.get("/reminders/standing").json
    assert said == {"tags": [sink.posted[0].topic], "waiting": 1}
    assert "1 thing is waiting for you" in kari.phone.get("/records").text

    answer(kari.me, walk.id, Said(a_day(), "10:00", State.DONE, None, "nb"))
    db.session.commit()
    assert kari.phone.get("/reminders/standing").json == {"tags": [], "waiting": 0}
    assert "is waiting for you" not in kari.phone.get("/records").text


def test_what_cannot_be_reminded_of_has_no_page(kari, walk):
    needed = a_measure(kari.me, "Puste", a_rhythm(None))
    theirs = a_clinicians_measure(kari.nurse, "Ringe deg", performer="clinician")
    for measure in (needed, theirs):
        kari.phone.get(kari.at(f"/reminders/{measure.id}"), status=404)
        assert measure.title not in kari.phone.get(kari.at("/reminders")).text


def csrf(kari):
    return csrf_of(kari.phone)


def csrf_of(phone):
    return next(form["csrf_token"].value for form in phone.get("/settings").forms.values() if "csrf_token" in form.fields)
