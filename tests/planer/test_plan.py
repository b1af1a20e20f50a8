"""The Planer JSON and our self-care plan, each as the other."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Any
from uuid import UUID

import pytest

from app.models.plan import Plan
from app.models.zone import Zone
from app.planer.plan import comment_of, from_planer, to_planer
from app.plans.rules.columns import plan_columns, zone_columns
from app.platform.elements import InvalidResource
from app.zones.rules import Level
from tests.factories.resources import a_planer_request

ID = UUID("0a7f2a5e-3d0d-4a0e-8d0e-4f3c2b1a0098")


def answer_to(request: dict[str, Any], **changes: Any) -> dict[str, Any]:
    content = from_planer(request)
    row = Plan(id=ID, version=1, content_version=1, updated_at=datetime(2026, 9, 10, 10, 30, tzinfo=UTC), **plan_columns(content))
    row.comment = comment_of(request)
    for name, value in changes.items():
        setattr(row, name, value)
    zones = [Zone(**zone_columns(zone)) for zone in content.zones]
    return to_planer(row, zones, request["subject"], request["updated_by"])


def test_the_zones_are_read():
    content = from_planer(a_planer_request())

    assert [zone.level for zone in content.zones] == [Level.GREEN, Level.YELLOW, Level.RED]
    assert (content.kind, content.title) == ("self_care", "Når hjertet sliter")


def test_the_answer_holds_the_request_and_both_counters():
    request = a_planer_request()

    assert answer_to(request, version=3, content_version=2) == {
        **request,
        "id": str(ID),
        "version": 3,
        "updated_at": "2026-09-10T10:30:00Z",
        "clinical_content": {**request["clinical_content"], "version": 2},
    }


def test_members_we_do_not_know_come_back():
    request = a_planer_request(extra={"a": 1})
    request["clinical_content"]["zones"][1]["colour"] = "gul"

    answer = answer_to(request)

    assert answer["extra"] == {"a": 1}
    assert answer["clinical_content"]["zones"] == request["clinical_content"]["zones"]


def test_our_columns_are_laid_over_what_was_received():
    assert answer_to(a_planer_request(), title="Ny tittel")["clinical_content"]["title"] == "Ny tittel"
    assert answer_to(a_planer_request(), status="completed")["status"] == "completed"


@pytest.mark.parametrize(
    ("zone", "path"),
    [
        ({"level": "orange", "condition": "a", "action": "b"}, "plan.clinical_content.zones[0].level"),
        ({"condition": "a", "action": "b"}, "plan.clinical_content.zones[0].level"),
        ({"level": "red", "action": "b"}, "plan.clinical_content.zones[0].condition"),
        ({"level": "red", "condition": "a", "action": " "}, "plan.clinical_content.zones[0].action"),
    ],
)
def test_a_zone_must_be_whole(zone: dict[str, str], path: str):
    with pytest.raises(InvalidResource) as refused:
        from_planer(a_planer_request(clinical_content={"title": "t", "zones": [zone]}))

    assert refused.value.path == path


def test_a_level_stands_once():
    zones = [{"level": "red", "condition": "a", "action": "b"}] * 2

    with pytest.raises(InvalidResource, match="already"):
        from_planer(a_planer_request(clinical_content={"title": "t", "zones": zones}))
