"""Moving house: what is written out here and brought in elsewhere is the same plans there."""

from __future__ import annotations

import json
from collections.abc import Callable
from typing import Any
from uuid import uuid4

import pytest
from sqlalchemy import select

from app.consents.actions import give_consent
from app.models.access_log_entry import AccessLogEntry
from app.models.goal import Goal
from app.plans.actions import register_plan
from app.platform.db import db
from tests.factories.people import a_patient
from tests.factories.register_lines import SHAPES, Json, bundle, line
from tests.plans.contents import a_goal, a_measure, a_writer, self_care, treatment
from tests.register.conftest import Operator, told

# What a server says of a resource: these may differ after a move, nothing else may.
_SERVERS = ("version", "updated_at", "updated_by", "meta")


def exported(operator: Operator) -> list[bytes]:
    path = operator.folder / f"{uuid4()}.ndjson"
    arguments = ["register", "export", "--by", operator.hpr, "--to", "Ny-EPJ 1.0", str(path)]
    result = operator.app.test_cli_runner().invoke(args=arguments)
    assert result.exit_code == 0, result.output
    assert path.stat().st_mode & 0o077 == 0
    assert operator.app.test_cli_runner().invoke(args=arguments).exit_code == 1, "nothing is written over"
    return path.read_bytes().splitlines(keepends=True)


def settled(lines: list[bytes]) -> list[Any]:
    return sorted((without(json.loads(each)) for each in lines), key=json.dumps)


def without(value: Any) -> Any:
    if isinstance(value, dict):
        return {name: without(each) for name, each in sorted(value.items()) if name not in _SERVERS}
    return [without(each) for each in value] if isinstance(value, list) else value


def test_what_is_exported_and_imported_is_exported_the_same(house: Callable[[], Operator]) -> None:
    old, new = house(), house()
    assert old.imports(old.source.lines(6)).exit_code == 0
    with old.app.app_context():
        written_here()
    lines = exported(old)
    assert len(lines) == 7 * 3, "each patient, and two plans of each"
    brought = new.imports(lines)
    assert (brought.exit_code, told(brought)) == (0, f"{len(lines)} new, 0 same, 0 changed, 0 refused."), brought.stderr
    assert settled(exported(new)) == settled(lines)
    again = new.imports(lines)
    assert told(again) == f"0 new, {len(lines)} same, 0 changed, 0 refused.", again.stderr


def written_here() -> None:
    """Plans written with the clinicians' own pen: no resource was ever received, and there are contacts."""
    patient = a_patient()
    writer = a_writer(patient)
    give_consent(writer)
    register_plan(writer, treatment())
    register_plan(writer, self_care(goals=(a_goal(),), measures=(a_measure("Sjekk inn", asks_for="check-in"),)), "Laget sammen")
    db.session.commit()


@pytest.mark.parametrize("shape", SHAPES)
def test_a_self_care_plan_keeps_its_contacts_and_the_rest(house: Callable[[], Operator], shape: str) -> None:
    old, new = house(), house()
    who = old.source.patient()
    plan = old.source.self_care(who, shape)
    contacts = [{"role": "Legevakt", "name": None, "phone": "116117", "hours": "alltid", "levels": ["red"], "language": "nb"}]
    if shape == "planer":
        plan["egenplan"] = {
            "contacts": [{name: value for name, value in contacts[0].items() if value}],
            "starts_on": "2026-03-01",
        }
    else:
        first = plan["entry"][0]["resource"]
        first["extension"] = [{"url": "urn:egenplan:contacts", "valueString": json.dumps(contacts)}]
    assert old.imports([old.patient_line(who), line(plan)]).exit_code == 0
    lines = exported(old)
    assert "116117" in lines[-1].decode()
    assert new.imports(lines).exit_code == 0
    assert settled(exported(new)) == settled(lines)


def test_what_is_the_patients_own_and_what_is_deleted_stay(house: Callable[[], Operator]) -> None:
    old = house()
    who = old.source.patient()
    old.imports([old.with_plan(who, *old.source.treatment(who))])
    with old.app.app_context():
        goal = db.session.scalars(select(Goal)).first()
        assert goal
        goal.deleted_at = goal.created_at
        text = str(goal.identifier)
        db.session.commit()
    lines = exported(old)
    assert len(lines) == 2 and text.encode() not in b"".join(lines)
    with old.app.app_context():
        grounds = {tuple(row) for row in db.session.execute(select(AccessLogEntry.purpose, AccessLogEntry.ground))}
    assert ("follow-up", "moved") in grounds


@pytest.mark.parametrize(
    "extras",
    [
        {"contacts": [{"role": 7}]},
        {"contacts": {}},
        {"contacts": [{"role": "x", "levels": ["blue"]}]},
        {"goals": [{}]},
        {"starts_on": "x"},
        {"measures": [{"subject": {}}]},
        [],
        7,
    ],
)
def test_hostile_extras_are_refused(operator: Operator, extras: Any) -> None:
    who: Json = operator.source.patient()
    plan = operator.source.self_care(who, "planer") | {"egenplan": extras}
    refused = operator.imports([operator.patient_line(who), line(plan)])
    assert told(refused) == "1 new, 0 same, 0 changed, 1 refused." and "CPLF-" in refused.stderr and "CPLS" not in refused.stderr


def test_hostile_contacts_in_an_extension_are_refused(operator: Operator) -> None:
    who = operator.source.patient()
    operator.imports([operator.patient_line(who)])
    for text in ("{", "7", '[{"role":[]}]', '{"a":1E9999999}'):
        plan, *parts = operator.source.treatment(who)
        plan["extension"] = [{"url": "urn:egenplan:contacts", "valueString": text}]
        refused = operator.imports([line(bundle(plan, *parts))])
        assert refused.exit_code == 1 and "CPLF-0005" in refused.stderr
