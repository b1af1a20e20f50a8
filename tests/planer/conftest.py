"""A patient who has said yes, and the nurse whose system calls."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any
from uuid import UUID

import pytest
from flask import Flask
from werkzeug.test import TestResponse

from app.consents.actions import give_consent
from app.identity.people import identity_number_of
from app.models.clinician import Clinician
from app.models.person import Person
from app.models.record import Record
from app.platform.db import db
from tests.factories.people import a_care_team_member, a_clinician, a_patient, opened_by_clinician
from tests.factories.resources import a_planer_request
from tests.support.api import System

PLANS = "/api/planer/plans"


@dataclass(frozen=True)
class Scene:
    """`nurse` follows `patient` and calls by `system`; `number` is the patient's."""

    app: Flask
    patient: Person
    record: Record
    record_id: UUID
    number: str
    nurse: tuple[Person, Clinician]
    system: System

    def request(self, **changes: Any) -> dict[str, Any]:
        return a_planer_request(**{"subject": {"id": self.number}, **changes})

    def create(self, **changes: Any) -> dict[str, Any]:
        answer = self.system.post(PLANS, self.request(**changes))
        assert answer.status_code == 201, answer.text
        return answer.json  # type: ignore[return-value]

    def put(self, plan: dict[str, Any], **changes: Any) -> TestResponse:
        """Change `plan` as a client does: what was read, with something else in it."""
        return self.system.put(f"{PLANS}/{plan['id']}", {**plan, **changes})

    def citizen(self) -> System:
        return System(self.app).as_citizen(self.patient)


@pytest.fixture
def scene(app: Flask, database: None) -> Scene:
    return a_scene(app)


@pytest.fixture
def without_consent(app: Flask, database: None) -> Scene:
    return a_scene(app, consent=False)


@pytest.fixture
def system(app: Flask) -> Callable[[], System]:
    return lambda: System(app)


def a_scene(app: Flask, *, consent: bool = True) -> Scene:
    patient, record = a_patient()
    nurse = a_clinician("Nina")
    a_care_team_member(record, nurse[1])
    if consent:
        give_consent(opened_by_clinician(*nurse, patient, record))
    db.session.commit()
    caller = System(app).as_clinician(*nurse)
    return Scene(app, patient, record, record.id, identity_number_of(patient), nurse, caller)
