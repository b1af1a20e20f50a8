"""Many systems at once on one patient: nothing is lost, nothing is there twice."""

from __future__ import annotations

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from typing import Any
from uuid import uuid4

from flask import Flask

from app.exchange.reader import write_json
from tests.careplan.desk import HOME, Desk
from tests.support.own_session import settle

WRITERS = 20


def calling(app: Flask, desk: Desk) -> Callable[..., Any]:
    """A way to call that threads may share: each call has a client of its own."""
    settle()
    told = {name: value.encode().decode("latin-1") for name, value in desk.system.headers.items() if value}

    def call(method: str, way: str, value: Any = None) -> Any:
        client = app.test_client(use_cookies=False)
        body = {"data": write_json(value), "content_type": "application/json"} if value is not None else {}
        return client.open(f"{HOME}/{way}", method=method, headers=told, base_url="http://localhost", **body)  # type: ignore[arg-type]

    return call


def test_twenty_writers_on_one_plan(app: Flask, desk: Desk) -> None:
    desk.write_everything()
    call, way = calling(app, desk), f"CarePlan/{desk.ids['CarePlan']}"

    def write(writer: int) -> list[str]:
        accepted = []
        for attempt in range(3):
            title = f"Skriver {writer}, forsøk {attempt}"
            answer = call("PUT", way, call("GET", way).json | {"title": title})
            assert answer.status_code in (200, 409), answer.text
            accepted += [title] if answer.status_code == 200 else []
        return accepted

    with ThreadPoolExecutor(WRITERS) as pool:
        accepted = [title for titles in pool.map(write, range(WRITERS)) for title in titles]
    past = call("GET", f"{way}/_history").json["entry"]
    assert [entry["resource"]["meta"]["versionId"] for entry in past] == [str(n) for n in range(len(past), 0, -1)]
    assert sorted(entry["resource"]["title"] for entry in past[:-1]) == sorted(accepted)
    assert accepted


def test_twenty_plans_for_one_patient_are_one(app: Flask, desk: Desk) -> None:
    for resource in (desk.condition(), desk.goal(), desk.measure()):
        desk.create(resource)
    call = calling(app, desk)
    with ThreadPoolExecutor(WRITERS) as pool:
        plans = [desk.plan(identifier=None, title=f"Plan {n}") for n in range(WRITERS)]
        codes = sorted(answer.status_code for answer in pool.map(lambda plan: call("POST", "CarePlan", plan), plans))
    assert codes == [201] + [409] * (WRITERS - 1)


def test_one_identifier_for_two_patients_at_once_is_one(app: Flask, new_desk: Callable[[], Desk]) -> None:
    desks = [new_desk() for _ in range(4)]
    uuid = str(uuid4())
    for desk in desks:
        desk.consent()
        desk.ids["Condition"] = uuid
    calls = [(calling(app, desk), desk.condition()) for desk in desks]
    with ThreadPoolExecutor(len(calls)) as pool:
        codes = sorted(answer.status_code for answer in pool.map(lambda one: one[0]("POST", "Condition", one[1]), calls))
    assert codes == [201, 409, 409, 409]


def test_a_new_patient_met_by_many_at_once_is_one(app: Flask, desk: Desk) -> None:
    from tests.careplan.test_consent import newly_met

    newly_met(desk)
    call, said = calling(app, desk), {"subject": desk.person | {"display": "Kari Prøve"}, "consent": True}
    with ThreadPoolExecutor(6) as pool:
        codes = sorted(answer.status_code for answer in pool.map(lambda _: call("POST", "consent", said), range(6)))
    assert set(codes) <= {200, 201}
    assert 201 in codes
