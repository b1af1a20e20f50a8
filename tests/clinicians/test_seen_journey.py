"""Marking as seen: one, or all that stand on the page, with a reply the patient can read."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from uuid import uuid4

import pytest
from sqlalchemy import select

from app.models.acknowledgement import Acknowledgement
from app.platform.db import db
from tests.clinicians.scene import a_nurse, followed_by, sent
from tests.factories.acknowledgement import an_acknowledgement
from tests.factories.people import a_care_team_member, a_clinician
from tests.support.phone import form_to
from tests.support.visitor import Visitor

pytestmark = pytest.mark.usefixtures("database")


def test_seen_with_a_reply_it_moves_down_and_the_patient_is_answered(phone):
    nurse, work = a_nurse()
    check_in = sent(followed_by(work, "Rød")[1], "red", worried=True)
    sent(followed_by(work, "Gul")[1], "yellow")
    browser = phone().sign_in(nurse, work)
    page = browser.get("/clinic").click("Rød Testesen")

    form = _answering(page, check_in)
    form["reply"] = "Jeg ringer deg nå."
    page = form.submit().follow()

    assert "your reply has been sent" in page
    assert page.html.select_one(".reply").text.split("\n")[0] == "Jeg ringer deg nå."
    assert [link.text for link in browser.get("/clinic").html.select(".worklist__name")] == ["Gul Testesen", "Rød Testesen"]
    assert [(row.reply, row.author_name, row.author_role) for row in _rows(check_in)] == [
        ("Jeg ringer deg nå.", "Nina Testesen", "SP")
    ]


def test_the_patient_reads_who_has_seen_it_and_the_reply(phone):
    nurse, work = a_nurse()
    person, record = followed_by(work)
    check_in = sent(record, "yellow")
    form = _answering(_record_of(phone().sign_in(nurse, work), check_in), check_in)
    form["reply"] = "Ta det med ro i dag."
    form.submit(status=303)

    patient = phone().sign_in(person)
    history, today = patient.get(f"/records/{record.id}/check-ins"), patient.get(f"/records/{record.id}/today")

    for page in (history, today):
        assert "Nina Testesen (nurse)" in page
    assert "Ta det med ro i dag." in history


def test_pressed_twice_is_once(phone):
    nurse, work = a_nurse()
    check_in = sent(followed_by(work)[1])
    form = _answering(_record_of(phone().sign_in(nurse, work), check_in), check_in)

    form.submit(status=303)
    form.submit(status=303)

    assert len(_rows(check_in)) == 1


def test_pressed_on_two_screens_at_the_same_moment_is_once(app):
    nurse, work = a_nurse()
    check_in = sent(followed_by(work)[1])
    address = f"/clinic/records/{check_in.record_id}/check-ins/{check_in.id}/acknowledgement"
    screens = [Visitor(app).sign_in(nurse, work) for _ in range(4)]

    with ThreadPoolExecutor(4) as pool:
        answers = list(pool.map(lambda screen: screen.post(address, {"reply": "Fint."}).status_code, screens))

    assert answers == [303] * 4
    assert [row.reply for row in _rows(check_in)] == ["Fint."]


def test_a_second_clinician_sees_it_too(phone):
    nurse, work = a_nurse()
    doctor, other_work = a_clinician("Ånde", "LE")
    _, record = followed_by(work)
    a_care_team_member(record, other_work)
    check_in = sent(record)
    an_acknowledgement(check_in, nurse, "Fint.")

    form = _answering(_record_of(phone().sign_in(doctor, other_work), check_in), check_in)
    form["reply"] = "Enig."
    page = form.submit().follow()

    assert "Seen by Nina Testesen (nurse)" in page
    assert "Seen by Ånde Testesen (doctor)" in page


def test_a_reply_may_be_added_later_but_a_sent_one_stands(phone):
    nurse, work = a_nurse()
    check_in = sent(followed_by(work)[1])
    page = _record_of(phone().sign_in(nurse, work), check_in)
    form = _answering(page, check_in)
    form.submit(status=303)
    form["reply"] = "Første svar"
    form.submit(status=303)
    form["reply"] = "Et annet svar"

    page = form.submit(status=409)

    assert "You have already answered this check-in" in page
    assert _answering(page, check_in)["reply"].value == "Et annet svar"
    assert [row.reply for row in _rows(check_in)] == ["Første svar"]


def test_a_seen_one_keeps_field_and_button_together_in_the_fold(phone):
    nurse, work = a_nurse()
    check_in = sent(followed_by(work)[1])
    an_acknowledgement(check_in, nurse)

    entry = _record_of(phone().sign_in(nurse, work), check_in).html.select_one(".clinic-entry")

    assert [button.text.strip() for button in entry.select("details button")] == ["Send the reply"]
    assert entry.select("button") == entry.select("details button")
    assert not entry.select("details[open]")


def test_too_long_a_reply_is_kept_on_the_page_and_nothing_is_marked(phone):
    nurse, work = a_nurse()
    check_in = sent(followed_by(work)[1])
    form = _answering(_record_of(phone().sign_in(nurse, work), check_in), check_in)
    form["reply"] = "æ" * 1001

    page = form.submit(status=422)

    assert _answering(page, check_in)["reply"].value == "æ" * 1001
    assert page.html.select_one("#error-summary a")["href"] == f"#reply-{check_in.id}"
    assert _rows(check_in) == []
    _answering(page, check_in).submit(status=422)


@pytest.mark.parametrize("reply", ["\x00\x07", "😀" * 1000, "<script>alert(1)</script>", "'; DROP TABLE check_in; --"])
def test_any_reply_of_fitting_length_is_kept_as_text(phone, reply):
    nurse, work = a_nurse()
    check_in = sent(followed_by(work)[1])
    form = _answering(_record_of(phone().sign_in(nurse, work), check_in), check_in)
    form["reply"] = reply

    page = form.submit(status=303).follow()

    assert [row.reply for row in _rows(check_in)] == [reply.strip("\x00\x07") or None]
    assert not page.html.select(".reply script")


def test_another_records_check_in_is_not_there(phone):
    nurse, work = a_nurse()
    check_in, others = sent(followed_by(work)[1]), sent(followed_by(work)[1])
    form = _answering(_record_of(phone().sign_in(nurse, work), check_in), check_in)
    for wrong in (others.id, uuid4()):
        form.action = f"/clinic/records/{check_in.record_id}/check-ins/{wrong}/acknowledgement"
        form.submit(status=404)
        form["reply"] = "x" * 1001
        form.submit(status=404)

    assert _rows(others) == []


def test_all_on_the_page_are_marked_and_one_that_came_meanwhile_is_not(phone):
    nurse, work = a_nurse()
    _, record = followed_by(work)
    shown = [sent(record, ago=timedelta(hours=hours)) for hours in (1, 2, 3)]
    form = _all_of(_record_of(phone().sign_in(nurse, work), shown[0]))
    newer, written_long_ago = sent(record), sent(record, "red", ago=timedelta(days=2))

    page = form.submit().follow()

    assert [len(_rows(each)) for each in shown] == [1, 1, 1]
    assert _rows(newer) == _rows(written_long_ago) == []
    assert "2 have not been seen by anybody." in page


def test_all_but_one_of_another_record_marks_none(phone):
    nurse, work = a_nurse()
    _, record = followed_by(work)
    mine = [sent(record), sent(record)]
    others = sent(followed_by(work)[1])
    form = _all_of(_record_of(phone().sign_in(nurse, work), mine[0]))
    form.fields["check_in"][0].force_value(str(others.id))

    form.submit(status=404)

    assert [_rows(each) for each in (*mine, others)] == [[], [], []]


@pytest.mark.parametrize("ids", ["", "nobody", "0", "' OR 1=1"])
def test_all_of_nothing_readable_is_a_mistake(phone, ids):
    nurse, work = a_nurse()
    _, record = followed_by(work)
    first, second = sent(record), sent(record)
    form = _all_of(_record_of(phone().sign_in(nurse, work), first))
    for field in form.fields["check_in"]:
        field.force_value(ids)

    form.submit(status=400)

    assert _rows(first) == _rows(second) == []


def test_a_clinician_who_does_not_follow_the_patient_marks_nothing(app):
    _, work = a_nurse()
    check_in = sent(followed_by(work)[1])
    address = f"/clinic/records/{check_in.record_id}"
    other = Visitor(app).sign_in(*a_nurse("Fremmed"))

    answers = [
        other.post(f"{address}/check-ins/{check_in.id}/acknowledgement"),
        other.post(f"{address}/acknowledgements", {"check_in": str(check_in.id)}),
    ]

    assert [each.status_code for each in answers] == [404, 404]
    assert _rows(check_in) == []


def test_the_patient_cannot_mark_their_own_as_seen(app):
    person, record = followed_by(a_nurse()[1])
    check_in = sent(record)

    answer = Visitor(app).sign_in(person).post(f"/clinic/records/{record.id}/check-ins/{check_in.id}/acknowledgement")

    assert answer.status_code == 403
    assert _rows(check_in) == []


def _record_of(browser, check_in):
    return browser.get(f"/clinic/records/{check_in.record_id}")


def _answering(page, check_in):
    return form_to(page, f"/check-ins/{check_in.id}/acknowledgement")


def _all_of(page):
    return form_to(page, "/acknowledgements")


def _rows(check_in):
    db.session.expire_all()
    return db.session.scalars(select(Acknowledgement).where(Acknowledgement.check_in_id == check_in.id)).all()
