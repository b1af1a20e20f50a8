"""Every resource of every mouth, as the golden files and a real record have it, judged by all the oracles."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from tests.fhir.said import everything
from tests.support.oracles import NoNode, refused_by_fhirclient, refused_by_npm

TESTS = Path(__file__).resolve().parents[1]
Json = dict[str, Any]


def golden() -> dict[str, Json]:
    """Bodies of answers by their file. The pilot's form of an error is left out: it is not R4, and says so."""
    found = {f"kinds: {name}": each for name, each in everything().items()}
    for path in sorted((TESTS / "careplan" / "golden" / "answers").glob("*.json")):
        body = json.loads(path.read_text(encoding="utf-8"))["body"]
        if isinstance(body, dict) and "resourceType" in body and not pilots(body):
            found[f"careplan: {path.stem}"] = body
    found["metadata"] = json.loads((TESTS / "fhir" / "golden" / "metadata.json").read_text(encoding="utf-8"))
    for path in sorted((TESTS / "fhir" / "golden" / "wire").glob("*.json")):
        if body := json.loads(path.read_text(encoding="utf-8"))["body"]:
            found[f"fhir: {path.stem}"] = body
    for version in (1, 2):
        for place, each in enumerate(
            json.loads((TESTS / "fhir" / "golden" / f"zones-v{version}.json").read_text(encoding="utf-8"))
        ):
            found[f"zones v{version}: {place}"] = each
    return found


def pilots(body: Json) -> bool:
    return any(isinstance(issue.get("diagnostics"), dict) for issue in body.get("issue", []))


# What a deleted resource says of itself is the minimum the national service has, and less than R4 asks for.
MINIMAL = {"careplan: deleted"}
SAID = {name: each for name, each in golden().items() if name not in MINIMAL}
GOOD = everything()["weight"]
PLANTED = {
    "an element R4 does not have": GOOD | {"colour": "green"},
    "no status": {name: value for name, value in GOOD.items() if name != "status"},
    "a status nobody knows": GOOD | {"status": "banana"},
    "a moment that is none": GOOD | {"effectiveDateTime": "2026-13-01"},
    "a subject of the wrong type": GOOD | {"subject": {"reference": "Goal/1"}},
    "a value, and why there is none (obs-6)": GOOD | {"dataAbsentReason": {"text": "Asked"}},
    "CarePlan": {"resourceType": "CarePlan", "status": "active", "intent": "plan"},
    "Condition": {"resourceType": "Condition", "subject": {"reference": "Patient/1"}, "onset": "yesterday"},
    "OperationOutcome": {"resourceType": "OperationOutcome", "issue": [{"severity": "bad", "code": "invalid"}]},
    "Bundle": {"resourceType": "Bundle", "type": "searchset", "entry": [{"resource": {"resourceType": "Goal"}}]},
    "a Bundle of no type there is": SAID["fhir: transaction-response"] | {"type": "answers"},
    "an answer without a status": SAID["fhir: batch-response"] | {"entry": [{"response": {"etag": 'W/"1"'}}]},
    "a CapabilityStatement of no version": SAID["metadata"] | {"fhirVersion": "4"},
}


@pytest.fixture(scope="module")
def judged() -> Iterator[dict[str, list[str]]]:
    asked = SAID | PLANTED
    try:
        yield dict(zip(asked, refused_by_npm(list(asked.values())), strict=True))
    except NoNode as missing:
        pytest.skip(f"The oracles in JavaScript cannot be asked: {missing}")


def test_the_validators_of_npm_refuse_none(judged: dict[str, list[str]]) -> None:
    assert {name: judged[name] for name in SAID if judged[name]} == {}


def test_they_refuse_what_is_planted(judged: dict[str, list[str]]) -> None:
    assert [name for name in PLANTED if not judged[name]] == []


def test_the_models_of_fhirclient_refuse_none() -> None:
    assert {name: told for name, each in SAID.items() if (told := refused_by_fhirclient(each))} == {}


@pytest.mark.parametrize("name", ["CarePlan", "Condition", "Bundle"])
def test_fhirclient_refuses_what_is_planted(name: str) -> None:
    assert refused_by_fhirclient(PLANTED[name])
