"""One patient's record as the clinic reads it."""

from __future__ import annotations

from datetime import timedelta
from uuid import uuid4

import pytest

from app.access.revisions import keep
from app.models.goal import Goal
from app.models.person import Person
from app.platform import clock
from app.platform.db import db
from tests.clinicians.scene import a_nurse, days_ago, expected_daily, followed_by, measured, sent
from tests.factories.acknowledgement import an_acknowledgement
from tests.factories.people import a_clinician, opened_by_clinician
from tests.factories.plan import a_clinicians_goal, a_self_care_plan, a_treatment_plan
from tests.support.phone import form_to

pytestmark = pytest.mark.usefixtures("database")
DAY = timedelta(days=1)


@pytest.fixture
def desk(phone):
    """A nurse's browser and the record of a patient she follows."""
    nurse, work = a_nurse()
    _, record = followed_by(work)
    return phone().sign_in(nurse, work), record, nurse


def test_a_check_in_stands_there_whole(desk):
    browser, record, _ = desk
    at = {"received_at": clock.now(), "author_name": "Datter Testesen", "author_role": "relative", "on_behalf": True}
    check_in = sent(record, "yellow", True, DAY, note="Første linje\nog resten", **at)
    measured(check_in, "blood_pressure_systolic", "141")
    measured(check_in, "blood_pressure_diastolic", "88")

    entry = _opened(browser, record).html.select_one(".clinic-entry")

    for words in ("Yellow zone", "Worried", "Not seen", "og resten", "141/88", "yesterday at", "received today at"):
        assert words in entry.text
    assert "Written by Datter Testesen on behalf of Pasient Testesen" in entry.text


def test_what_is_new_since_one_last_looked(desk):
    browser, record, nurse = desk
    an_acknowledgement(sent(record, "green", ago=2 * DAY), nurse, seen_at=clock.now() - DAY)
    sent(record, "yellow")

    news = _opened(browser, record).html.select_one(".looked").text

    assert "Since you last marked something as seen, yesterday" in news
    assert "1 new check-in." in news
    assert "1 has not been seen by anybody." in news
    assert "Was Green zone, now Yellow zone." in news
    assert "The plan has not changed." in news


def test_the_name_has_the_year_of_birth_beside_it_in_every_room(desk):
    browser, record, _ = desk

    for room in ("", "/plan", "/plan/history", "/progress"):
        assert "Born 1955" in _opened(browser, record, room).html.select_one(".record-head").text


def test_an_unseen_red_between_is_told_with_what_came_after(desk):
    browser, record, nurse = desk
    an_acknowledgement(sent(record, "yellow", ago=3 * DAY), nurse, seen_at=clock.now() - 2 * DAY)
    sent(record, "red", ago=DAY)
    sent(record, None)

    news = _opened(browser, record).html.select_one(".looked").text

    assert "Was Yellow zone, now Not sure." in news
    assert "The worst that has not been seen: Red zone." in news
    assert "worried" not in news


@pytest.mark.parametrize("zones", [("green", "green"), ("green", "red"), ("red", "green")])
def test_worry_between_is_told_though_the_zone_is_as_it_was(desk, zones):
    browser, record, nurse = desk
    an_acknowledgement(sent(record, "green", ago=3 * DAY), nurse, seen_at=clock.now() - 2 * DAY)
    sent(record, zones[0], worried=True, ago=DAY)
    sent(record, zones[1])

    news = _opened(browser, record).html.select_one(".looked").text

    worst = "Red zone" if "red" in zones else "Green zone"
    assert f"The worst that has not been seen: {worst}." in news
    assert "“I am worried” was said, and nobody has seen it." in news


def test_of_what_all_have_seen_nothing_is_the_worst(desk):
    browser, record, nurse = desk
    an_acknowledgement(sent(record, "red", worried=True, ago=DAY), nurse)

    news = _opened(browser, record).html.select_one(".looked").text

    assert "not been seen" not in news


def test_what_was_measured_is_set_beside_what_it_was(desk):
    browser, record, nurse = desk
    seen = sent(record, "green", ago=2 * DAY)
    an_acknowledgement(seen, nurse, seen_at=clock.now() - DAY)
    for check_in, weight in ((seen, "82.1"), (sent(record, "green"), "83.9")):
        measured(check_in, "weight", weight)
        measured(check_in, "pulse", "70")

    news = _opened(browser, record).html.select_one(".looked").text

    assert "Weight 83.9 kg (was 82.1)" in news
    assert "Pulse" not in news


def test_who_has_not_answered_is_said_in_the_record_too(desk):
    browser, record, _ = desk
    expected_daily(record, days_ago(1))

    assert "No answer since yesterday." in _opened(browser, record)


def test_what_others_wrote_in_the_plan_is_news(desk):
    browser, record, _ = desk
    doctor, other_work = a_clinician("Ånde", "LE")
    _wrote(doctor, other_work, record, "Gå tur hver dag")

    news = _opened(browser, record).html.select_one(".looked").text

    assert "Gå tur hver dag" in news
    assert "Ånde Testesen (doctor)" in news


def test_what_one_wrote_oneself_is_not_news(phone):
    nurse, work = a_nurse()
    _, record = followed_by(work)
    _wrote(nurse, work, record, "Gå tur hver dag")

    news = _opened(phone().sign_in(nurse, work), record).html.select_one(".looked").text

    assert "Gå tur hver dag" not in news


def test_the_patients_own_goals_stand_beside(desk):
    browser, record, _ = desk
    a_clinicians_goal(a_treatment_plan(record), text="Gå til butikken", expressed_by="patient")

    page = _opened(browser, record)

    assert [goal.text for goal in page.html.select(".looked__goals q")] == ["Gå til butikken"]


def test_the_history_is_paged_and_unseen_ones_far_back_are_led_to(desk):
    browser, record, nurse = desk
    for days in range(1, 23):
        an_acknowledgement(sent(record, "green", ago=days * DAY), nurse)
    forgotten = sent(record, "red", ago=30 * DAY)
    an_acknowledgement(sent(record, "green", ago=40 * DAY), nurse)
    page = _opened(browser, record)

    assert len(page.html.select(".clinic-entry")) == 20
    assert "1 check-in further back has not been seen by anybody." in page
    assert page.click("Go to them").html.select_one(".clinic-entry")["id"] == f"check-in-{forgotten.id}"
    assert len(page.click("Earlier check-ins").html.select(".clinic-entry")) == 4


def test_all_on_an_earlier_page_leads_back_to_that_page(desk):
    browser, record, _ = desk
    for hours in range(22):
        sent(record, "green", ago=timedelta(hours=hours))
    page = _opened(browser, record)
    assert "Mark the 20 on this page as seen" in page

    earlier = page.click("Earlier check-ins")
    after = form_to(earlier, "/acknowledgements").submit().follow()

    assert after.request.url == earlier.request.url
    assert len(after.html.select(".clinic-entry--unseen")) == 0
    assert "Mark all 20 as seen" in _opened(browser, record)


def test_a_record_with_nothing_in_it_says_what_will_come(desk):
    browser, record, _ = desk

    assert "No check-ins yet." in _opened(browser, record)
    assert "Nothing has been measured yet." in _opened(browser, record, "/progress")
    _opened(browser, record, "/plan")
    _opened(browser, record, "/plan/history")


def test_the_plan_is_read_with_its_zones(desk):
    browser, record, _ = desk
    a_self_care_plan(record)
    a_treatment_plan(record)

    page = _opened(browser, record, "/plan")

    for words in ("Svært tung i pusten i hvile", "KOLS", "Inhalasjon morgen", "113"):
        assert words in page


def test_the_progress_shows_what_was_measured(desk):
    browser, record, _ = desk
    measured(sent(record), "oxygen_saturation", "91")

    page = _opened(browser, record, "/progress?days=7")

    assert "91" in page.html.select_one(".figure").text
    assert all(f"/clinic/records/{record.id}/progress" in link["href"] for link in page.html.select(".tabs a")[3:])


@pytest.mark.parametrize("room", ["", "/plan", "/plan/history", "/progress"])
def test_every_room_is_shut_to_who_does_not_follow(phone, desk, room):
    _, record, _ = desk

    phone().sign_in(*a_nurse("Fremmed")).get(f"/clinic/records/{record.id}{room}", status=404)
    assert phone().get(f"/clinic/records/{record.id}{room}", status=303).location.endswith("/sign-in")


@pytest.mark.parametrize("query", ["before=x", "before=", "before=%00", "page=-1", "page=99999999999", "page=0", "days=one"])
@pytest.mark.parametrize("room", ["", "/plan/history", "/progress"])
def test_an_address_nobody_made_shows_the_usual(desk, room, query):
    browser, record, _ = desk

    _opened(browser, record, f"{room}?{query}")


def test_a_page_before_another_records_check_in_is_not_there(desk):
    browser, record, _ = desk
    others = sent(followed_by(a_nurse()[1])[1])

    for before in (others.id, uuid4()):
        browser.get(f"/clinic/records/{record.id}?before={before}", status=404)


def _opened(browser, record, room=""):
    return browser.get(f"/clinic/records/{record.id}{room}", status=200)


def _wrote(person, work, record, text):
    """What the clinician writes in the plan through the door, revision and all."""
    opened = opened_by_clinician(person, work, db.session.get_one(Person, record.person_id), record)
    values = {"problem_ids": [], "language": "nb", "expressed_by": "clinician", "status": "active"}
    keep(opened, Goal(text=text, **values))
    db.session.commit()
