"""Many systems at once on one patient through plain FHIR: nothing is lost, nothing is there twice."""

from __future__ import annotations

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from typing import Any
from uuid import uuid4

from flask import Flask

from app.exchange.reader import write_json
from tests.fhir.desk import HOME, Desk, posted
from tests.support.own_session import settle

WRITERS = 20


def calling(app: Flask, desk: Desk) -> Callable[..., Any]:
    """A way to call that threads may share: each call has a client of its own."""
    settle()
    told = {name: value.encode().decode("latin-1") for name, value in desk.system.headers.items() if value}

    def call(method: str, way: str, value: Any = None, **headers: str) -> Any:
        body = {"data": write_json(value), "content_type": "application/fhir+json"} if value is not None else {}
        client = app.test_client(use_cookies=False)
        return client.open(f"{HOME}{way}", method=method, headers=told | headers, base_url="http://localhost", **body)  # type: ignore[arg-type]

    return call


def test_twenty_writers_on_one_plan(app: Flask, desk: Desk) -> None:
    desk.write_everything()
    call, way = calling(app, desk), f"/CarePlan/{desk.ids['CarePlan']}"

    def write(writer: int) -> list[str]:
        accepted = []
        for attempt in range(3):
            title, now = f"Skriver {writer}, forsøk {attempt}", call("GET", way).json
            answer = call("PUT", way, now | {"title": title}, **{"If-Match": f'W/"{now["meta"]["versionId"]}"'})
            assert answer.status_code in (200, 412), answer.text
            accepted += [title] if answer.status_code == 200 else []
        return accepted

    with ThreadPoolExecutor(WRITERS) as pool:
        accepted = [title for titles in pool.map(write, range(WRITERS)) for title in titles]
    past = call("GET", f"{way}/_history").json["entry"]
    assert [entry["resource"]["meta"]["versionId"] for entry in past] == [str(n) for n in range(len(past), 0, -1)]
    assert sorted(entry["resource"]["title"] for entry in past[:-1]) == sorted(accepted)
    assert accepted


def test_one_conditional_create_by_many_is_one(app: Flask, desk: Desk) -> None:
    call, sent = calling(app, desk), desk.condition()
    condition = {"If-None-Exist": f"identifier={desk.ids['Condition']}"}
    with ThreadPoolExecutor(8) as pool:
        codes = sorted(each.status_code for each in pool.map(lambda _: call("POST", "/Condition", sent, **condition), range(8)))
    assert codes == [200] * 7 + [201]


def test_transactions_over_two_patients_never_wait_for_each_other(app: Flask, new_desk: Callable[[], Desk]) -> None:
    one, two = new_desk(), new_desk()
    call = calling(app, one)

    def send(number: int) -> int:
        first, second = (one, two) if number % 2 else (two, one)
        sent = [posted(each.condition(identifier=[{"system": "urn:epj", "value": str(uuid4())}])) for each in (first, second)]
        status: int = call("POST", "", {"resourceType": "Bundle", "type": "transaction", "entry": sent}).status_code
        return status

    with ThreadPoolExecutor(8) as pool:
        assert set(pool.map(send, range(16))) == {200}
    assert one.find("Condition")["total"] == two.find("Condition")["total"] == 16
