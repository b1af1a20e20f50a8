"""Broken and hostile bodies: refused with a national code, never a failure of ours."""

from __future__ import annotations

import json
import random
from collections.abc import Callable
from typing import Any

import pytest

from tests.careplan.desk import HOME, Desk
from tests.support.phone import Phone

DEEP: Any = "x"
for _ in range(45):
    DEEP = {"a": [DEEP]} if isinstance(DEEP, str) else {"a": DEEP}
VALUES: list[Any] = [
    *("", " ", "x" * 5000, "æ" * 400, "\u202e", "a\u0001b", "0001-01-01", "9999-12-31", "2026-02-30", "T", "24:00", "\ud7ff"),
    *(
        0,
        -1,
        2**63 - 1,
        -(2**63),
        True,
        False,
        [],
        {},
        [[]],
        [{}],
        [None],
        [1],
        {"a": 1},
        DEEP,
        "urn:uuid:",
        "urn:uuid:x",
        "Condition/",
    ),
]
TRIES = 120
KINDS = ("Condition", "Goal", "ServiceRequest", "CarePlan")


@pytest.mark.parametrize("kind", KINDS)
def test_no_value_anywhere_makes_it_fail(desk: Desk, phone: Callable[[], Phone], kind: str) -> None:
    for resource in (desk.condition(), desk.goal(), desk.measure()):
        desk.create(resource)
    answers = [(place, value, desk.system.post(f"{HOME}/{kind}", each)) for place, value, each in sample(whole(desk, kind))]
    failed = [(place, str(value)[:40], answer.status_code) for place, value, answer in answers if answer.status_code >= 500]
    assert failed == []
    made = [answer.json["id"] for _, _, answer in answers if answer.status_code == 201]  # type: ignore[index]
    for each in made[:10]:
        assert desk.system.get(f"{HOME}/{kind}/{each}").status_code == 200
        assert desk.system.get(f"{HOME}/{kind}/{each}/_history").status_code == 200
    mine = phone().sign_in(desk.patient)
    for room in ("plan", "plan/history", "today", "goals", "measures", "progress"):
        assert mine.get(f"/records/{desk.record_id}/{room}").status_code == 200


def whole(desk: Desk, kind: str) -> dict[str, Any]:
    made = {"Condition": desk.condition, "Goal": desk.goal, "ServiceRequest": desk.measure, "CarePlan": desk.plan}[kind]
    bounds = {"start": "2026-01-01", "end": "2026-12-31"}
    resource = made(identifier=None) | {"period": bounds, "meta": {"versionId": "1", "tag": [{"system": "a"}]}, "language": "nb"}
    if kind == "ServiceRequest":
        resource["occurrenceTiming"]["repeat"] |= {"boundsPeriod": bounds, "timeOfDay": ["08:00:00"], "dayOfWeek": ["mon"]}
    if kind == "Goal":
        resource |= {"target": [{"dueDate": "2026-12-31"}], "statusDate": "2026-01-01"}
    return resource


def sample(resource: Any) -> list[Any]:
    """Some of all that can be spoiled, the same each time."""
    found = list(spoiled(resource))
    return random.Random(17).sample(found, min(TRIES, len(found)))


@pytest.mark.parametrize(
    "raw",
    [
        b"",
        b"{",
        b"\xff\xfe",
        b'{"a":1,"a":2}',
        b'{"a":1E9999999}',
        b'{"a":NaN}',
        b'{"a":"\\ud800"}',
        b'{"a":"\\u0000"}',
        b"[" * 100,
    ],
)
@pytest.mark.parametrize("way", ["Goal", "consent", "status"])
def test_a_body_that_is_no_json_is_refused(desk: Desk, way: str, raw: bytes) -> None:
    answer = desk.system.send("POST", f"{HOME}/{way}", headers={"Content-Type": "application/json"}, data=raw)
    assert (answer.status_code, answer.headers["nhn-error-code"]) == (400, "CPLF-0004")


def spoiled(resource: Any) -> Any:
    """The resource again and again, each time with one value in it replaced."""
    for at in places(resource):
        for value in VALUES:
            copy = json.loads(json.dumps(resource))
            inner = copy
            for step in at[:-1]:
                inner = inner[step]
            inner[at[-1]] = value
            yield at, value, copy


def places(value: Any, path: tuple[Any, ...] = ()) -> Any:
    steps = value.items() if isinstance(value, dict) else enumerate(value) if isinstance(value, list) else ()
    for step, inner in steps:
        yield (*path, step)
        yield from places(inner, (*path, step))
