"""One plan in two mouths: whatever valid plan goes in by one comes out by the other as the same."""

from __future__ import annotations

import copy
from collections.abc import Callable
from decimal import Decimal
from typing import Any
from uuid import uuid4

from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

from app.exchange.reader import read_json
from tests.factories.resources import identified
from tests.fhir.desk import HOME, Desk

FACADE = "/api/careplan"
Json = dict[str, Any]
words = st.text(st.characters(codec="utf-8", categories=("L", "N", "P", "S", "Zs")), min_size=1, max_size=30).filter(
    lambda text: bool(text.strip())
)
days = st.dates().map(str) | st.sampled_from(["2026", "2026-11", "2026-11-25"])
decimals = st.decimals(min_value=0, max_value=9999, places=2, allow_nan=False).map(lambda value: Decimal(f"{value:f}"))
extensions = st.lists(
    st.builds(lambda n, text: {"url": f"https://epj.test/{n}", "valueString": text}, st.integers(0, 9), words)
    | st.builds(lambda value: {"url": "https://epj.test/n", "valueDecimal": value}, decimals),
    min_size=1,
    max_size=2,
)
notes = st.lists(st.builds(lambda text: {"text": text}, words), min_size=1, max_size=2)
SHARED: dict[str, Any] = {"extension": extensions, "note": notes}
REQUEST = st.sampled_from(["draft", "active", "on-hold", "revoked", "completed", "unknown"])
GOAL = st.sampled_from(["proposed", "planned", "accepted", "active", "on-hold", "completed", "cancelled", "rejected"])
PARTS: dict[str, dict[str, Any]] = {
    "Condition": SHARED | {"code": st.builds(lambda text: {"text": text}, words), "recordedDate": days},
    "Goal": SHARED
    | {
        "lifecycleStatus": GOAL,
        "description": st.builds(lambda text: {"text": text}, words),
        "startDate": days,
        "target": st.builds(
            lambda day, value: [{"measure": {"text": "Vekt"}, "detailQuantity": {"value": value, "unit": "kg"}, "dueDate": day}],
            days,
            decimals,
        ),
    },
    "ServiceRequest": SHARED
    | {
        "status": REQUEST,
        "priority": st.sampled_from(["routine", "urgent"]),
        "code": st.builds(lambda text: {"text": text}, words),
        "orderDetail": st.lists(st.builds(lambda text: {"text": text}, words), min_size=1, max_size=2),
    },
    "CarePlan": SHARED | {"status": REQUEST, "title": words, "description": words, "created": days},
}


@st.composite
def changes(draw: Any, kind: str) -> Json:
    """Some elements of the kind, with values."""
    names = draw(st.sets(st.sampled_from(sorted(PARTS[kind])), min_size=1))
    return {name: draw(PARTS[kind][name]) for name in sorted(names)}


plans = st.fixed_dictionaries({kind: changes(kind) for kind in PARTS})


def content(resource: Json) -> Json:
    """What was said, without what each mouth says for itself and how it names the patient."""
    return {name: value for name, value in resource.items() if name not in ("id", "meta", "subject")}


def written(desk: Desk, home: str, said: dict[str, Json]) -> dict[str, Json]:
    """The plan and its parts, sent to one mouth; each may be draft, so that many plans may stand beside each other."""
    desk.ids = {kind: str(uuid4()) for kind in desk.ids}
    named = {"type": "Patient", "identifier": {"system": "urn:oid:2.16.578.1.12.4.1.4.1", "value": desk.number}}
    sent = {}
    for resource in desk.everything():
        kind = resource["resourceType"]
        own = resource | {"identifier": identified(desk.ids[kind]), "subject": named} | copy.deepcopy(said[kind])
        if kind == "CarePlan" and own["status"] == "active":
            own["status"] = "draft"
        answer = desk.system.post(f"{home}/{kind}", own, headers={"nhn-patient-nin": desk.number})
        assert answer.status_code == 201, answer.text
        sent[kind] = own
    return sent


def got(desk: Desk, home: str, kind: str) -> Json:
    answer = desk.system.get(f"{home}/{kind}/{desk.ids[kind]}", headers={"nhn-patient-nin": desk.number})
    assert answer.status_code == 200, answer.text
    value = read_json(answer.data)
    assert isinstance(value, dict)
    return value


@settings(max_examples=5, deadline=None, suppress_health_check=list(HealthCheck), phases=[Phase.generate], print_blob=True)
@given(said=plans, again=plans)
def test_it_is_the_same_plan_in_both(new_desk: Callable[..., Desk], said: dict[str, Json], again: dict[str, Json]) -> None:
    for first, second in ((HOME, FACADE), (FACADE, HOME)):
        desk = new_desk()
        sent = written(desk, first, said)
        for kind, own in sent.items():
            assert content(got(desk, first, kind)) == content(own)
            assert content(got(desk, second, kind)) == content(own)
            shown = got(desk, second, kind)
            assert shown["subject"]["identifier"]["value"] == desk.number
            changed = shown | copy.deepcopy(again[kind])
            if kind == "CarePlan" and changed["status"] == "active":
                changed["status"] = "draft"
            headers = {"nhn-patient-nin": desk.number, "If-Match": f'W/"{shown["meta"]["versionId"]}"'}
            answer = desk.system.put(f"{second}/{kind}/{desk.ids[kind]}", changed, headers=headers)
            assert answer.status_code in (200, 422), answer.text
            if answer.status_code == 200:
                assert content(got(desk, first, kind)) == content(changed)
            else:  # it changed nothing, which the façade refuses
                assert answer.headers["nhn-error-code"] == "CPLF-0009"
