"""Whatever plan with zones there is, no shape loses any of it; and whatever else is sent is refused, not fallen over."""

from __future__ import annotations

import copy
from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st

from app.fhir.zones import from_zones, read_v1, read_v2, read_zones, to_zoned, write_v1, write_v2
from app.platform.elements import InvalidResource
from app.platform.exact_json import from_text, to_text
from app.zones.rules import Level, ZoneContent
from tests.fhir.test_anything_sent import anything, places
from tests.fhir.test_zones import a_zoned_care_plan, v1, v2

words = st.text(st.characters(codec="utf-8", exclude_categories=("Cc", "Cs")), min_size=1, max_size=40).filter(str.strip)
values = st.recursive(
    st.booleans() | st.integers(-(2**63), 2**63 - 1) | st.decimals(-1000, 1000, places=3) | words,
    lambda inner: st.lists(inner, min_size=1, max_size=2) | st.dictionaries(words, inner, min_size=1, max_size=2),
    max_leaves=4,
)
# Members that nobody has a meaning for here, so that they can hold anything.
unknown = st.dictionaries(st.sampled_from(["x1", "x2", "x3"]), values, max_size=2)
zone_sets = st.lists(
    st.builds(ZoneContent, st.sampled_from(Level), words, words), min_size=1, max_size=3, unique_by=lambda z: z.level
)


@given(zone_sets, words, words | st.none())
@settings(max_examples=40, deadline=None)
def test_our_plan_comes_back_through_either(zones: list[ZoneContent], title: str, description: str | None) -> None:
    zoned = to_zoned(a_zoned_care_plan(title=title, description=description), zones)
    for plan in (from_zones(read_v1(write_v1(zoned))), from_zones(read_v2(write_v2(zoned)))):
        assert (plan.title, plan.description, list(plan.zones)) == (title, description, zones)


@given(zone_sets, st.lists(unknown, min_size=8, max_size=8), st.lists(st.fixed_dictionaries({"text": words}), max_size=2))
@settings(max_examples=60, deadline=None)
def test_v1_comes_back_from_v2(zones: list[ZoneContent], extras: list[dict[str, Any]], notes: list[dict[str, Any]]) -> None:
    sent = write_v1(to_zoned(a_zoned_care_plan(**extras[0]), zones))
    for condition, extra, note in zip(sent[1:], extras[1:4], extras[4:7], strict=False):
        condition.update(extra)
        condition["note"] = [{**condition["note"][0], **note}, *notes]
    before = copy.deepcopy(sent)
    assert write_v1(read_v2(write_v2(read_v1(sent)))) == before


@given(zone_sets, st.lists(unknown, min_size=13, max_size=13))
@settings(max_examples=60, deadline=None)
def test_v2_comes_back_from_v1(zones: list[ZoneContent], extras: list[dict[str, Any]]) -> None:
    sent = write_v2(to_zoned(a_zoned_care_plan(**extras[0]), zones))
    for resource, extra in zip(sent[1:], extras[1:7], strict=False):
        resource.update(extra)
    for child, extra in zip(sent[1::2], extras[7:10], strict=False):
        child["activity"][0].update(extra)
    for child, extra in zip(sent[1::2], extras[10:13], strict=False):
        child["activity"][0]["detail"].update(extra)
    before = copy.deepcopy(sent)
    assert write_v2(read_v1(write_v1(read_v2(sent)))) == before


@given(st.sampled_from([v1(), v2()]), st.lists(unknown, min_size=7, max_size=7))
@settings(max_examples=60, deadline=None)
def test_what_was_imported_is_exported_whole(resources: list[dict[str, Any]], extras: list[dict[str, Any]]) -> None:
    sent = [{**resource, **extra} for resource, extra in zip(resources, extras, strict=False)]
    zoned = read_zones(sent)
    plan = from_zones(zoned)
    assert to_zoned(from_text(plan.received or ""), plan.zones) == zoned


@given(st.sampled_from([v1(), v2()]), st.data())
@settings(max_examples=200, deadline=None)
def test_anything_in_any_place_is_read_or_refused(resources: list[dict[str, Any]], data: st.DataObject) -> None:
    sent = copy.deepcopy(resources)
    *way, last = data.draw(st.sampled_from(places(resources)))
    node: Any = sent
    for step in way:
        node = node[step]
    node[last] = data.draw(anything)
    try:
        zoned = read_zones(sent)
        from_zones(zoned)
    except InvalidResource:
        return
    for written in (write_v1(zoned), write_v2(zoned)):
        to_text(written)
