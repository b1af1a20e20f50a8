"""A private calendar: right times, neutral words, an address that is shown once and can be closed."""

from __future__ import annotations

import re
from datetime import datetime
from zoneinfo import ZoneInfo

import pytest
from icalendar import Calendar

from app.models.calendar_feed import CalendarFeed
from app.platform.db import db
from tests.factories.measure import a_measure, a_rhythm
from tests.factories.people import a_fullmakt, a_person
from tests.factories.reminder import a_reminder
from tests.support.phone import form_to

OSLO = ZoneInfo("Europe/Oslo")


@pytest.fixture
def address(kari):
    measure = a_measure(kari.me, "Sertralin", a_rhythm(times=("08:00", "20:00")))
    a_reminder(kari.person, measure)
    return made(kari.phone)


def made(phone):
    page = form_to(phone.get("/settings/reminders"), "/settings/reminders/calendar").submit()
    found = re.search(r'value="http://localhost(/calendar/[\w-]{32}\.ics)"', page.text)
    assert found, page.text
    return found[1]


def starts(phone, address):
    calendar = Calendar.from_ical(phone.get(address).body)
    return [event.start for event in calendar.walk("VEVENT")]


def test_the_hours_are_there_and_nothing_else(kari, address, phone):
    answer = phone().get(address)
    assert answer.content_type == "text/calendar" and answer.headers["Cache-Control"] == "no-store"
    assert "Sertralin" not in answer.text and "Kari" not in answer.text and "Testesen" not in answer.text
    assert set(re.findall(r"SUMMARY:(.*)\r\n", answer.text)) == {"Egenplan"}
    found = starts(phone(), address)
    assert datetime(2026, 11, 26, 8, tzinfo=OSLO) in found and datetime(2026, 11, 26, 20, tzinfo=OSLO) in found


def test_the_clock_is_right_before_and_after_the_change(time, kari, address, phone):
    time.to("2027-03-20", "09:00")
    found = {at.date().isoformat(): at for at in starts(phone(), address) if at.hour == 8}
    assert (found["2027-03-27"].utcoffset().seconds, found["2027-03-28"].utcoffset().seconds) == (3600, 7200)
    text = phone().get(address).text
    assert "BEGIN:VTIMEZONE" in text and "TZID=Europe/Oslo" in text


def test_each_entry_keeps_its_name_from_reading_to_reading(kari, address, phone):
    uids = [re.findall(r"UID:(.*)\r\n", phone().get(address).text) for _ in range(2)]
    assert uids[0] == uids[1] and len(set(uids[0])) == len(uids[0]) > 50


def test_a_new_address_closes_the_old_and_closing_closes_it(kari, address, phone):
    page = kari.phone.get("/settings/reminders")
    assert address not in page.text, "it is shown once"
    newer = made(kari.phone)
    phone().get(address, status=404)
    phone().get(newer, status=200)
    form_to(kari.phone.get("/settings/reminders"), "/calendar/end").submit()
    phone().get(newer, status=404)


def test_only_its_hash_is_kept(kari, address):
    token = address.removeprefix("/calendar/").removesuffix(".ics")
    row = db.session.query(CalendarFeed).filter_by(person_id=kari.person.id).one()
    assert token not in {str(value) for value in vars(row).values()} and len(token) * 6 >= 128


@pytest.mark.parametrize("token", ["0" * 32, "x", "%00", "..%2f..%2fetc", "a" * 5000, "' OR 1=1 --"])
def test_a_guess_opens_nothing(phone, token, database):
    phone().get(f"/calendar/{token}.ics", status=404)


def test_it_ends_with_the_fullmakt(time, kari, phone):
    measure = a_measure(kari.me, "Gåtur", a_rhythm(times=("10:00",)))
    daughter = a_person("Anne")
    fullmakt = a_fullmakt(kari.record, daughter)
    a_reminder(daughter, measure)
    address = made(phone().sign_in(daughter))
    assert starts(phone(), address)
    fullmakt.ended_at = time.to("2026-11-25", "09:40")
    db.session.commit()
    assert starts(phone(), address) == []


def test_health_personnel_at_work_have_none(phone, database):
    from tests.factories.people import a_clinician

    person, clinician = a_clinician()
    phone().sign_in(person, clinician).get("/settings/reminders", status=404)
