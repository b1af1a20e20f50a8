"""A clinic's system at plain FHIR: makes resources about one patient and sends them."""

from __future__ import annotations

from typing import Any
from uuid import uuid4

from flask import Flask
from sqlalchemy import func, select
from werkzeug.test import TestResponse

from app.identity.people import identity_number_of
from app.models.access_log_entry import AccessLogEntry
from app.models.consent import Consent
from app.platform import clock
from app.platform.db import db
from tests.factories.people import a_clinician, a_patient
from tests.factories.resources import a_care_plan, a_condition, a_goal, a_service_request, identified
from tests.support.api import System
from tests.support.own_session import settle

HOME = "/fhir"
FNR = "urn:oid:2.16.578.1.12.4.1.4.1"
Json = dict[str, Any]


class Desk:
    """`ids` are the UUIDs of the plan, the problem, the goal and the measure it sends."""

    def __init__(self, app: Flask, *, consent: bool = True, basis: str | None = "UNNTAK") -> None:
        self.app = app
        self.patient, self.record = a_patient()
        self.nurse, self.clinician = a_clinician("Nina")
        self.number, self.record_id = identity_number_of(self.patient), str(self.record.id)
        if consent:
            made = {"record_id": self.record.id, "kind": "plan", "given_at": clock.now(), "author_name": "x", "author_role": "SP"}
            db.session.add(Consent(**made))
        self.system = System(app).as_clinician(self.nurse, self.clinician, basis=basis)
        self.citizen = System(app).as_citizen(self.patient)
        self.ids = {kind: str(uuid4()) for kind in ("CarePlan", "Condition", "Goal", "ServiceRequest")}
        self.person = {"reference": f"Patient/{self.record_id}"}

    def condition(self, **changes: Any) -> Json:
        return a_condition(**self._about("Condition") | changes)

    def goal(self, **changes: Any) -> Json:
        ours = self._about("Goal", expressedBy=self.person, addresses=[self.to("Condition")])
        return a_goal(**ours | changes)

    def measure(self, **changes: Any) -> Json:
        ours = self._about("ServiceRequest", performer=[self.person], reasonReference=[self.to("Condition")])
        return a_service_request(**ours | changes)

    def plan(self, **changes: Any) -> Json:
        ours = self._about("CarePlan", addresses=[self.to("Condition")], goal=[self.to("Goal")])
        return a_care_plan(**ours | {"activity": [{"reference": self.to("ServiceRequest")}]} | changes)

    def everything(self) -> list[Json]:
        return [self.condition(), self.goal(), self.measure(), self.plan()]

    def to(self, kind: str) -> Json:
        return {"reference": f"{kind}/{self.ids[kind]}"}

    def create(self, resource: Json, **headers: str | None) -> TestResponse:
        return self.system.post(f"{HOME}/{resource['resourceType']}", resource, headers=headers)

    def write_everything(self) -> TestResponse:
        """The problem, the goal, the measure, and then the plan around them; answers what was said to the plan."""
        for resource in self.everything():
            answer = self.create(resource)
            assert answer.status_code == 201, answer.text
        return answer

    def address(self, kind: str) -> str:
        return f"{HOME}/{kind}/{self.ids[kind]}"

    def read(self, kind: str) -> Any:
        answer = self.system.get(self.address(kind))
        assert answer.status_code == 200, answer.text
        return answer.json

    def change(self, resource: Json, version: int | str | None = None) -> TestResponse:
        kind = resource["resourceType"]
        seen = version or resource.get("meta", {}).get("versionId")
        resource = {"id": self.ids[kind], **resource}
        return self.system.put(self.address(kind), resource, headers={"If-Match": f'W/"{seen}"'})

    def find(self, kind: str, **asked: str) -> Any:
        """What a search by POST finds, with the patient's number."""
        answer = self.search(kind, **asked)
        assert answer.status_code == 200, answer.text
        return answer.json

    def search(self, kind: str, **asked: str) -> TestResponse:
        return self.system.post(f"{HOME}/{kind}/_search", form={"patient.identifier": f"{FNR}|{self.number}"} | asked)

    def send(self, kind: str, *entries: Json, **headers: str | None) -> TestResponse:
        return self.system.post(HOME, {"resourceType": "Bundle", "type": kind, "entry": list(entries)}, headers=headers)

    def lines(self) -> int:
        """How many lines the access log has."""
        settle()
        return db.session.scalar(select(func.count()).select_from(AccessLogEntry)) or 0

    def _about(self, kind: str, **more: Any) -> Json:
        return {"identifier": identified(self.ids[kind]), "subject": self.person} | more


def posted(resource: Json, urn: str | None = None, **request: Any) -> Json:
    """An entry that creates."""
    named = {"fullUrl": urn} if urn else {}
    return named | {"resource": resource, "request": {"method": "POST", "url": resource["resourceType"], **request}}


def told(answer: TestResponse) -> tuple[int, str]:
    """The status and the place of a refusal."""
    issue = (answer.json or {}).get("issue", [{}])[0]
    return answer.status_code, (issue.get("expression") or [""])[0]


def ids(bundle: Json) -> list[str]:
    return [each["resource"]["id"] for each in bundle.get("entry", ())]
