"""Who wrote is who the token says; what the caller said beside that comes back, and never under another's name."""

from __future__ import annotations

from typing import Any
from uuid import UUID

import pytest

from app.access.revisions import keep
from app.models.plan import Plan
from app.platform.db import db
from tests.factories.people import a_care_team_member, a_clinician, opened_by_clinician
from tests.planer.conftest import PLANS, Scene
from tests.support.api import System

SENT = {"type": "patient", "name": "En annen", "department": "Lunge", "shift": {"night": True}}


def read(scene: Scene, plan: dict[str, Any]) -> Any:
    return scene.system.get(f"{PLANS}/{plan['id']}").json


def test_what_was_said_beside_who_wrote_comes_back(scene: Scene) -> None:
    plan = scene.create(updated_by=SENT)
    facts = scene.create()["updated_by"]
    assert (facts["name"], facts["type"], facts["id"]) == ("Nina Testesen", "practitioner", scene.nurse[1].hpr_number)
    assert plan["updated_by"] == {**facts, "department": "Lunge", "shift": {"night": True}}
    assert read(scene, plan)["updated_by"] == plan["updated_by"]


def test_nobody_can_be_said_to_have_written_but_the_one_who_did(scene: Scene) -> None:
    facts = scene.create()["updated_by"]
    for said in ({"organization": {"id": "1", "unit": "A"}}, {"type": "patient"}, {"name": "En annen"}, {**SENT, "id": "1"}):
        assert scene.create(updated_by=said)["updated_by"] == facts


def test_what_is_sent_back_as_it_was_read_is_not_said_of_the_next(scene: Scene) -> None:
    plan = scene.create(updated_by=SENT)
    doctor = System(scene.app).as_clinician(*a_clinician("Dag", "LE"), basis="UNNTAK")
    changed = doctor.put(f"{PLANS}/{plan['id']}", {**plan, "comment": "Justert"}).json
    assert changed["updated_by"]["name"] == "Dag Testesen"  # type: ignore[index]
    assert not {"department", "shift"} & set(changed["updated_by"])  # type: ignore[index]


def test_the_next_to_write_says_it_anew(scene: Scene) -> None:
    plan = scene.create(updated_by=SENT)
    changed = scene.put(plan, comment="Justert", updated_by={"department": "Hjerte"}).json
    assert (changed["updated_by"]["department"], "shift" in changed["updated_by"]) == ("Hjerte", False)  # type: ignore[index]
    bare = scene.put(changed, comment="Igjen", updated_by=None).json  # type: ignore[arg-type]
    assert "department" not in bare["updated_by"]  # type: ignore[index]


@pytest.mark.parametrize("way", ["pen", "zones"])
def test_what_one_said_never_stands_beside_another_who_changed_the_plan_elsewhere(scene: Scene, way: str) -> None:
    plan = scene.create(updated_by=SENT)
    doctor = a_clinician("Dag", "LE")
    a_care_team_member(scene.record, doctor[1])
    if way == "pen":
        opened = opened_by_clinician(*doctor, scene.patient, scene.record)
        row = db.session.get_one(Plan, UUID(plan["id"]))
        row.description = "Skrevet for hånd"
        keep(opened, row)
        db.session.commit()
    else:
        caller = System(scene.app).as_clinician(*doctor, audiences=("egenplan:fhir",), scope=["user/*.cruds"])
        found = caller.get(f"/fhir/CarePlan/{plan['id']}")
        sent = {**found.json, "title": "Skrevet som FHIR"}  # type: ignore[dict-item]
        assert caller.put(f"/fhir/CarePlan/{plan['id']}", sent, headers={"If-Match": found.headers["ETag"]}).status_code == 200
    now = read(scene, plan)
    assert (now["version"], now["updated_by"]["name"]) == (2, "Dag Testesen")
    assert not {"department", "shift"} & set(now["updated_by"])
