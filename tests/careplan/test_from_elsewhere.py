"""A plan that was written somewhere else here is right through the façade, and can be changed through it."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest

from app.models.plan import Plan
from app.plans.actions import register_plan, revise_plan
from app.platform.db import db
from tests.careplan.desk import HOME, Desk
from tests.plans.contents import a_measure, a_writer, self_care, treatment


@pytest.fixture
def content() -> Any:
    return treatment()


@pytest.fixture
def plan(desk: Desk, content: Any) -> Plan:
    """A treatment plan written with the clinicians' own pen, beside a self-care plan."""
    writer = a_writer((desk.patient, desk.record))
    register_plan(writer, self_care())
    made = register_plan(writer, content)
    db.session.commit()
    desk.ids["CarePlan"] = str(content.identifier).removeprefix("urn:uuid:")
    return made


def test_it_is_found_whole_and_every_reference_leads_somewhere(desk: Desk, plan: Plan) -> None:
    bundle = desk.search(_include="*").json
    assert isinstance(bundle, dict)
    assert (bundle["total"], len(bundle["entry"])) == (1, 4)
    there = {f"{entry['resource']['resourceType']}/{entry['resource']['id']}" for entry in bundle["entry"]}
    assert set(references(bundle)) == there - {f"CarePlan/{desk.ids['CarePlan']}"}
    for each in there:
        assert desk.system.get(f"{HOME}/{each}").status_code == 200


def test_what_is_read_can_be_changed_and_sent_back(desk: Desk, plan: Plan) -> None:
    now = desk.read("CarePlan")
    assert desk.change(now).headers["nhn-error-code"] == "CPLF-0009"
    changed = desk.change(now | {"title": "Ny tittel", "supportingInfo": [{"display": "Mer"}]})
    assert changed.status_code == 200, changed.text
    got = desk.read("CarePlan")
    assert (got["title"], got["supportingInfo"]) == ("Ny tittel", [{"display": "Mer"}])
    assert {name: got[name] for name in ("goal", "activity", "addresses")} == {
        name: now[name] for name in ("goal", "activity", "addresses")
    }


def test_what_is_changed_elsewhere_afterwards_is_right_here(desk: Desk, plan: Plan, content: Any) -> None:
    desk.change(desk.read("CarePlan") | {"note": [{"text": "Fra journalen"}]})
    db.session.expire_all()
    writer, more = a_writer((desk.patient, desk.record)), a_measure("Pusteøvelser")
    db.session.commit()
    new = replace(content, title="Tredje tittel", measures=(more,))
    revise_plan(writer, plan.id, 2, new, "Endret")
    db.session.commit()
    got = desk.read("CarePlan")
    assert (got["title"], got["note"], got["meta"]["versionId"]) == ("Tredje tittel", [{"text": "Fra journalen"}], "3")
    uuid = str(more.identifier).removeprefix("urn:uuid:")
    assert got["activity"] == [{"reference": {"reference": f"ServiceRequest/{uuid}"}}]


def references(value: Any) -> Any:
    """Every literal reference in what was answered."""
    if isinstance(value, dict):
        if isinstance(value.get("reference"), str):
            yield value["reference"]
        for each in value.values():
            yield from references(each)
    if isinstance(value, list):
        for each in value:
            yield from references(each)
