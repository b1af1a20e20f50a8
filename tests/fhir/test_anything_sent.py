"""Whatever is sent is either understood or refused with its place: never an error of ours, and never half kept."""

from __future__ import annotations

import copy
import json
from collections.abc import Callable
from datetime import date
from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st

from app.fhir.resources import care_plan, condition, goal, service_request
from app.planer.plan import from_planer
from app.platform.elements import InvalidResource
from app.platform.exact_json import to_text
from tests.factories.resources import DOCTOR, PATIENT, a_care_plan, a_condition, a_goal, a_planer_request, a_service_request
from tests.fhir.rows import NAMES, goal_row, measure_row, problem_row

TODAY = date(2026, 11, 22)
TIMING = {"repeat": {"boundsPeriod": {"start": "2026-03-24", "end": "2026-12"}, "frequency": 1, "dayOfWeek": ["mon"]}}
WEIGHT = {"coding": [{"system": "http://loinc.org", "code": "29463-7"}], "text": "Vei deg"}
EXTENSION = [{"url": "urn:egenplan:latest-by", "valueTime": "11:00:00"}]

anything = st.recursive(
    st.none()
    | st.booleans()
    | st.integers()
    | st.decimals(allow_nan=False, allow_infinity=False)
    | st.text(st.characters(codec=None))
    | st.dates().map(str),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=5), inner, max_size=3),
    max_leaves=6,
)
RESOURCES: list[tuple[dict[str, Any], Callable[[dict[str, Any]], Any]]] = [
    (a_condition(), lambda sent: condition.to_fhir(problem_row(condition.from_fhir(sent)), PATIENT, DOCTOR)),
    (
        a_goal(target=[{"dueDate": "2027"}], priority={"coding": [{"code": "high-priority"}]}),
        lambda sent: goal.to_fhir(goal_row(goal.from_fhir(sent)), PATIENT, DOCTOR, NAMES),
    ),
    (
        a_service_request(occurrenceTiming=TIMING, extension=EXTENSION, code=WEIGHT),
        lambda sent: service_request.to_fhir(measure_row(service_request.from_fhir(sent, TODAY)), PATIENT, DOCTOR, NAMES),
    ),
]


def places(value: Any) -> list[list[Any]]:
    """The ways to every node."""
    children = value.items() if isinstance(value, dict) else enumerate(value) if isinstance(value, list) else ()
    return [[name, *way] for name, child in children for way in [[], *places(child)]]


@st.composite
def spoiled(draw: Any, resource: dict[str, Any]) -> dict[str, Any]:
    """The resource with anything at all in one place."""
    sent = copy.deepcopy(resource)
    *way, last = draw(st.sampled_from(places(resource)))
    node: Any = sent
    for name in way:
        node = node[name]
    node[last] = draw(anything)
    return sent


@settings(max_examples=400, deadline=None)
@given(st.data())
def test_it_comes_back_whole_or_is_refused(data: st.DataObject):
    resource, there_and_back = data.draw(st.sampled_from(RESOURCES))
    sent = data.draw(spoiled(resource))
    try:
        back = there_and_back(copy.deepcopy(sent))
    except InvalidResource as refused:
        assert refused.path.startswith(resource["resourceType"])
        return

    back.setdefault("identifier", None)
    assert to_text({"identifier": back["identifier"], **sent}, sort_keys=True) == to_text(back, sort_keys=True)


@settings(max_examples=200, deadline=None)
@given(st.data())
def test_a_plan_is_understood_or_refused(data: st.DataObject):
    resource, read = data.draw(st.sampled_from([(a_care_plan(), care_plan.from_fhir), (a_planer_request(), from_planer)]))
    sent = data.draw(spoiled(resource))
    try:
        json.loads(read(sent).received or "")
    except InvalidResource as refused:
        assert refused.path.startswith(("CarePlan", "plan"))
