"""What is only read through /fhir: each resource as it is on the wire, and read by models generated from R4 4.0.1."""

from __future__ import annotations

import json
from dataclasses import replace
from datetime import datetime
from pathlib import Path
from uuid import uuid4

import pytest

from app.fhir.hands import Hands
from app.fhir.measured import codes_beside
from app.fhir.reported import worry_id, zone_id
from app.fhir.resources import audit_event, observation, provenance
from app.fhir.zones.shape import ZONE_CODES
from app.platform.exact_json import to_text
from app.readings.rules import KINDS
from tests.fhir.said import HANDS, KARI, MARTE, PRIVATE, SUBJECT, WEIGHT, a_line, a_report, a_revision, everything
from tests.support.oracles import refused_by_fhirclient

GOLDEN = Path(__file__).parent / "golden" / "read-only-kinds.json"
SAID = everything()


def test_every_resource_is_as_it_was() -> None:
    golden = json.loads(GOLDEN.read_text(encoding="utf-8"))
    assert json.loads(to_text(SAID)) == golden


@pytest.mark.parametrize("name", SAID)
def test_each_is_read_by_models_made_of_r4(name: str) -> None:
    assert refused_by_fhirclient(SAID[name]) is None


def test_a_wrong_one_would_be_refused() -> None:
    assert refused_by_fhirclient(SAID["weight"] | {"status": 1})
    assert refused_by_fhirclient(SAID["weight"] | {"effectiveDateTime": "in the morning"})
    assert refused_by_fhirclient({name: value for name, value in SAID["weight"].items() if name != "code"})


def test_decimals_are_those_that_were_typed() -> None:
    assert '"value":72.40,' in to_text(SAID["weight"])


def test_a_moment_stands_on_the_clock_of_the_patient() -> None:
    far = observation.measured(a_report(time_zone="America/New_York"), WEIGHT, HANDS)
    assert far["effectiveDateTime"] == "2026-09-10T02:30:00.000-04:00"
    assert datetime.fromisoformat(far["effectiveDateTime"]) == a_report().measured_at


def test_unknown_is_never_green() -> None:
    for unknown in (None, "", "grønn", "GREEN", "blue"):
        made = observation.zone(a_report(zone=unknown), HANDS)
        assert "valueCodeableConcept" not in made
        assert "green" not in json.dumps(made)
        assert made["dataAbsentReason"]["coding"][1] == {"system": "urn:egenplan:zone", "code": "unsure"}
    for known in ("green", "yellow", "red"):
        coding = observation.zone(a_report(zone=known), HANDS)["valueCodeableConcept"]["coding"]
        assert coding[0]["system"] == ZONE_CODES
        assert [each["code"] for each in coding] == [known, known]


def test_every_kind_that_can_be_measured_has_a_name_in_loinc() -> None:
    for kind in KINDS.values():
        assert codes_beside("http://loinc.org", kind.code) == (kind.code,)
    assert codes_beside("http://loinc.org", "2708-6") == ("59408-5",)
    assert codes_beside("http://loinc.org", "1-1") == ()


def test_the_id_of_what_has_no_row_can_be_turned_back() -> None:
    own = uuid4()
    assert len({own, zone_id(own), worry_id(own)}) == 3
    assert zone_id(zone_id(own)) == worry_id(worry_id(own)) == own


def test_who_wrote_is_named_and_only_read_by_those_who_may() -> None:
    daughter = a_report(written_by_id=MARTE, author_name="Marte Prøve", author_role="relative")
    assert HANDS.of(daughter)["reference"].startswith("RelatedPerson/")
    stranger = replace(HANDS, relatives={})
    assert stranger.of(daughter) == {"type": "RelatedPerson", "display": "Marte Prøve"}
    assert Hands(SUBJECT).of(a_revision()) == {"type": "PractitionerRole", "display": "Nina Prøvesen"}


def test_somebody_at_work_is_never_taken_for_a_private_person() -> None:
    """A nurse may also be the patient's daughter: what she wrote as a daughter does not name the nurse."""
    as_daughter = replace(HANDS, personnel={MARTE: next(iter(HANDS.personnel.values()))})
    made = provenance.to_fhir(
        a_revision(written_by_id=MARTE, author_role="relative", author_organisation=None, on_behalf=True),
        "Goal",
        "1",
        as_daughter,
    )
    assert made["agent"][0]["who"]["type"] == "RelatedPerson"
    assert made["agent"][0]["onBehalfOf"] == SUBJECT


def test_the_log_tells_who_why_and_what_system() -> None:
    made = audit_event.to_fhir(a_line(), SUBJECT, KARI)
    assert [each["requestor"] for each in made["agent"]] == [True, False]
    assert made["agent"][1]["name"] == "Prøve-EPJ 1.0"
    assert made["purposeOfEvent"][0]["coding"][0]["code"] == "TREAT"
    refused = audit_event.to_fhir(a_line(granted=False, ground="none", **PRIVATE), SUBJECT, KARI)
    assert refused["outcome"] == "4"
    own = audit_event.to_fhir(a_line(actor_id=KARI, **PRIVATE), SUBJECT, KARI)
    assert own["purposeOfEvent"][0]["coding"][0]["code"] == "PATRQT"
    assert own["agent"][0]["who"] == SUBJECT
