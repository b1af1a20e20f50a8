"""What a clinic's system says at plain FHIR and is answered, as it is on the wire.

Every run has its own patient, its own ids and its own hour; here they are the same in all.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from typing import Any

from werkzeug.test import TestResponse

from app.exchange.reader import write_json
from tests.fhir.desk import FNR, HOME, Desk, Json, posted

NUMBER, HPR = "07845110004", "999000017"
_MOMENT = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(?:\.\d+)?(?:Z|[+-]\d\d:\d\d)")
_UUID = re.compile(r"[0-9a-f]{8}-(?:[0-9a-f]{4}-){3}[0-9a-f]{12}")
_CURSOR = re.compile(r"_cursor=[\w-]+")
_HEADERS = ("Content-Type", "Location", "ETag")
ELSEWHERE = {"url": "urn:epj:form", "valueString": "7b"}


class Wire:
    """The line between a desk and the files."""

    def __init__(self, desk: Desk) -> None:
        self.desk = desk
        self.people = {desk.number: NUMBER, desk.clinician.hpr_number: HPR}
        self._ids: dict[str, str] = {}

    def said(self, value: Any) -> Any:
        """The same in every run. Decimals stay as they were written."""
        text = write_json(value).decode() if not isinstance(value, str) else value
        for ours, golden in self.people.items():
            text = text.replace(ours, golden)
        text = _UUID.sub(lambda found: self._id(found[0]), _CURSOR.sub("_cursor=sealed", text))
        return json.loads(_MOMENT.sub("2026-09-10T12:30:00.000+02:00", text))

    def heard(self, sent: Json | None, answer: TestResponse) -> Json:
        headers = {name: answer.headers[name] for name in _HEADERS if name in answer.headers}
        body = answer.get_data(as_text=True) or "null"
        told: Json = {"status": answer.status_code, "headers": self.said(headers), "body": self.said(body)}
        return ({"sent": self.said(sent)} if sent is not None else {}) | told

    def send(self, method: str, path: str, sent: Json | None = None, **headers: str | None) -> Json:
        return self.heard(sent, self.desk.system.send(method, f"{HOME}{path}", sent, headers=headers))

    def _id(self, own: str) -> str:
        return self._ids.setdefault(own, f"5f0c1d0e-7b0b-4a52-9a2b-{len(self._ids) + 1:012d}")


def resources(desk: Desk) -> list[Json]:
    """One of each kind, with elements that nobody here shows."""
    walk = {"text": "Gåtur", "coding": [{"system": "http://snomed.info/sct", "code": "129006008"}]}
    timing = {"repeat": {"frequency": 1, "period": 1, "periodUnit": "d", "boundsPeriod": {"start": "2026-03-24"}}}
    achieved = {"coding": [{"system": "http://terminology.hl7.org/CodeSystem/goal-achievement", "code": "improving"}]}
    return [
        desk.condition(extension=[ELSEWHERE], onsetDateTime="2019-03", note=[{"text": "Sett på spirometri"}]),
        desk.goal(startDate="2026-03-24", achievementStatus=achieved, note=[{"text": "Med stav"}]),
        desk.measure(code=walk, authoredOn="2026-03-24", occurrenceTiming=timing, priority="routine"),
        desk.plan(period={"start": "2026-03-24"}, extension=[ELSEWHERE], created="2026-03-24"),
    ]


def conversation(desk: Desk) -> Iterator[tuple[str, Json]]:
    """Everything a system does with a plan, from the first problem to the goal's end."""
    wire, ids = Wire(desk), desk.ids
    for resource in resources(desk):
        yield f"create-{resource['resourceType']}", wire.send("POST", f"/{resource['resourceType']}", resource)
    for kind in ids:
        yield f"read-{kind}", wire.send("GET", f"/{kind}/{ids[kind]}")
    found = {"patient.identifier": f"{FNR}|{desk.number}", "status": "active", "_include": "*"}
    yield "searchset", wire.heard(None, desk.system.post(f"{HOME}/CarePlan/_search", form=found))
    yield "batch-response", wire.send("POST", "", batch(desk))
    yield "transaction-response", wire.send("POST", "", transaction(desk), Prefer="return=representation")
    yield "delete", wire.send("DELETE", f"/Goal/{ids['Goal']}")
    yield "history", wire.send("GET", f"/Goal/{ids['Goal']}/_history")


def batch(desk: Desk) -> Json:
    changed = desk.goal(id=desk.ids["Goal"], description={"text": "Gå til postkassen og hjem uten pause"})
    entries = [
        {
            "resource": changed,
            "request": {"method": "PUT", "url": f"Goal/{desk.ids['Goal']}", "ifMatch": 'W/"1"'},
        },
        posted(desk.measure(identifier=None, status="banana")),
        {"request": {"method": "GET", "url": f"Condition/{desk.ids['Condition']}"}},
        {"request": {"method": "GET", "url": f"Goal?patient=Patient/{desk.record_id}&_count=1"}},
    ]
    return {"resourceType": "Bundle", "type": "batch", "entry": entries}


def transaction(desk: Desk) -> Json:
    problem = "urn:uuid:11111111-7b0b-4a52-9a2b-1f7d2c9e0b01"
    entries = [
        posted(desk.goal(identifier=None, addresses=[{"reference": problem}])),
        posted(desk.condition(identifier=None), problem),
    ]
    return {"resourceType": "Bundle", "type": "transaction", "entry": entries}
