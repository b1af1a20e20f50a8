"""The answer comes under the name of JSON that the caller asked for."""

from __future__ import annotations

import pytest

from tests.careplan.desk import Desk


@pytest.mark.parametrize(
    ("asked", "written"),
    [
        (None, "application/json"),
        ("*/*", "application/json"),
        ("application/json; charset=utf-8", "application/json"),
        ("application/fhir+json; fhirVersion=4.0", "application/fhir+json"),
        ("application/fhir+json;charset=utf-8, application/json;q=0.9", "application/fhir+json"),
        ("application/fhir+json;q=0, */*", "application/json"),
        ("application/json+fhir", "application/json+fhir"),
    ],
)
def test_an_answer_is_named_as_it_was_asked_for(desk: Desk, asked: str | None, written: str) -> None:
    desk.create(desk.condition())
    answer = desk.system.get(desk.address("Condition"), headers={"Accept": asked})
    assert (answer.status_code, answer.content_type) == (200, f"{written}; charset=utf-8")
