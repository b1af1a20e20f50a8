"""What a clinician's system writes is the clinicians', whatever it calls the role: never the patient's own."""

from __future__ import annotations

import json
from collections.abc import Callable
from typing import Any

import pytest
from sqlalchemy import select

from app.models.clinician import Clinician
from app.models.goal import Goal
from app.models.revision import Revision
from app.platform.db import db
from tests.careplan.desk import Desk, told
from tests.support.phone import Phone

VOLVEN = "urn:oid:2.16.578.1.12.4.1.1.9060"


@pytest.mark.parametrize("name", ["nhn-user-role", "hit-user-role"])
@pytest.mark.parametrize("word", ["patient", "relative"])
def test_nobody_writes_as_the_patient_by_a_header(desk: Desk, name: str, word: str) -> None:
    role = json.dumps({"system": VOLVEN, "code": word})
    answer = desk.create(desk.goal(addresses=None), **{"nhn-user-role": None, name: role})
    assert told(answer) == (400, "CPLF-0003"), answer.text
    assert told(desk.system.get(desk.address("Goal"))) == (404, "CPLF-0007")


@pytest.mark.parametrize("sent", ["LE", "XX", "patient", "relative"])
def test_a_withdrawn_consent_deletes_what_a_clinician_wrote_whatever_role_was_sent(desk: Desk, sent: str) -> None:
    desk.system.headers["nhn-user-role"] = json.dumps({"system": VOLVEN, "code": sent})
    desk.create(desk.goal(addresses=None))
    desk.system.headers["nhn-user-role"] = json.dumps({"system": VOLVEN, "code": "SP"})
    desk.consent(False)
    assert live_goals(desk) == []


@pytest.mark.parametrize("word", ["patient", "relative"])
def test_somebody_entered_under_the_patients_word_still_writes_as_health_personnel(
    desk: Desk, phone: Callable[[], Phone], word: str
) -> None:
    """Somebody whose role came into the register before roles were looked at."""
    nurse = db.session.get_one(Clinician, desk.clinician.id)
    nurse.role = word
    db.session.commit()
    token = desk.system.as_clinician(desk.nurse, nurse, audiences=("egenplan:fhir",), scope=["user/*.cruds"], basis="UNNTAK")
    token.headers["nhn-user-role"] = None
    for resource in (desk.condition(), desk.goal(), desk.measure(), desk.plan()):
        answer = token.post(f"/fhir/{resource['resourceType']}", resource)
        assert answer.status_code == 201, answer.text
    roles = db.session.scalars(select(Revision.author_role).where(Revision.record_id == desk.record_id)).all()
    assert set(roles) == {"XX"}
    page = phone().sign_in(desk.patient).get(f"/records/{desk.record_id}/plan")
    assert "postkassen" in page and "Nina Testesen" in page
    desk.system.as_clinician(desk.nurse, nurse, basis="UNNTAK").headers["nhn-user-role"] = json.dumps(
        {"system": VOLVEN, "code": "SP"}
    )
    desk.consent(False)
    assert live_goals(desk) == []


def live_goals(desk: Desk) -> list[Any]:
    db.session.expire_all()
    return list(db.session.scalars(select(Goal).where(Goal.record_id == desk.record_id, Goal.deleted_at.is_(None))))
