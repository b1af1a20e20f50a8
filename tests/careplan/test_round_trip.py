"""Whatever valid plan is written through the façade comes back as it was, and its words are on the patient's plan page."""

from __future__ import annotations

from collections.abc import Callable
from html import unescape
from typing import Any
from uuid import uuid4

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.careplan.desk import HOME, Desk
from tests.factories.resources import identified
from tests.fhir.test_zones_any import words
from tests.support.phone import Phone

Json = dict[str, Any]
SETTINGS = settings(max_examples=12, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
rhythms = st.sampled_from(
    [
        None,
        {"repeat": {"frequency": 1, "period": 1, "periodUnit": "d"}},
        {"repeat": {"frequency": 1, "period": 2, "periodUnit": "d", "timeOfDay": ["08:00:00"]}},
        {"repeat": {"frequency": 1, "period": 1, "periodUnit": "wk", "dayOfWeek": ["mon", "fri"]}},
    ]
)
# What R4 has and Egenplan does not show, and what only its sender knows.
unknown = st.fixed_dictionaries(
    {},
    optional={
        "language": st.sampled_from(["nb", "se"]),
        "extension": st.lists(
            st.builds(lambda text: {"url": "urn:sender:own", "valueString": text}, words), min_size=1, max_size=2
        ),
    },
)
plans = st.fixed_dictionaries(
    {
        "title": words,
        "description": words | st.none(),
        "problems": st.lists(st.tuples(words, unknown), min_size=1, max_size=2),
        "goals": st.lists(st.tuples(words, st.booleans(), unknown), max_size=2),
        "measures": st.lists(st.tuples(words, words | st.none(), rhythms, unknown), max_size=2),
        "unknown": unknown,
    }
)


@SETTINGS
@given(plans)
def test_a_plan_comes_back_and_is_on_the_page(
    new_desk: Callable[[], Desk], phone: Callable[[], Phone], drawn: dict[str, Any]
) -> None:
    desk = new_desk()
    desk.consent()
    sent = resources(desk, drawn)
    for each in sent:
        answer = desk.create(each)
        assert answer.status_code == 201, (answer.text, each)
    for each in sent:
        kind, uuid = each["resourceType"], each["identifier"][0]["value"].removeprefix("urn:uuid:")
        got = desk.system.get(f"{HOME}/{kind}/{uuid}").json
        assert isinstance(got, dict)
        assert {name: value for name, value in got.items() if name not in ("id", "meta")} == plain(each)
    shown = squeezed(unescape(phone().sign_in(desk.patient).get(f"/records/{desk.record_id}/plan").text))
    said = [drawn["title"], *(each[0] for name in ("problems", "goals", "measures") for each in drawn[name])]
    assert [each for each in said if squeezed(each) not in shown] == []


def resources(desk: Desk, drawn: dict[str, Any]) -> list[Json]:
    """The parts first, then the plan that names them all."""
    problems = [desk.condition(**named(), code={"text": text}, **more) for text, more in drawn["problems"]]
    about = [to(problems[0])]
    goals = [
        desk.goal(**named(), description={"text": text}, addresses=about, expressedBy=desk.person if own else desk.author, **more)
        for text, own, more in drawn["goals"]
    ]
    measures = [
        desk.measure(
            **named(),
            code={"text": title},
            orderDetail=[{"text": detail}] if detail else None,
            occurrenceTiming=rhythm,
            reasonReference=about,
            **more,
        )
        for title, detail, rhythm, more in drawn["measures"]
    ]
    plan = desk.plan(
        **named(),
        title=drawn["title"],
        description=drawn["description"],
        addresses=[to(each) for each in problems],
        goal=[to(each) for each in goals] or None,
        activity=[{"reference": to(each)} for each in measures] or None,
        **drawn["unknown"],
    )
    return [*problems, *goals, *measures, plan]


def named() -> Json:
    return {"identifier": identified(str(uuid4()))}


def to(resource: Json) -> Json:
    return {"reference": f"{resource['resourceType']}/{resource['identifier'][0]['value'].removeprefix('urn:uuid:')}"}


def plain(value: Any) -> Any:
    """As a reader of JSON without exact decimals has it."""
    if isinstance(value, dict):
        return {name: plain(each) for name, each in value.items()}
    if isinstance(value, list):
        return [plain(each) for each in value]
    return value if value is None or isinstance(value, bool | int | str) else float(value)


def squeezed(text: str) -> str:
    return " ".join(text.split())
