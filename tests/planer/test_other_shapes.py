"""A plan that came in another shape is right here, and what that shape said more of stays with it."""

from __future__ import annotations

from copy import deepcopy
from typing import Any

from sqlalchemy import select

from app.fhir.zones import from_zones, read_zones, to_zoned, write_v1, write_v2
from app.models.plan import Plan
from app.models.zone import Zone
from app.plans.actions import register_plan
from app.platform.db import db
from app.platform.exact_json import from_text
from app.zones.rules import Level, ZoneContent
from tests.factories.people import opened_by_clinician
from tests.fhir.test_zones import ZONES, v1, v2
from tests.planer.conftest import PLANS, Scene


def imported(scene: Scene, resources: list[dict[str, Any]]) -> dict[str, Any]:
    resources[0].pop("identifier")  # the tests share one database, and an identifier means one thing in it
    plan = register_plan(opened_by_clinician(*scene.nurse, scene.patient, scene.record), from_zones(read_zones(resources)))
    return scene.system.get(f"{PLANS}/{plan.id}").json  # type: ignore[return-value]


def exported(scene: Scene) -> tuple[dict[str, Any], tuple[ZoneContent, ...]]:
    db.session.expire_all()
    row = db.session.scalars(select(Plan).where(Plan.record_id == scene.record_id)).one()
    rows = db.session.scalars(select(Zone).where(Zone.plan_id == row.id, Zone.deleted_at.is_(None)).order_by(Zone.position))
    return from_text(row.received or ""), tuple(ZoneContent(Level(z.level), z.condition, z.action, z.language) for z in rows)


def test_zones_from_either_shape_are_the_zones_here(scene: Scene) -> None:
    for resources in (v1(), v2()):
        plan = imported(scene, resources)
        assert [(z["level"], z["condition"], z["action"]) for z in plan["clinical_content"]["zones"]] == [
            (zone.level, zone.condition, zone.action) for zone in ZONES
        ]
        assert set(plan) == {
            *("id", "version", "status", "updated_at", "updated_by", "comment", "subject", "clinical_content"),
        }


def test_changed_here_it_goes_out_changed_with_all_the_rest(scene: Scene) -> None:
    sent = v1()
    sent[1]["category"] = [{"text": "Lunge"}]
    plan = imported(scene, deepcopy(sent))
    content = plan["clinical_content"]
    content["zones"][2]["action"] = "Ring 113 med én gang"
    assert scene.put(plan, clinical_content=content).json["version"] == 2  # type: ignore[index]
    written = write_v1(to_zoned(*exported(scene)))
    assert written[1] == sent[1]
    assert written[3]["note"] == [{"text": "Ring 113 med én gang"}]
    assert written[0]["note"] == sent[0]["note"]


def test_the_same_plan_is_in_both_shapes(scene: Scene) -> None:
    imported(scene, v2())
    zoned = to_zoned(*exported(scene))
    for written in (write_v1(zoned), write_v2(zoned)):
        assert from_zones(read_zones(written)).zones == ZONES


def test_no_change_is_none_here_either(scene: Scene) -> None:
    plan = imported(scene, v1())
    assert scene.put(plan).json == plan
