"""One access, one line, one AuditEvent; whichever way somebody comes."""

from __future__ import annotations

import random
from collections.abc import Callable
from typing import Any

import pytest
from flask import Flask
from sqlalchemy import func, select

from app.identity.people import identity_number_of
from app.models.access_log_entry import AccessLogEntry
from app.plans.actions import register_plan
from app.plans.rules import PlanContent, PlanKind
from app.platform.db import db
from app.zones.rules import Level, ZoneContent
from tests.factories.check_in import a_check_in
from tests.factories.people import (
    a_care_team_member,
    a_clinician,
    a_fullmakt,
    a_patient,
    a_person,
    opened_by_clinician,
    opened_by_patient,
)
from tests.support.api import System
from tests.support.visitor import Visitor

AMOUNT = 40


class Ward:
    """A patient with a plan, and everybody who may look at it, by every way there is."""

    def __init__(self, app: Flask) -> None:
        self.kari, self.record = a_patient("Kari")
        self.nina, self.nurse = a_clinician("Nina")
        a_care_team_member(self.record, self.nurse)
        a_check_in(opened_by_patient(self.kari, self.record), readings={"weight": "72.4"})
        zones = tuple(ZoneContent(each, "Slik er det", "Gjør dette") for each in Level)
        clinic = opened_by_clinician(self.nina, self.nurse, self.kari, self.record)
        plan = register_plan(clinic, PlanContent(kind=PlanKind.SELF_CARE, title="Plan", zones=zones))
        db.session.commit()
        marte = a_person("Marte")
        a_fullmakt(self.record, marte)
        self.number, self.id, self.plan = identity_number_of(self.kari), self.record.id, plan.id
        self.patient = System(app).as_citizen(self.kari)
        self.by_system = System(app).as_clinician(self.nina, self.nurse)
        self.attested = System(app).as_clinician(*a_clinician("Dagny"), basis="SAMTYKKE")
        self.stranger = System(app).as_clinician(*a_clinician("Olav"))
        self.relative = Visitor(app).sign_in(marte)
        self.at_clinic = Visitor(app).sign_in(self.nina, self.nurse)

    def ways(self) -> dict[str, Callable[[], Any]]:
        """Every way to look once, and the status it should have."""
        national = {"nhn-patient-nin": self.number, "nhn-access-basis": "SAMTYKKE"}
        search = {"subject:Patient.identifier": self.number}
        fhir = f"/fhir/Patient/{self.id}"
        return {
            "a page of the patient's, by a relative": lambda: self.relative.get(f"/records/{self.id}/plan"),
            "a page of the clinic": lambda: self.at_clinic.get(f"/clinic/records/{self.id}/plan"),
            "careplan search": lambda: self.by_system.post("/api/careplan/CarePlan/_search", form=search, headers=national),
            "planer list": lambda: self.by_system.post("/api/planer/plans/_list", {"subject": {"id": self.number}}),
            "planer plan": lambda: self.by_system.get(f"/api/planer/plans/{self.plan}"),
            "a patient read": lambda: self.patient.get(fhir),
            "a patient read by a system that attests": lambda: self.attested.get(fhir),
            "observations": lambda: self.by_system.get(f"/fhir/Observation?patient={self.id}"),
            "observations by POST": lambda: self.by_system.post(
                "/fhir/Observation/_search", form={"patient.identifier": self.number}
            ),
            "everything": lambda: self.patient.get(f"{fhir}/$everything"),
            "zones": lambda: self.by_system.get(f"/fhir/CarePlan/{self.plan}/$zones"),
            "a stranger": lambda: self.stranger.get(fhir),
        }


@pytest.fixture
def ward(app: Flask, database: None) -> Ward:
    return Ward(app)


def lines(ward: Ward) -> int:
    db.session.rollback()
    return db.session.scalar(select(func.count()).select_from(AccessLogEntry).where(AccessLogEntry.record_id == ward.id)) or 0


def test_every_way_in_writes_one_line(ward: Ward) -> None:
    for name, look in ward.ways().items():
        before = lines(ward)
        status = look().status_code
        assert (name, status) == (name, 404 if name == "a stranger" else 200)
        assert (name, lines(ward) - before) == (name, 1)


def test_as_many_accesses_as_there_are_audit_events(ward: Ward) -> None:
    seed = random.randrange(2**32)
    chance, ways = random.Random(seed), list(ward.ways().values())
    for look in chance.choices(ways, k=AMOUNT):
        look()
    told = audit_events(ward)
    assert len(told) == AMOUNT + 1, f"seed {seed}"  # and the reading of the log itself
    assert len({each["id"] for each in told}) == len(told)
    assert {each["resourceType"] for each in told} == {"AuditEvent"}


def audit_events(ward: Ward) -> list[dict[str, Any]]:
    """Page after page, the first of which writes the only line there is for all of them to find."""
    answer = ward.patient.get(f"/fhir/AuditEvent?patient={ward.id}&_count=200")
    assert answer.status_code == 200, answer.text
    return [each["resource"] for each in answer.json["entry"]]  # type: ignore[index]
