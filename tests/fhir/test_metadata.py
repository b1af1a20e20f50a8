"""What /fhir says of itself is true."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from fhir.resources.R4B.capabilitystatement import CapabilityStatement
from flask import Flask

from app.config import VERSION
from app.fhir.registry import REGISTRY
from tests.fhir.desk import HOME, Desk
from tests.support.api import System

GOLDEN = Path(__file__).parent / "golden"


def statement(app: Flask) -> Any:
    answer = System(app).get(f"{HOME}/metadata")
    assert answer.status_code == 200
    return answer.json


def test_it_is_a_capability_statement(app: Flask) -> None:
    said = statement(app)
    assert CapabilityStatement.model_validate(said)
    assert (said["fhirVersion"], said["kind"]) == ("4.0.1", "instance")
    security = said["rest"][0]["security"]["service"]
    assert [each["coding"][0]["code"] for each in security] == ["SMART-on-FHIR", "OAuth"]


def test_what_it_says_of_plans_is_as_it_was(app: Flask) -> None:
    said = statement(app)
    said["software"]["version"] = "test"
    mine = ("CarePlan", "Condition", "Goal", "ServiceRequest")
    said["rest"][0]["resource"] = [each for each in said["rest"][0]["resource"] if each["type"] in mine]
    golden = json.loads((GOLDEN / "metadata.json").read_text(encoding="utf-8"))
    assert said == golden
    assert VERSION


def test_everything_in_the_registry_is_in_it(app: Flask) -> None:
    said = {each["type"]: each for each in statement(app)["rest"][0]["resource"]}
    assert set(said) == set(REGISTRY)
    for name, kind in REGISTRY.items():
        assert {each["code"] for each in said[name]["interaction"]} == set(kind.interactions)
        assert set(kind.parameters) <= {each["name"] for each in said[name]["searchParam"]}


@pytest.mark.parametrize("name", sorted(REGISTRY))
def test_each_parameter_it_promises_is_taken(desk: Desk, name: str) -> None:
    fitting = {"token": "x", "date": "2026", "reference": f"Patient/{desk.record_id}", "string": "x", "quantity": "1"}
    for parameter in next(each for each in statement(desk.app)["rest"][0]["resource"] if each["type"] == name)["searchParam"]:
        value = desk.record_id if parameter["name"] in ("_id", "patient", "subject") else fitting[parameter["type"]]
        answer = desk.search(name, **{parameter["name"]: value})
        allowed = name != "AuditEvent"  # the log is the patient's alone
        assert answer.status_code == (200 if allowed else 403), (parameter["name"], answer.text)


@pytest.mark.parametrize("name", sorted(REGISTRY))
def test_what_it_does_not_promise_is_405(desk: Desk, name: str) -> None:
    at = f"{HOME}/{name}/{desk.record_id}"
    tries = {
        "create": lambda: desk.system.post(f"{HOME}/{name}", {"resourceType": name}),
        "update": lambda: desk.system.put(at, {"resourceType": name, "id": desk.record_id}, headers={"If-Match": 'W/"1"'}),
        "delete": lambda: desk.system.delete(at),
        "vread": lambda: desk.system.get(f"{at}/_history/1"),
        "history-instance": lambda: desk.system.get(f"{at}/_history"),
    }
    for interaction, send in tries.items():
        assert (send().status_code == 405) != (interaction in REGISTRY[name].interactions), interaction


def test_where_tokens_come_from(app: Flask) -> None:
    said = System(app).get(f"{HOME}/.well-known/smart-configuration").json
    assert said["trusted_issuers"]
    assert "permission-v2" in said["capabilities"]
