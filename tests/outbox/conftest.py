from __future__ import annotations

from dataclasses import dataclass
from uuid import UUID

import pytest
from flask import Flask

from app.models.person import Person
from app.models.record import Record
from tests.factories.people import a_care_team_member, a_clinician, a_fullmakt, a_patient, a_person
from tests.support.visitor import Visitor
from tests.support.world import Known


@dataclass(frozen=True)
class Home:
    """A patient, the record, a nurse who follows it, and a daughter with fullmakt."""

    app: Flask
    record_id: UUID
    patient_id: UUID
    daughter_id: UUID
    nurse: tuple[Known, Known]

    @property
    def patient(self) -> Visitor:
        return Visitor(self.app).sign_in(Known(self.patient_id))

    @property
    def daughter(self) -> Visitor:
        return Visitor(self.app).sign_in(Known(self.daughter_id))

    @property
    def clinic(self) -> Visitor:
        return Visitor(self.app).sign_in(*self.nurse)


@pytest.fixture
def home(app: Flask) -> Home:
    with app.app_context():
        patient, record = a_patient("Kari")
        nurse, clinician = a_clinician()
        a_care_team_member(record, clinician)
        daughter = _daughter(record)
        return Home(app, record.id, patient.id, daughter.id, (Known(nurse.id), Known(clinician.id)))


def _daughter(record: Record) -> Person:
    daughter = a_person("Dina")
    a_fullmakt(record, daughter)
    return daughter
