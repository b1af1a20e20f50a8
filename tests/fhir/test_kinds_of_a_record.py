"""Every kind over a real record: what its reader sees, in pages, and that what is referred to can be read."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from decimal import Decimal
from typing import Any
from uuid import UUID, uuid4

import pytest

from app.access.gate import NotAllowed
from app.access.purposes import Ground, Purpose
from app.access.record import Record as OpenRecord
from app.fhir.kinds.kind import Asked, Filter, Kind
from app.fhir.kinds.opened import Opened
from app.fhir.kinds.values import Moments, Token
from app.fhir.registry import REGISTRY
from app.platform import clock
from app.platform.db import db
from tests.factories.check_in import a_check_in
from tests.factories.people import (
    a_care_team_member,
    a_clinician,
    a_fullmakt,
    a_patient,
    a_person,
    opened_by_clinician,
    opened_by_patient,
)
from tests.support.oracles import refused_by_fhirclient

LOINC = "http://loinc.org"


class Scene:
    """Kari, her daughter Marte, and nurse Nina who follows her."""

    def __init__(self) -> None:
        self.kari, self.record = a_patient("Kari")
        self.marte = a_person("Marte")
        self.fullmakt = a_fullmakt(self.record, self.marte)
        self.nina, self.nurse = a_clinician("Nina")
        a_care_team_member(self.record, self.nurse)
        self.as_kari = opened_by_patient(self.kari, self.record)
        self.as_nina = opened_by_clinician(self.nina, self.nurse, self.kari, self.record)
        actor = replace(self.as_kari.actor, person_id=self.marte.id, name=self.marte.name)
        allowed = frozenset({Purpose.READ, Purpose.CHECK_IN})
        self.as_marte = replace(self.as_kari, actor=actor, ground=Ground.FULLMAKT, allowed=allowed)


@pytest.fixture
def scene(database: None) -> Iterator[Scene]:
    yield Scene()


def every(record: OpenRecord, kind: str, **settings: Any) -> list[dict[str, Any]]:
    return list(REGISTRY[kind].many(Opened(record), Asked(**{"count": 1000, **settings})).resources)


def found(record: OpenRecord, kind: str, name: str, value: Any) -> list[dict[str, Any]]:
    return every(record, kind, filters=(Filter(name, REGISTRY[kind].parameters[name], (value,)),))


def ids(resources: list[dict[str, Any]]) -> list[str]:
    return [each["id"] for each in resources]


def test_a_check_in_is_a_response_and_its_observations(scene: Scene) -> None:
    readings = {"blood_pressure_systolic": "128", "blood_pressure_diastolic": "82", "weight": "72.40"}
    made = a_check_in(scene.as_kari, "yellow", readings=readings, worried=True, note="Tungt")
    (response,) = every(scene.as_nina, "QuestionnaireResponse")
    assert response["id"] == str(made.id)
    observations = every(scene.as_nina, "Observation")
    assert [each["code"]["coding"][0]["code"] for each in observations].count("85354-9") == 1
    assert len(observations) == 4  # the pressure as one, the weight, the zone and the worry
    assert {each["derivedFrom"][0]["reference"] for each in observations} == {f"QuestionnaireResponse/{made.id}"}
    weight = found(scene.as_nina, "Observation", "code", Token(LOINC, "29463-7"))
    assert [each["valueQuantity"]["value"] for each in weight] == [Decimal("72.40")]
    assert str(weight[0]["valueQuantity"]["value"]) == "72.40"


def test_one_number_of_a_blood_pressure_stands_alone(scene: Scene) -> None:
    a_check_in(scene.as_kari, readings={"blood_pressure_diastolic": "82"})
    (alone,) = found(scene.as_kari, "Observation", "category", Token(None, "vital-signs"))
    assert alone["code"]["coding"][0]["code"] == "8462-4"
    assert "component" not in alone


@pytest.mark.parametrize(
    ("name", "value", "much"),
    [
        ("code", Token(LOINC, "85354-9"), 1),
        ("code", Token(LOINC, "8480-6"), 0),
        ("combo-code", Token(LOINC, "8480-6"), 1),
        ("combo-code", Token(LOINC, "29463-7"), 1),
        ("code", Token("http://snomed.info/sct", "27113001"), 1),
        ("code", Token(None, "2708-6"), 0),
        ("code", Token(None, "zone"), 1),
        ("code", Token("urn:egenplan:observation", "worried"), 1),
        ("code", Token(LOINC, "zone"), 0),
        ("category", Token(None, "survey"), 2),
        ("category", Token("urn:other", "survey"), 0),
        ("category", Token(None, "laboratory"), 1),
        ("value-concept", Token(None, "yellow"), 1),
        ("value-concept", Token(None, "green"), 0),
        ("_id", Token(None, "nobody"), 0),
    ],
)
def test_observations_are_searched(scene: Scene, name: str, value: Token, much: int) -> None:
    readings = {"blood_pressure_systolic": "128", "blood_pressure_diastolic": "82", "weight": "72", "glucose": "6.8"}
    a_check_in(scene.as_kari, "yellow", readings=readings)
    assert len(found(scene.as_nina, "Observation", name, value)) == much


def test_observations_are_searched_by_date(scene: Scene) -> None:
    a_check_in(scene.as_kari, ago=timedelta(days=3), readings={"weight": "70"})
    a_check_in(scene.as_kari, readings={"weight": "71"})
    since = Moments("ge", clock.now() - timedelta(days=1), clock.now())
    assert len(found(scene.as_nina, "Observation", "date", since)) == 3
    newest = every(scene.as_nina, "Observation", sort="date")
    assert [each["effectiveDateTime"] for each in newest] == sorted((e["effectiveDateTime"] for e in newest), reverse=True)


@pytest.mark.parametrize("kind", ["Observation", "QuestionnaireResponse", "AuditEvent", "Provenance"])
@pytest.mark.parametrize("sort", ["_id", "_lastUpdated", "date"])
@pytest.mark.parametrize("descending", [True, False])
def test_pages_hold_everything_once_in_order(scene: Scene, kind: str, sort: str, descending: bool) -> None:
    spoken: Kind = REGISTRY[kind]
    sort = sort if sort in spoken.sorts else "_lastUpdated"
    at = clock.now()
    for _ in range(4):  # two of the same moment, and some of other moments
        a_check_in(scene.as_kari, readings={"weight": "70"}, measured_at=at, received_at=at)
        a_check_in(scene.as_kari, readings={"weight": "70"})
    opened, after, paged = Opened(scene.as_kari), None, []
    for _ in range(40):
        page = spoken.many(opened, Asked(sort=sort, descending=descending, count=3, after=after))
        paged += ids(list(page.resources))
        after = page.after
        if after is None:
            break
    whole = spoken.many(opened, Asked(sort=sort, descending=descending, count=1000))
    assert paged == ids(list(whole.resources))
    assert len(set(paged)) == len(paged) == whole.total
    assert kind in ("AuditEvent", "Provenance") or paged


def test_a_year_of_check_ins_costs_as_many_statements_as_one(scene: Scene, statements: list[str]) -> None:
    a_check_in(scene.as_kari, readings={"weight": "70"})
    del statements[:]
    every(scene.as_nina, "Observation", count=50)
    few = len(statements)
    for days in range(60):
        a_check_in(scene.as_kari, ago=timedelta(days=days), readings={"weight": "70", "pulse": "70"})
    del statements[:]
    page = REGISTRY["Observation"].many(Opened(scene.as_nina), Asked(count=50))
    assert len(page.resources) == 50
    assert page.total == 3 + 60 * 4
    assert len(statements) == few <= 7


def test_each_can_be_read_by_its_own_id_and_only_in_its_own_record(scene: Scene) -> None:
    a_check_in(scene.as_kari, None, readings={"blood_pressure_systolic": "128", "blood_pressure_diastolic": "82"})
    another, elsewhere = a_patient("Fremmed")
    other = opened_by_patient(another, elsewhere)
    for name, kind in REGISTRY.items():
        for resource in every(scene.as_kari, name):
            own = UUID(resource["id"])
            assert kind.one(Opened(scene.as_kari), own) == resource
            assert list(kind.some(Opened(scene.as_kari), [f"urn:uuid:{own}"])) == [resource]
            assert kind.one(Opened(other), own) is None
            if name not in ("Practitioner", "PractitionerRole", "Organization"):
                assert kind.record_of(own) == scene.record.id
        assert kind.one(Opened(scene.as_kari), uuid4()) is None


def test_what_is_referred_to_can_be_read_by_the_same_reader(scene: Scene) -> None:
    a_check_in(scene.as_kari, readings={"weight": "70"})
    a_check_in(replace(scene.as_marte, purpose=Purpose.CHECK_IN), readings={"pulse": "70"})
    for reader in (scene.as_kari, scene.as_marte, scene.as_nina):
        there = {name: every(reader, name) for name in REGISTRY if name != "AuditEvent" or reader is scene.as_kari}
        known = {f"{name}/{each['id']}" for name, all_of_them in there.items() for each in all_of_them}
        dangling = {each for all_of_them in there.values() for one in all_of_them for each in literals(one)} - known
        assert dangling == set()


def literals(value: Any) -> Iterator[str]:
    if isinstance(value, dict):
        if isinstance(value.get("reference"), str):
            yield value["reference"].partition("/_history")[0]
        for each in value.values():
            yield from literals(each)
    elif isinstance(value, list):
        for each in value:
            yield from literals(each)


def test_every_resource_is_read_by_models_made_of_r4(scene: Scene) -> None:
    a_check_in(scene.as_kari, "red", readings={"weight": "70.50"}, worried=True, note="Tungt")
    for name in REGISTRY:
        for resource in every(scene.as_kari, name):
            assert refused_by_fhirclient(resource) is None, name


def test_the_log_is_for_the_patient_alone(scene: Scene) -> None:
    for reader in (scene.as_marte, scene.as_nina):
        for ask in (
            lambda record: every(record, "AuditEvent"),
            lambda record: REGISTRY["AuditEvent"].one(Opened(record), uuid4()),
        ):
            with pytest.raises(NotAllowed):
                ask(reader)
    assert every(scene.as_kari, "AuditEvent") == []


def test_only_the_patient_sees_everybody_who_acts_for_them(scene: Scene) -> None:
    brother = a_fullmakt(scene.record, a_person("Bror"), ended_at=datetime.now(UTC))
    assert set(ids(every(scene.as_kari, "RelatedPerson"))) == {str(scene.fullmakt.id), str(brother.id)}
    assert ids(every(scene.as_marte, "RelatedPerson")) == [str(scene.fullmakt.id)]
    assert every(scene.as_nina, "RelatedPerson") == []
    assert ids(found(scene.as_kari, "RelatedPerson", "active", Token(None, "true"))) == [str(scene.fullmakt.id)]


def test_the_number_is_for_those_who_have_it_already(scene: Scene) -> None:
    (own,), (clinic,), (relative,) = (every(each, "Patient") for each in (scene.as_kari, scene.as_nina, scene.as_marte))
    assert own["identifier"] == clinic["identifier"]
    assert len(own["identifier"][0]["value"]) == 11
    assert "identifier" not in relative


def test_only_those_of_the_record_are_known(scene: Scene) -> None:
    a_clinician("Ukjent")
    for kind in ("Practitioner", "PractitionerRole"):
        assert ids(every(scene.as_kari, kind)) == [str(scene.nurse.id)]
    assert len(every(scene.as_kari, "Organization")) == 1
    (team,) = every(scene.as_kari, "CareTeam")
    assert [each["member"]["reference"] for each in team["participant"]] == [f"PractitionerRole/{scene.nurse.id}"]


@pytest.fixture
def statements(database: None) -> Iterator[list[str]]:
    from sqlalchemy import event

    said: list[str] = []
    listen = lambda _connection, _cursor, statement, *_rest: said.append(statement)  # noqa: E731
    event.listen(db.engine, "before_cursor_execute", listen)
    yield said
    event.remove(db.engine, "before_cursor_execute", listen)
