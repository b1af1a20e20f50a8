"""A register comes in from another system, and what came is on the phones."""

from __future__ import annotations

from collections.abc import Callable
from copy import deepcopy
from datetime import timedelta

import pytest
from sqlalchemy import func, select

from app.models.access_log_entry import AccessLogEntry
from app.models.api_call import ApiCall
from app.models.consent import Consent
from app.models.person import Person
from app.models.plan import Plan
from app.models.record import Record
from app.models.revision import Revision
from app.platform.db import db
from tests.factories.register_lines import SHAPES, Json, bundle, line, number_of, uuid_of
from tests.register.conftest import SYSTEM, Operator, told
from tests.support.phone import Phone

Found = Callable[[Json], tuple[Person, Record]]


def test_a_treatment_plan_comes_in_and_is_on_the_phone(operator: Operator, record_of: Found, phone: Callable[[], Phone]) -> None:
    who = operator.source.patient()
    plan, *parts = operator.source.treatment(who)
    result = operator.imports([operator.with_plan(who, plan, *parts)])
    assert (result.exit_code, told(result)) == (0, "1 new, 0 same, 0 changed, 0 refused.")
    person, record = record_of(who)
    assert (person.given_name.split(), person.family_name) == (who["name"][0]["given"], who["name"][0]["family"])
    page = phone().sign_in(person).get(f"/records/{record.id}/plan").text
    for words in (plan["title"], parts[0]["code"]["text"], *(each["code"]["text"] for each in parts[-3:])):
        assert words in page


@pytest.mark.parametrize("shape", SHAPES)
def test_a_plan_with_zones_comes_in_in_every_shape(
    operator: Operator, record_of: Found, phone: Callable[[], Phone], shape: str
) -> None:
    who = operator.source.patient()
    zones = operator.source.self_care(who, shape)
    assert operator.imports([operator.patient_line(who), line(zones)]).exit_code == 0
    person, record = record_of(who)
    page = phone().sign_in(person).get(f"/records/{record.id}/check-ins/new").text
    sent = zones["clinical_content"]["zones"] if shape == "planer" else []
    texts = [each["condition"] for each in sent] or [
        each["resource"]["code"]["text"] for each in zones["entry"] if each["resource"]["resourceType"] == "Condition"
    ]
    assert len(texts) == 3 and all(text in page for text in texts)


def test_who_answers_and_where_it_came_from_is_in_the_patients_log(
    operator: Operator, record_of: Found, phone: Callable[[], Phone]
) -> None:
    who = operator.source.patient()
    operator.imports([operator.with_plan(who, *operator.source.treatment(who))])
    person, record = record_of(who)
    lines = select(AccessLogEntry, ApiCall).join(ApiCall, ApiCall.access_log_entry_id == AccessLogEntry.id)
    entry, call = db.session.execute(lines.where(AccessLogEntry.record_id == record.id)).one()
    assert (entry.actor_name, entry.purpose, entry.ground, entry.granted) == ("Nina Testesen", "write-plan", "moved", True)
    assert (call.source_system, call.basis) == (SYSTEM, None)
    page = phone().sign_in(person).get(f"/records/{record.id}/access-log").text
    assert "Nina Testesen" in page and "Your plans were moved from one system to another" in page


def test_again_is_the_same_and_writes_nothing(operator: Operator, record_of: Found) -> None:
    people = [operator.source.patient() for _ in range(3)]
    lines = [operator.with_plan(who, *operator.source.treatment(who)) for who in people]
    lines += [line(operator.source.self_care(who, shape)) for who, shape in zip(people, SHAPES, strict=True)]
    nameless = operator.source.self_care(people[0], "planer")
    lines.append(line({name: value for name, value in nameless.items() if name not in ("id", "version")}))
    assert told(operator.imports(lines)) == "7 new, 0 same, 0 changed, 0 refused."
    records = [record_of(who)[1].id for who in people]
    before = revisions(records)
    again = operator.imports(lines)
    assert (again.exit_code, told(again)) == (0, "0 new, 7 same, 0 changed, 0 refused.")
    assert revisions(records) == before


def test_another_content_is_told_and_changed_only_when_asked(operator: Operator, record_of: Found) -> None:
    who = operator.source.patient()
    plan, *parts = operator.source.treatment(who)
    zones = operator.source.self_care(who, "planer")
    operator.imports([operator.with_plan(who, plan, *parts), line(zones)])
    other, otherwise = deepcopy(plan), deepcopy(zones)
    other["title"] = "Ny tittel"
    otherwise["clinical_content"]["zones"][0]["action"] = "Noe annet"
    lines = [line(bundle(other, *parts)), line(otherwise)]
    refused = operator.imports(lines)
    assert (refused.exit_code, told(refused)) == (1, "0 new, 0 same, 0 changed, 2 refused.")
    assert refused.stderr.count("--update") == 2
    assert titles(record_of(who)[1]) == {plan["title"]: 1, "Når pusten blir dårligere": 1}
    changed = operator.imports(lines, "--update")
    assert (changed.exit_code, told(changed)) == (0, "0 new, 0 same, 2 changed, 0 refused.")
    assert titles(record_of(who)[1]) == {"Ny tittel": 2, "Når pusten blir dårligere": 2}


def test_without_a_consent_nothing_comes_in(operator: Operator, record_of: Found) -> None:
    who = operator.source.patient()
    plan = operator.source.treatment(who)
    refused = operator.imports([line(bundle(who, *plan))])
    assert refused.exit_code == 1 and "CPLF-0017" in refused.stderr
    denied = {**operator.source.consent(who), "provision": {"type": "deny"}}
    assert "Consent.provision.type" in operator.imports([line(bundle(who, denied, *plan))]).stderr
    assert told(operator.imports([operator.patient_line(who), line(bundle(*plan))])) == "2 new, 0 same, 0 changed, 0 refused."


def test_a_consent_that_was_taken_back_here_is_not_revived(operator: Operator, record_of: Found) -> None:
    who = operator.source.patient()
    consent = operator.source.consent(who)
    operator.imports([line(bundle(who, consent))])
    _, record = record_of(who)
    row = db.session.scalars(select(Consent).where(Consent.record_id == record.id)).one()
    assert row.given_at.isoformat()[:10] == consent["dateTime"][:10]
    row.withdrawn_at = row.given_at + timedelta(days=3)
    db.session.commit()
    refused = operator.imports([line(bundle(who, consent, *operator.source.treatment(who)))])
    assert refused.exit_code == 1 and "CPLF-0017" in refused.stderr


def test_a_number_that_is_somebody_else_here_is_refused(operator: Operator) -> None:
    who = operator.source.patient()
    operator.imports([operator.patient_line(who)])
    plan = operator.source.treatment(who)
    for other in ({"birthDate": "1999-09-09"}, {"name": [{"given": ["Heltannen"], "family": "Annerledes"}]}):
        refused = operator.imports([operator.with_plan(who | other, *plan)])
        assert refused.exit_code == 1 and "Find out whose it is" in refused.stderr
    married = who | {"name": [{"given": who["name"][0]["given"], "family": "Nygift"}]}
    assert operator.imports([operator.with_plan(married, *plan)]).exit_code == 0


def test_references_by_the_old_servers_ids_lead_to_the_same(operator: Operator, record_of: Found) -> None:
    """As a search of another server answers: ids are its own, and references go by them or by fullUrl."""
    who = operator.source.patient()
    plan, *parts = operator.source.treatment(who)
    for place, part in enumerate(parts):
        part["id"] = f"old-{place}"
    old = {uuid_of(part): part["id"] for part in parts}
    for place in ("addresses", "goal"):
        plan[place] = [{"reference": f"https://old.example/fhir/{kind(each)}/{old[last(each)]}"} for each in plan[place]]
    plan["activity"] = [{"reference": {"reference": f"urn:uuid:{last(each['reference'])}"}} for each in plan["activity"]]
    result = operator.imports([operator.with_plan(who, plan, *parts)])
    assert result.exit_code == 0, result.stderr
    _, record = record_of(who)
    assert db.session.scalar(select(func.count()).select_from(Plan).where(Plan.record_id == record.id)) == 1
    assert told(operator.imports([operator.with_plan(who, plan, *parts)])).startswith("0 new, 1 same")


def test_a_subject_may_be_the_patient_beside_it(operator: Operator) -> None:
    who = operator.source.patient() | {"id": "p1"}
    resources = operator.source.treatment(who)
    for each in resources:
        each["subject"] = {"reference": "Patient/p1"}
    assert operator.imports([operator.with_plan(who, *resources)]).exit_code == 0


def test_somebody_nobody_knows_is_asked_for(operator: Operator) -> None:
    who, nurse = operator.source.patient(), operator.source.patient()
    path = operator.folder / "one.ndjson"
    path.write_bytes(operator.patient_line(who))
    hpr = f"{operator.source.chance.randrange(10**8, 10**9)}"
    answers = [number_of(nurse), "Ny", "Prøve", "SP", "999999999", "Prøvesund"]
    arguments = ["register", "import", "--by", hpr, "--source", SYSTEM, str(path)]
    db.session.rollback()
    result = operator.app.test_cli_runner().invoke(args=arguments, input="\n".join(answers))
    assert result.exit_code == 0, result.output
    assert number_of(nurse) not in result.output
    assert operator.app.test_cli_runner().invoke(args=arguments).exit_code == 0


def test_who_and_where_from_must_be_said(operator: Operator) -> None:
    path = operator.folder / "none.ndjson"
    path.write_bytes(b"")
    for wrong in (["--by", "x", "--source", SYSTEM], ["--by", operator.hpr, "--source", "x"], ["--by", operator.hpr]):
        assert operator.app.test_cli_runner().invoke(args=["register", "import", *wrong, str(path)]).exit_code == 2


def revisions(records: list[object]) -> int | None:
    return db.session.scalar(select(func.count()).select_from(Revision).where(Revision.record_id.in_(records)))


def titles(record: Record) -> dict[str, int]:
    rows = db.session.execute(select(Plan.title, Plan.version).where(Plan.record_id == record.id))
    return {row.title: row.version for row in rows}


def kind(reference: Json) -> str:
    return str(reference["reference"]).split("/")[0]


def last(reference: Json) -> str:
    return str(reference["reference"]).split("/")[-1]
