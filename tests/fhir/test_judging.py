"""What is no FHIR is the sender's fault, in whatever way the model of it trips."""

from __future__ import annotations

import json
from contextlib import suppress

import pytest

from app.fhir.validation.check import check_resource
from app.platform.elements import InvalidResource

GOAL = {"resourceType": "Goal", "lifecycleStatus": "active", "description": {"text": "Gå"}, "subject": {"type": "Patient"}}
BESIDE = ["5", "null", "[5]", "true", 5, "x", True, [5], [[]], {"extension": 5}, {"id": []}, {"extension": [5]}, 1.5]
NAMES = ["description", "subject", "target", "addresses", "note", "contained", "meta", "text", "extension"]


def test_a_goal_is_one() -> None:
    check_resource("Goal", GOAL)


@pytest.mark.parametrize(
    "beside", ["5", "null", "[5]", "true", 5, "x", True, [5], [[]], {"extension": 5}, {"id": []}, {"extension": [5]}, 1.5]
)
@pytest.mark.parametrize("name", ["_lifecycleStatus", "_startDate", "_language"])
def test_what_stands_beside_a_value_is_judged_too(name: str, beside: object) -> None:
    with pytest.raises(InvalidResource):
        check_resource("Goal", {**GOAL, name: beside})


@pytest.mark.parametrize("value", [5, [], {}, [5], [None], True])
@pytest.mark.parametrize(
    "name", ["description", "subject", "target", "addresses", "note", "contained", "meta", "text", "extension"]
)
def test_no_shape_trips_the_judge(name: str, value: object) -> None:
    with suppress(InvalidResource):
        check_resource("Goal", {**GOAL, name: value})


@pytest.mark.parametrize("name", ["description", "subject", "target", "note", "contained", "meta", "_lifecycleStatus"])
def test_json_within_a_string_is_a_string(name: str) -> None:
    """The model would read it, and take for right what no other reader would."""
    inside = {"description": {"text": "Gå"}, "subject": {"type": "Patient"}, "meta": {"source": "urn:x"}}.get(name, {"text": "x"})
    for value in (json.dumps(inside), [json.dumps(inside)]):
        with pytest.raises(InvalidResource):
            check_resource("Goal", {**GOAL, name: value})
