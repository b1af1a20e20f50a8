"""No search tells anything of another patient: with and without a matching secret of theirs the answers are the same bytes."""

from __future__ import annotations

import re
from collections.abc import Callable
from uuid import uuid4

import pytest
from sqlalchemy import select

from app.fhir.kinds import shelved
from app.fhir.registry import REGISTRY
from tests.fhir.desk import HOME, Desk

VALUES = {
    "_id": "{id}",
    "identifier": "urn:epj|{secret}",
    "_lastUpdated": "ge2020-01-01",
    "status": "active",
    "lifecycle-status": "active",
    "code": "R95",
    "category": "findable,treatment",
    "clinical-status": "active",
    "verification-status": "confirmed",
    "date": "ge2020",
    "start-date": "ge2020",
    "target-date": "ge2020",
    "authored": "ge2020",
    "occurrence": "ge2020",
    "goal": "Goal/{goal}",
    "condition": "Condition/{problem}",
    "addresses": "Condition/{problem}",
    "reason": "Condition/{problem}",
    "activity-reference": "ServiceRequest/{measure}",
}
KINDS = ("CarePlan", "Condition", "Goal", "ServiceRequest")
CASES = [(kind, name) for kind in KINDS for name in sorted(REGISTRY[kind].parameters)]


def rich(desk: Desk) -> list[dict[str, object]]:
    """Resources in which every parameter has something to find."""
    said = [{"coding": [{"system": "urn:c", "code": "findable"}]}]
    walk = {"text": "Gåtur", "coding": [{"system": "urn:c", "code": "R95"}]}
    timing = {"repeat": {"frequency": 1, "period": 1, "periodUnit": "d", "boundsPeriod": {"start": "2026-03-24"}}}
    return [
        desk.condition(category=said, verificationStatus={"coding": [{"code": "confirmed"}]}),
        desk.goal(category=said, startDate="2026-03-24", target=[{"dueDate": "2027-03-24"}]),
        desk.measure(category=said, code=walk, authoredOn="2026-03-24", occurrenceTiming=timing),
        desk.plan(period={"start": "2026-03-24"}),
    ]


def same(data: bytes) -> bytes:
    return re.sub(rb"\d{4}-\d\d-\d\dT[0-9:.+]+", b"", data)


@pytest.mark.parametrize(("kind", "name"), CASES, ids=str)
def test_a_secret_elsewhere_changes_nothing(new_desk: Callable[..., Desk], kind: str, name: str) -> None:
    mine, other, secret = new_desk(), new_desk(), f"hemmelig-{uuid4()}"
    mine.system.headers["nhn-event-id"] = "the-same"
    mine.write_everything()
    names = {"id": other.ids[kind], "goal": other.ids["Goal"], "problem": other.ids["Condition"], "secret": secret}
    value = VALUES[name].format(**names, measure=other.ids["ServiceRequest"])
    ways = [{"_sort": "_id"}, {"_summary": "count"}, {"_include": "*"} if REGISTRY[kind].includes else {"_count": "1"}]
    asked = [{"patient": mine.record_id, name: value} | way for way in ways]

    def answers() -> list[bytes]:
        return [same(mine.system.post(f"{HOME}/{kind}/_search", form=each).data) for each in asked]

    before = answers()
    assert all(b'"total"' in each for each in before), before
    for resource in rich(other):
        assert other.create(resource).status_code == 201
    if name == "identifier":
        changes = {"identifier": [{"system": "urn:epj", "value": secret}]} | ({"status": "draft"} if kind == "CarePlan" else {})
        made = {"CarePlan": other.plan, "Condition": other.condition, "Goal": other.goal, "ServiceRequest": other.measure}
        assert other.create(made[kind](**changes)).status_code == 201
    assert other.find(kind, **{name: value})["total"] >= 1  # whoever may see it finds it
    assert answers() == before


@pytest.mark.parametrize("kind", KINDS)
def test_what_is_not_there_and_what_is_not_ones_own_look_alike(new_desk: Callable[..., Desk], kind: str) -> None:
    mine, other = new_desk(basis=None), new_desk()
    mine.system.headers["nhn-event-id"] = "the-same"
    other.write_everything()

    def both(method: str, path: str) -> list[tuple[int, bytes]]:
        said = []
        for known_as, record_id in ((other.ids[kind], other.record_id), (mine.ids[kind], mine.ids["Goal"])):
            sent = other.condition(resourceType=kind, id=known_as) if method == "PUT" else None
            address = f"{HOME}/{path.format(kind=kind, id=known_as, patient=record_id)}"
            answer = mine.system.send(method, address, sent, headers={"If-Match": 'W/"1"'})
            said.append((answer.status_code, answer.data))
        return said

    looked = (
        "{kind}/{id}",
        "{kind}/{id}/_history",
        "{kind}/{id}/_history/1",
        "{kind}?_id={id}",
        "{kind}?patient=Patient/{patient}",
    )
    for method, paths in (("GET", looked), ("PUT", looked[:1]), ("DELETE", looked[:1])):
        for path in paths:
            first, second = both(method, path)
            assert first == second, path
            assert first[0] == 404, path


def test_a_leak_would_be_found(new_desk: Callable[..., Desk], monkeypatch: pytest.MonkeyPatch) -> None:
    mine, other = new_desk(), new_desk()
    mine.write_everything()
    other.write_everything()
    asked = {"patient": mine.record_id, "_id": other.ids["Goal"]}
    assert mine.system.post(f"{HOME}/Goal/_search", form=asked).json["total"] == 0
    monkeypatch.setattr(shelved, "seen_rows", lambda _record, model: select(model).where(model.deleted_at.is_(None)))
    assert mine.system.post(f"{HOME}/Goal/_search", form=asked).json["total"] == 1
