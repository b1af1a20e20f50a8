"""Every hostile request of the table to every address for systems: refused in the mouth's own words, never a failure of ours.

The seed of the run is printed with every failure; EGENPLAN_SEED repeats it.
"""

from __future__ import annotations

import os
import random
from collections.abc import Callable, Iterator
from decimal import Decimal
from typing import Any

import pytest
from flask import Flask, Response
from werkzeug.test import TestResponse

from app.exchange import reader
from app.exchange.reader import MAX_EXPONENT, BadJson, read_json
from tests.fuzz.house import House, Target, sent
from tests.fuzz.table import Row, number_bodies, table
from tests.fuzz.verdicts import faults
from tests.support.routes import all_routes

SEED = int(os.environ.get("EGENPLAN_SEED", "0"))
ROWS = table()
# Each row goes to so many addresses, drawn from the seed; `benchmarks/fuzz.py --table` sends all to all.
ADDRESSES_A_ROW = 1


@pytest.fixture(scope="module")
def house(app: Flask) -> Iterator[House]:
    with app.app_context():
        yield House(app)


@pytest.fixture(autouse=True)
def _seed() -> None:
    print(f"EGENPLAN_SEED={SEED}")  # noqa: T201


def send(house: House, target: Target, row: Row) -> TestResponse:
    body, media = sent(target)
    if row.body:
        body = row.body(target.good or {})
    told = ({"Content-Type": media} if media or row.body else {}) | row.headers
    if row.body and not media and "Content-Type" not in row.headers:
        told["Content-Type"] = "application/json"
    address = row.address(target.address) if row.address else target.address
    return house.system.send(row.method or target.method, address, data=body, headers=told)


def test_the_table_is_long_and_every_row_is_another() -> None:
    assert len(ROWS) >= 300
    assert len({row.name for row in ROWS}) == len(ROWS)


def test_every_address_for_systems_is_met(app: Flask, house: House) -> None:
    met = {target.route.name for target in house.targets()}
    assert met == {route.name for route in all_routes(app) if route.for_systems}


def test_no_hostile_body_breaks_any_address(house: House) -> None:
    chance = random.Random(SEED)
    taking = [target for target in house.targets() if target.good is not None]
    rows = [row for row in ROWS if row.body]
    tries = [(target, row) for row in rows for target in chance.sample(taking, ADDRESSES_A_ROW)]
    assert found(house, tries) == []
    assert house.still_stands()


def test_no_hostile_header_address_or_method_breaks_any_address(house: House) -> None:
    chance = random.Random(SEED)
    targets = [target for target in house.targets() if target.method != "DELETE"]
    rows = [row for row in ROWS if not row.body]
    tries = [(target, row) for row in rows for target in chance.sample(targets, ADDRESSES_A_ROW)]
    assert found(house, tries) == []


def found(house: House, tries: list[tuple[Target, Row]]) -> list[str]:
    """What was wrong, each with where and how."""
    wrong = []
    for target, row in tries:
        answer = send(house, target, row)
        path = answer.request.path if answer.request else target.address
        method = row.method or target.method
        wrong += [f"{each}: {target.name} with {row.name}" for each in faults(answer, method, path)]
    return wrong


@pytest.mark.parametrize("raw", [raw for _, raw in number_bodies()], ids=[name for name, _ in number_bodies()])
def test_no_dear_number_is_ever_computed_with(monkeypatch: pytest.MonkeyPatch, raw: bytes) -> None:
    """By construction: what would cost is never handed to anything that computes."""

    def decimal(text: str) -> Decimal:
        assert len(text) < 60 and abs(int(text.lower().partition("e")[2] or 0)) <= MAX_EXPONENT, text[:60]
        return Decimal(text)

    def whole(text: Any) -> int:
        assert not isinstance(text, str) or len(text) <= 20, text[:60]
        return int(text)

    monkeypatch.setattr(reader, "Decimal", decimal)
    monkeypatch.setattr(reader, "int", whole, raising=False)
    try:
        read_json(raw)
    except BadJson as refused:
        assert len(refused.message) < 200


def test_a_planted_failure_and_a_planted_trace_are_found(app: Flask, house: House, monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(**_: Any) -> Response:
        raise RuntimeError("planted")

    def tell(**_: Any) -> Response:
        return Response('{"a": "Traceback (most recent call last)"}', 400, content_type="application/json")

    target = next(each for each in house.targets() if each.route.endpoint == "careplan.create")
    plant: Callable[[Any], None] = lambda view: monkeypatch.setitem(app.view_functions, "careplan.create", view)  # noqa: E731
    plant(fail)
    assert any(each.startswith("500") for each in found(house, [(target, Row("nothing wrong"))]))
    plant(tell)
    assert len(found(house, [(target, Row("nothing wrong"))])) == 3
