"""A clinic's system with one patient: makes resources about them and sends them one by one, as the pilot's clients do."""

from __future__ import annotations

from typing import Any
from uuid import uuid4

from flask import Flask
from werkzeug.test import TestResponse

from app.identity.people import identity_number_of
from tests.factories.people import a_clinician, a_patient
from tests.factories.resources import a_care_plan, a_condition, a_goal, a_service_request, identified
from tests.support.api import System

HOME = "/api/careplan"
Json = dict[str, Any]


class Desk:
    """`ids` are the UUIDs of the plan, the problem, the goal and the measure it sends."""

    def __init__(self, app: Flask) -> None:
        self.app = app
        self.patient, self.record = a_patient()
        self.nurse, self.clinician = a_clinician("Nina")
        self.number = identity_number_of(self.patient)
        self.hpr, self.record_id = self.clinician.hpr_number, self.record.id
        self.system = System(app).as_clinician(self.nurse, self.clinician, basis="UNNTAK")
        self.system.headers["nhn-patient-nin"] = self.number
        self.ids = {kind: str(uuid4()) for kind in ("CarePlan", "Condition", "Goal", "ServiceRequest")}
        self.person = {"type": "Patient", "identifier": {"system": "urn:oid:2.16.578.1.12.4.1.4.1", "value": self.number}}
        self.author = {
            "type": "PractitionerRole",
            "display": "Nina Testesen",
            "identifier": {"system": "urn:oid:2.16.578.1.12.4.1.4.4", "value": self.hpr},
        }

    def consent(self, consent: bool = True, **subject: Any) -> TestResponse:
        return self.system.post(f"{HOME}/consent", {"subject": self.person | subject, "consent": consent})

    def condition(self, **changes: Any) -> Json:
        return a_condition(**self._about("Condition", recorder=self.author) | changes)

    def goal(self, **changes: Any) -> Json:
        ours = self._about("Goal", expressedBy=self.person, addresses=[self.to("Condition")])
        return a_goal(**ours | changes)

    def measure(self, **changes: Any) -> Json:
        ours = self._about("ServiceRequest", performer=[self.person], reasonReference=[self.to("Condition")])
        return a_service_request(**ours | changes)

    def plan(self, **changes: Any) -> Json:
        ours = self._about("CarePlan", author=self.author, addresses=[self.to("Condition")], goal=[self.to("Goal")])
        return a_care_plan(**ours | {"activity": [{"reference": self.to("ServiceRequest")}]} | changes)

    def to(self, kind: str) -> Json:
        return {"reference": f"{kind}/{self.ids[kind]}"}

    def create(self, resource: Json, **headers: str | None) -> TestResponse:
        return self.system.post(f"{HOME}/{resource['resourceType']}", resource, headers=headers)

    def write_everything(self) -> TestResponse:
        """The problem, the goal, the measure, and then the plan around them; answers what was said to the plan."""
        for resource in (self.condition(), self.goal(), self.measure()):
            answer = self.create(resource)
            assert answer.status_code == 201, answer.text
        return self.create(self.plan())

    def address(self, kind: str) -> str:
        return f"{HOME}/{kind}/{self.ids[kind]}"

    def read(self, kind: str) -> Any:
        answer = self.system.get(self.address(kind))
        assert answer.status_code == 200, answer.text
        return answer.json

    def change(self, resource: Json, **headers: str | None) -> TestResponse:
        return self.system.put(self.address(resource["resourceType"]), resource, headers=headers)

    def search(self, **form: str) -> TestResponse:
        asked = {"subject:Patient.identifier": self.number} | form
        return self.system.post(f"{HOME}/CarePlan/_search", form=asked)

    def _about(self, kind: str, **more: Any) -> Json:
        return {"identifier": identified(self.ids[kind]), "subject": self.person} | more


def told(answer: TestResponse) -> tuple[int, str]:
    """The status and the national code of a refusal."""
    return answer.status_code, answer.headers.get("nhn-error-code", "")


def where(answer: TestResponse) -> str:
    """The path a refusal names."""
    issue = answer.json["issue"][0]  # type: ignore[index]
    return str(issue.get("location", [""])[0])
