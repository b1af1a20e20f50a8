"""The nurse's list: who is in it, in what order, and what it says."""

from __future__ import annotations

from datetime import timedelta

import pytest

from app.platform import clock
from tests.clinicians.scene import a_nurse, days_ago, expected_daily, followed_by, measured, sent
from tests.factories.acknowledgement import an_acknowledgement
from tests.factories.people import a_care_team_member, a_clinician, a_fullmakt, a_patient, a_person
from tests.support.phone import form_to

pytestmark = pytest.mark.usefixtures("database")
YESTERDAY = timedelta(days=1)


def names(page):
    return [link.text.split()[0] for link in page.html.select(".worklist__name")]


def test_the_worst_comes_first_and_who_did_not_answer_has_a_row(phone):
    nurse, work = a_nurse()
    sent(followed_by(work, "Grønn")[1], "green")
    sent(followed_by(work, "Rød")[1], "red", worried=True)
    sent(followed_by(work, "Gul")[1], "yellow")
    sent(followed_by(work, "Usikker")[1], None)
    expected_daily(followed_by(work, "Taus")[1], days_ago(2))
    sent(followed_by(work, "Bekymret")[1], "green", worried=True)

    page = phone().sign_in(nurse, work).get("/clinic")

    assert names(page) == ["Rød", "Bekymret", "Gul", "Taus", "Usikker", "Grønn"]
    assert "Not answered since" in page


def test_a_later_green_does_not_hide_a_red_nobody_has_seen(phone):
    nurse, work = a_nurse()
    _, record = followed_by(work)
    sent(record, "red", worried=True, ago=YESTERDAY)
    sent(record, "green")

    row = phone().sign_in(nurse, work).get("/clinic").html.select_one(".worklist__row")

    assert "Red zone" in row.text
    assert "Worried" in row.text
    assert "2 not seen" in row.text
    assert "Latest: Green zone" in row.text


APART = {
    "red and worried": (("red", False), ("green", True), "Red zone"),
    "worried, then red": (("green", True), ("red", False), "Red zone"),
    "yellow and worried": (("yellow", False), ("green", True), "Yellow zone"),
    "worried, then yellow": (("green", True), ("yellow", False), "Yellow zone"),
    "not sure and worried": ((None, False), ("green", True), "Not sure"),
}


@pytest.mark.parametrize(("earlier", "later", "zone"), APART.values(), ids=APART.keys())
def test_neither_the_worst_zone_nor_worry_hides_the_other(phone, earlier, later, zone):
    nurse, work = a_nurse()
    _, record = followed_by(work)
    sent(record, *earlier, ago=YESTERDAY)
    sent(record, *later)

    row = phone().sign_in(nurse, work).get("/clinic").html.select_one(".worklist__row")

    assert [tag.text.strip() for tag in row.select(".zone-badge")] == [zone]
    assert [tag.text.strip() for tag in row.select(".tag--worry")] == ["Worried"]


def test_red_and_worried_apart_stand_before_red_and_worried_apart_before_yellow(phone):
    nurse, work = a_nurse()
    sent(followed_by(work, "Gul")[1], "yellow", ago=3 * YESTERDAY)
    _of_two(followed_by(work, "Bekymret")[1], "green", "yellow")
    sent(followed_by(work, "Rød")[1], "red", ago=3 * YESTERDAY)
    _of_two(followed_by(work, "Begge")[1], "green", "red")

    assert names(phone().sign_in(nurse, work).get("/clinic")) == ["Begge", "Rød", "Bekymret", "Gul"]


def test_worry_that_somebody_has_seen_is_not_waiting(phone):
    nurse, work = a_nurse()
    _, record = followed_by(work)
    an_acknowledgement(sent(record, "green", worried=True, ago=YESTERDAY), nurse)
    sent(record, "yellow")

    assert "Worried" not in phone().sign_in(nurse, work).get("/clinic").html.select_one(".worklist__row").text


def test_worry_in_what_came_last_is_named_there(phone):
    nurse, work = a_nurse()
    _, record = followed_by(work)
    sent(record, "red", ago=YESTERDAY)
    sent(record, "green", worried=True, ago=timedelta())

    row = phone().sign_in(nurse, work).get("/clinic").html.select_one(".worklist__row")

    assert "Latest: Green zone, worried, today" in row.text


def test_a_row_shows_readings_note_and_who_has_seen(phone):
    nurse, work = a_nurse()
    _, record = followed_by(work)
    check_in = sent(record, "yellow", note="Tung i pusten\nsiden i natt")
    measured(check_in, "oxygen_saturation", "89")
    an_acknowledgement(check_in, nurse)

    row = phone().sign_in(nurse, work).get("/clinic").html.select_one(".worklist__row")

    assert "SpO₂ 89 %" in row.text
    assert row.select_one("[lang=nb]").text == "Tung i pusten …"
    assert "Seen by Nina Testesen (nurse)" in row.text
    assert "Born 1955" in row.text


def test_what_is_seen_is_not_among_the_waiting(phone):
    nurse, work = a_nurse()
    an_acknowledgement(sent(followed_by(work, "Sett")[1], "red"), nurse)
    sent(followed_by(work, "Usett")[1], "green")
    browser = phone().sign_in(nurse, work)

    assert names(browser.get("/clinic")) == ["Usett", "Sett"]
    assert names(browser.get("/clinic").click(r"Waiting \(1\)")) == ["Usett"]


def test_a_quiet_check_in_can_be_marked_as_seen_from_the_list(phone):
    nurse, work = a_nurse()
    check_in = sent(followed_by(work)[1], "green")
    page = phone().sign_in(nurse, work).get("/clinic")

    page = form_to(page, f"/check-ins/{check_in.id}/acknowledgement").submit().follow()

    assert page.request.path == "/clinic"
    assert "Marked as seen." in page
    assert "not seen" not in page.html.select_one(".worklist__row").text


@pytest.mark.parametrize("note", ["En linje\nog en til", "ord " * 100], ids=["two lines", "a long one"])
def test_what_cannot_be_read_whole_in_the_list_cannot_be_marked_there(phone, note):
    nurse, work = a_nurse()
    sent(followed_by(work)[1], "green", note=note)

    assert not phone().sign_in(nurse, work).get("/clinic").html.select(".worklist__row form")


def test_where_several_wait_the_record_must_be_opened(phone):
    nurse, work = a_nurse()
    _, record = followed_by(work)
    sent(record, "red", ago=YESTERDAY)
    sent(record, "green")

    assert not phone().sign_in(nurse, work).get("/clinic").html.select(".worklist__row form")


def test_who_is_followed_no_longer_is_gone(phone):
    nurse, work = a_nurse()
    _, record = a_patient("Forhenværende")
    a_care_team_member(record, work, valid_to=clock.now() - timedelta(seconds=1))
    browser = phone().sign_in(nurse, work)

    assert "Forhenværende" not in browser.get("/clinic")
    browser.get(f"/clinic/records/{record.id}", status=404)


def test_who_is_followed_by_two_relations_stands_once(phone):
    nurse, work = a_nurse()
    a_care_team_member(followed_by(work, "Dobbel")[1], work)

    assert names(phone().sign_in(nurse, work).get("/clinic")) == ["Dobbel"]


def test_another_clinicians_patients_are_not_there(phone):
    _, others = a_clinician("Ola")
    _, record = followed_by(others, "Andres")
    browser = phone().sign_in(*a_nurse())

    assert "You do not follow any patients yet." in browser.get("/clinic")
    browser.get(f"/clinic/records/{record.id}", status=404)


def test_neither_patient_nor_relative_gets_in_and_a_stranger_is_asked_to_sign_in(phone):
    person, record = a_patient()
    relative = a_person("Datter")
    a_fullmakt(record, relative)

    for somebody in (person, relative):
        browser = phone().sign_in(somebody)
        browser.get("/clinic", status=403)
        browser.get(f"/clinic/records/{record.id}", status=403)
    assert phone().get("/clinic", status=303).location.endswith("/sign-in")


def test_a_view_nobody_offers_is_the_whole_list(phone):
    nurse, work = a_nurse()
    followed_by(work, "Alle")

    assert names(phone().sign_in(nurse, work).get("/clinic?show=%00'--")) == ["Alle"]


def _of_two(record, worried, calm):
    """Two that nobody has seen: a worried one, and a later one without worry."""
    sent(record, worried, worried=True, ago=YESTERDAY)
    sent(record, calm)
