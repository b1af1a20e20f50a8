"""The patient's yes, as a clinician's system hands it over, and what happens when it is taken back."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from flask import Flask

from app.identity.people import person_by_identity_number
from app.models.record import Record
from app.platform.db import db
from tests.careplan.desk import HOME, Desk, told, where
from tests.factories.people import _identity_number as a_number
from tests.factories.people import a_person
from tests.support.phone import Phone


def newly_met(desk: Desk) -> Desk:
    """The desk, with a patient nobody here has met."""
    desk.number = desk.system.headers["nhn-patient-nin"] = a_number()
    desk.person["identifier"] = {"system": "urn:oid:2.16.578.1.12.4.1.4.1", "value": desk.number}
    return desk


def test_a_consent_opens_for_a_plan(new_desk: Callable[[], Desk]) -> None:
    desk = new_desk()
    assert told(desk.create(desk.condition())) == (403, "CPLF-0017")
    answer = desk.consent()
    assert answer.status_code == 201
    assert {
        "subject": desk.person,
        "consent": True,
        "withdrawnAt": None,
        "recordedBy": "Nina Testesen",
    }.items() <= answer.json.items()  # type: ignore[union-attr]
    assert desk.create(desk.condition()).status_code == 201


def test_a_consent_given_twice_is_given_once(desk: Desk) -> None:
    first = desk.consent()
    assert (first.status_code, desk.consent().json) == (200, first.json)


def test_a_withdrawn_consent_deletes_the_plan(desk: Desk, phone: Callable[[], Phone]) -> None:
    desk.write_everything()
    answer = desk.consent(False)
    assert answer.status_code == 200
    assert answer.json["consent"] is False and answer.json["withdrawnAt"]  # type: ignore[index]
    for kind in desk.ids:
        assert told(desk.system.get(desk.address(kind))) == (410, "CPLF-0007")
    assert told(desk.create(desk.condition(identifier=None))) == (403, "CPLF-0017")
    page = phone().sign_in(desk.patient).get(f"/records/{desk.record_id}/plan")
    assert "Gåtur" not in page and "postkassen" not in page


def test_a_consent_can_be_given_again(desk: Desk) -> None:
    desk.consent(False)
    assert desk.consent(False).status_code == 200
    assert desk.consent().status_code == 201
    assert desk.create(desk.condition()).status_code == 201


def test_a_withdrawal_leaves_what_the_patient_wrote(desk: Desk, phone: Callable[[], Phone]) -> None:
    room = phone().sign_in(desk.patient).get(f"/records/{desk.record_id}/goals/new")
    form = room.forms[max(key for key in room.forms if isinstance(key, int))]
    form["text"] = "Male huset"
    form.submit()
    desk.write_everything()
    desk.consent(False)
    page = phone().sign_in(desk.patient).get(f"/records/{desk.record_id}/goals")
    assert "Male huset" in page and "postkassen" not in page


def test_a_patient_nobody_has_met_is_entered_by_name(desk: Desk, database: None) -> None:
    newly_met(desk)
    answer = desk.consent(display="Kari Anne Prøve")
    assert answer.status_code == 201, answer.text
    person = person_by_identity_number(desk.number)
    assert person and (person.given_name, person.family_name, person.birth_date) == ("Kari Anne", "Prøve", None)
    assert desk.write_everything().status_code == 201
    assert desk.search().json["total"] == 1  # type: ignore[index]


@pytest.mark.parametrize("display", [None, "", "Kari", 7, "A" * 300 + " B", "a" * 101 + " b", "Kari\x00 Prøve"])
def test_a_new_patient_without_a_name_is_not_made_up(desk: Desk, display: Any) -> None:
    answer = newly_met(desk).consent(display=display)
    assert answer.status_code in (400, 422)
    assert answer.headers["nhn-error-code"] in ("CPLF-0004", "CPLF-0005")
    assert person_by_identity_number(desk.number) is None


def test_somebody_known_who_was_no_patient_gets_a_record(desk: Desk, phone: Callable[[], Phone]) -> None:
    from app.identity.people import identity_number_of

    known = a_person("Gunn")
    newly_met(desk)
    desk.number = desk.system.headers["nhn-patient-nin"] = identity_number_of(known)
    desk.person["identifier"]["value"] = desk.number
    assert desk.consent(display="Noen Andre").status_code == 201
    db.session.expire_all()
    assert db.session.query(Record).filter_by(person_id=known.id).count() == 1
    assert known.given_name == "Gunn"
    assert desk.write_everything().status_code == 201
    record = db.session.query(Record).filter_by(person_id=known.id).one()
    assert "Gåtur" in phone().sign_in(known).get(f"/records/{record.id}/today")


def test_without_a_basis_nobody_is_entered(desk: Desk) -> None:
    newly_met(desk).system.headers["nhn-access-basis"] = None
    assert told(desk.consent(display="Kari Prøve")) == (403, "CPLF-0018")
    assert person_by_identity_number(desk.number) is None


def test_a_no_from_somebody_unknown_enters_nobody(desk: Desk) -> None:
    assert told(newly_met(desk).consent(False, display="Kari Prøve")) == (404, "CPLF-0007")
    assert person_by_identity_number(desk.number) is None


@pytest.mark.parametrize("said", [None, "true", 1, "yes"])
def test_a_consent_is_yes_or_no(desk: Desk, said: Any) -> None:
    answer = desk.consent(said)
    assert (told(answer), where(answer)) == ((422, "CPLF-0005"), "consent.consent")


def test_the_consent_is_about_the_patient_of_the_header(app: Flask, desk: Desk) -> None:
    assert told(desk.system.post(f"{HOME}/consent", {"consent": True})) == (422, "CPLF-0005")
    other = {"identifier": {"value": "07845110004"}}
    assert told(desk.consent(**other)) == (400, "CPLF-0003")
