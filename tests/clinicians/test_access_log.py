"""Looking at the list is looking: it is written down, for each patient shown."""

from __future__ import annotations

import pytest
from sqlalchemy import select

from app.models.access_log_entry import AccessLogEntry
from app.platform.db import db
from tests.clinicians.scene import a_nurse, followed_by, sent
from tests.support.visitor import Visitor

pytestmark = pytest.mark.usefixtures("database")


def test_each_listing_writes_one_line_for_each_patient(phone):
    nurse, work = a_nurse()
    records = [followed_by(work)[1] for _ in range(3)]
    browser = phone().sign_in(nurse, work)

    browser.get("/clinic")
    browser.get("/clinic?show=waiting")

    for record in records:
        assert _log(record) == [("Nina Testesen", "follow-up", "treatment", True)] * 2


def test_a_patient_who_is_not_listed_gets_no_line(phone):
    _, record = followed_by(a_nurse("Annen")[1])

    phone().sign_in(*a_nurse()).get("/clinic")

    assert _log(record) == []


def test_the_list_beside_a_record_is_the_same_listing_but_the_record_is_opened(phone):
    nurse, work = a_nurse()
    opened, listed = followed_by(work)[1], followed_by(work)[1]
    browser = phone().sign_in(nurse, work)
    browser.get("/clinic")

    browser.get(f"/clinic/records/{opened.id}")
    browser.get(f"/clinic/records/{opened.id}/plan")

    assert len(_log(listed)) == 1
    assert len(_log(opened)) == 3


def test_coming_straight_to_a_record_logs_the_list_beside_it_too(phone):
    nurse, work = a_nurse()
    opened, listed = followed_by(work)[1], followed_by(work)[1]

    phone().sign_in(nurse, work).get(f"/clinic/records/{opened.id}")

    assert len(_log(listed)) == 1


@pytest.mark.parametrize("act", ["/check-ins/{}/acknowledgement", "/acknowledgements"])
def test_marking_as_seen_is_written_down_as_such(app, act):
    nurse, work = a_nurse()
    check_in = sent(followed_by(work)[1])
    address = f"/clinic/records/{check_in.record_id}{act.format(check_in.id)}"

    Visitor(app).sign_in(nurse, work).post(address, {"check_in": str(check_in.id)})

    assert [purpose for _, purpose, _, _ in _log(check_in)] == ["acknowledge"]


def test_a_reply_that_is_refused_shows_the_record_and_so_leaves_a_line(app):
    nurse, work = a_nurse()
    check_in = sent(followed_by(work)[1])
    address = f"/clinic/records/{check_in.record_id}/check-ins/{check_in.id}/acknowledgement"

    answer = Visitor(app).sign_in(nurse, work).post(address, {"reply": "x" * 1001})

    assert answer.status_code == 422
    assert len(_log(check_in)) == 1


def test_a_refused_opening_is_written_down(app):
    _, record = followed_by(a_nurse()[1])

    Visitor(app).sign_in(*a_nurse("Fremmed")).get(f"/clinic/records/{record.id}")

    assert _log(record) == [("Fremmed Testesen", "follow-up", "none", False)]


def _log(of):
    db.session.rollback()
    record_id = getattr(of, "record_id", of.id)
    found = db.session.scalars(select(AccessLogEntry).where(AccessLogEntry.record_id == record_id).order_by(AccessLogEntry.at))
    return [(line.actor_name, line.purpose, line.ground, line.granted) for line in found]
