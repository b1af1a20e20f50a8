"""HL7 Norge's two shapes of a plan with zones, ours, and each as the others."""

from __future__ import annotations

import json
from copy import deepcopy
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from app.fhir.zones import (
    Zoned,
    from_zones,
    is_v2,
    read_v1,
    read_v2,
    read_zones,
    resources_of,
    to_zoned,
    write_v1,
    write_v2,
)
from app.platform.elements import InvalidResource
from app.platform.exact_json import from_text
from app.zones.rules import Level, ZoneContent
from tests.factories.resources import DOCTOR, GOAL_ID, PATIENT, PLAN_ID, identified

GOLDEN = Path(__file__).parent / "golden"
ZONES = (
    ZoneContent(Level.GREEN, "Topp over 80 prosent\nPuster som vanlig", "Fortsett som før"),
    ZoneContent(Level.YELLOW, "Topp mellom 50 og 80 prosent", "Øk medisinen\nRing fastlegen innen et døgn"),
    ZoneContent(Level.RED, "Topp under 50 prosent", "Ring 113"),
)
ZONE_CODES = "http://hl7.no/fhir/ig/planer-hacking/CodeSystem/planer-hacking-observation-severity-zone-cs"


def a_zoned_care_plan(**changes: Any) -> dict[str, Any]:
    return {
        "resourceType": "CarePlan",
        "id": PLAN_ID,
        "identifier": identified(PLAN_ID),
        "status": "active",
        "intent": "plan",
        "title": "Når pusten blir dårligere",
        "description": "Laget sammen",
        "subject": PATIENT,
        "author": DOCTOR,
        "period": {"start": "2026-09-10"},
        "note": [{"text": "Gå til postkassen og hjem"}],
        **changes,
    }


def ours() -> Zoned:
    return to_zoned(a_zoned_care_plan(), ZONES)


def v1() -> list[dict[str, Any]]:
    return deepcopy(write_v1(ours()))


def v2() -> list[dict[str, Any]]:
    return deepcopy(write_v2(ours()))


@pytest.mark.parametrize(("name", "resources"), [("zones-v1", v1()), ("zones-v2", v2())])
def test_it_is_what_it_was_agreed_to_be(name: str, resources: list[dict[str, Any]]) -> None:
    assert resources == json.loads((GOLDEN / f"{name}.json").read_text(encoding="utf-8"))


@pytest.mark.parametrize("name", ["zones-v1", "zones-v2"])
def test_what_was_agreed_is_read_as_our_plan(name: str) -> None:
    plan = from_zones(read_zones(json.loads((GOLDEN / f"{name}.json").read_text(encoding="utf-8"))))
    assert (plan.kind, plan.title, plan.description, plan.zones) == (
        "self_care",
        "Når pusten blir dårligere",
        "Laget sammen",
        ZONES,
    )


def test_v1_follows_its_profile() -> None:
    plan, *conditions = v1()
    assert plan["intent"] == "plan" and len(plan["addresses"]) == 3
    for zone, condition in zip(ZONES, conditions, strict=True):
        assert condition["code"]["text"] == zone.condition
        assert [note["text"] for note in condition["note"]] == [zone.action]
        assert condition["severity"]["coding"][0]["code"] == zone.level
        assert condition["clinicalStatus"]["coding"]


def test_v2_follows_its_profile() -> None:
    plan, *pairs = v2()
    assert "addresses" not in plan and "partOf" not in plan
    for zone, child, condition in zip(ZONES, pairs[::2], pairs[1::2], strict=True):
        assert child["partOf"] == [{"reference": f"CarePlan/{PLAN_ID}"}]
        assert child["addresses"] == [{"reference": f"Condition/{condition['id']}"}]
        assert [each["detail"]["description"] for each in child["activity"]] == [zone.action]
        assert child["activity"][0]["detail"]["status"]
        assert "note" not in condition


def test_nothing_is_lost_between_the_shapes() -> None:
    assert write_v1(read_v2(write_v2(read_v1(v1())))) == v1()
    assert write_v2(read_v1(write_v1(read_v2(v2())))) == v2()


def test_what_one_shape_has_no_place_for_travels_through_it() -> None:
    first, second = v1(), v2()
    first[1]["note"] = [{"text": "Fortsett", "time": "2026-09-10", "authorString": "Nina"}, {"text": "Og sov"}]
    assert write_v1(read_v2(write_v2(read_v1(first)))) == first
    second[1].update(id="mine", title="Grønn", period={"start": "2026"}, note=[{"text": "Til Oddfrid"}])
    second[1]["activity"][0]["detail"]["kind"] = "Task"
    assert write_v2(read_v1(write_v1(read_v2(second)))) == second


def test_what_was_changed_on_the_way_wins() -> None:
    second = v2()
    second[1]["title"] = "Grønn"
    carried = write_v1(read_v2(second))
    carried[1]["note"][0] = {"text": "Noe nytt", "authorString": "Dag"}
    back = write_v2(read_v1(carried))
    assert back[1]["activity"][0]["detail"]["description"] == "Noe nytt"
    assert back[1]["title"] == "Grønn"
    assert write_v1(read_v2(back))[1]["note"] == carried[1]["note"]


def test_other_resources_come_along() -> None:
    extra = {"resourceType": "Observation", "id": "x"}
    assert write_v2(read_v1([*v1(), extra]))[-1] == extra


def test_a_bundle_may_name_its_resources_by_its_entries() -> None:
    plan, *conditions = v1()
    for each in (plan, *conditions):
        each.pop("identifier")
        name = each.pop("id")
        each["fullUrl"] = f"urn:uuid:{name}"
    plan["addresses"] = [{"reference": each["fullUrl"]} for each in conditions]
    entries = [{"fullUrl": each.pop("fullUrl"), "resource": each} for each in (plan, *conditions)]
    assert [zone.level for zone in from_zones(read_zones(resources_of({"entry": entries}))).zones] == list(Level)


def test_the_shape_is_told_by_part_of() -> None:
    assert (is_v2(v1()), is_v2(v2())) == (False, True)


def without(name: str, at: int) -> Any:
    def spoil(resources: list[dict[str, Any]]) -> None:
        del resources[at][name]

    return spoil


def a_second_of_one_level(resources: list[dict[str, Any]]) -> None:
    resources[-1]["severity"] = resources[-2]["severity"] if "severity" in resources[-2] else resources[2]["severity"]


def another_code(resources: list[dict[str, Any]]) -> None:
    resources[-1]["severity"]["coding"][0]["code"] = "orange"


def one_that_is_gone(resources: list[dict[str, Any]]) -> None:
    resources.pop()


@pytest.mark.parametrize("shape", [v1, v2])
@pytest.mark.parametrize(
    ("spoil", "path"),
    [
        (without("severity", -1), ".severity.coding"),
        (without("code", -1), ".code.text"),
        (without("clinicalStatus", -1), ".clinicalStatus.coding.code"),
        (another_code, ".severity.coding[0].code"),
        (a_second_of_one_level, ".severity"),
        (one_that_is_gone, "addresses["),
        (without("resourceType", 0), "CarePlan"),
        (without("intent", 0), "CarePlan.intent"),
        (without("subject", 0), "CarePlan.subject.identifier.value"),
    ],
)
def test_what_is_not_whole_is_refused_with_its_place(shape: Any, spoil: Any, path: str) -> None:
    resources = shape()
    spoil(resources)
    with pytest.raises(InvalidResource) as refused:
        from_zones(read_zones(resources))
    assert path in refused.value.path


def test_a_zone_in_v1_says_what_to_do() -> None:
    resources = v1()
    del resources[1]["note"]
    with pytest.raises(InvalidResource) as refused:
        read_v1(resources)
    assert refused.value.path == "CarePlan.addresses[0].note.text"


def test_a_plan_without_zones_is_no_v1() -> None:
    with pytest.raises(InvalidResource, match="addresses"):
        read_v1([a_zoned_care_plan()])


@pytest.mark.parametrize(
    "spoil",
    [
        lambda child: child.update(activity=[]),
        lambda child: child.update(activity=child["activity"] * 2),
        lambda child: child["activity"][0]["detail"].pop("description"),
        lambda child: child.update(partOf=[{"reference": "CarePlan/other"}]),
        lambda child: child.update(addresses=[]),
        lambda child: child.update(modifierExtension=[{"url": "urn:x"}]),
    ],
)
def test_a_zones_own_plan_must_be_one(spoil: Any) -> None:
    resources = v2()
    spoil(resources[1])
    with pytest.raises(InvalidResource):
        read_v2(resources)


@pytest.mark.parametrize("text", ["", "{", "[]", "{}", '{"resourceType":"CarePlan"}', "1E9999999", "NaN", "[" * 5000, 7])
def test_nobody_can_put_something_else_into_what_travels(text: Any) -> None:
    resources = v1()
    resources[1]["extension"] = [{"url": "urn:egenplan:zone-care-plan", "valueString": text}]
    with pytest.raises(InvalidResource):
        read_v1(resources)


def test_words_changed_here_are_in_what_is_exported_and_their_old_codes_are_not() -> None:
    first = v1()
    first[1]["code"]["coding"] = [{"system": "urn:x", "code": "old"}]
    first[2]["category"] = [{"text": "Lunge"}]
    plan = from_zones(read_v1(first))
    green, yellow, red = plan.zones
    zones = (replace(green, condition="Alt vel"), replace(yellow, action="Ring oss", language="en"), red)
    written = write_v1(to_zoned(from_text(plan.received or ""), zones))
    assert written[1] == {**first[1], "code": {"text": "Alt vel"}}
    assert written[2] == {**first[2], "note": [{"text": "Ring oss"}], "language": "en"}
    assert written[0] == first[0]


@pytest.mark.parametrize(
    "text", ["", "[1]", "{}", "[{}]", '[{"address":1,"condition":{},"note":1,"plan":1}]', "1E9999999", 7, None]
)
def test_nobody_can_put_something_else_where_zones_are_kept(text: Any) -> None:
    plan = a_zoned_care_plan(extension=[{"url": "urn:egenplan:zones", "valueString": text}])
    assert to_zoned(plan, ZONES).zones == ours().zones
    assert from_zones(replace(ours(), plan=plan)).received == from_zones(ours()).received


def test_a_plan_that_goes_by_another_name_here_keeps_its_zones() -> None:
    second = v2()
    second[1]["title"] = "Grønn"
    kept = from_text(from_zones(read_v2(second)).received or "")
    written = write_v2(to_zoned({**kept, "id": "own", "identifier": identified(GOAL_ID)}, ZONES))
    assert written[1]["title"] == "Grønn" and written[1]["partOf"] == [{"reference": "CarePlan/own"}]
    assert write_v2(read_v1(write_v1(read_v2(written)))) == written
