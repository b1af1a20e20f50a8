"""The same hostile bodies, media, headers and addresses to every form's address: a calm page, never a failure or a trace.

What is typed in the fields themselves is tried in tests/platform/test_hostile_input.py. EGENPLAN_SEED repeats a run.
"""

from __future__ import annotations

import os
import random
from collections.abc import Iterator

import pytest
from flask import Flask

from tests.fuzz.table import Row, table
from tests.fuzz.verdicts import faults
from tests.support.access_lists import CLINIC, RECORD
from tests.support.routes import Route, routes
from tests.support.visitor import Visitor
from tests.support.world import World, a_world

SEED = int(os.environ["EGENPLAN_SEED"])
ROWS_A_FORM = 12
# These end the visit, or need no visitor.
_LEFT_OUT = {"POST identity.sign_out", "POST identity.end_device", "POST identity.sign_in_demo"}
# A token for another mouth is a matter of its own, and a body of a megabyte is refused by its length alone.
_NOT_FOR_FORMS = ("Authorization", "exactly", "one more than", "twice as much")


@pytest.fixture(scope="module")
def world(app: Flask) -> World:
    with app.app_context():
        return a_world()


def tries(app: Flask, world: World) -> Iterator[tuple[Route, str, Row]]:
    chance = random.Random(SEED)
    rows = [row for row in table() if not row.name.startswith(_NOT_FOR_FORMS)]
    forms = [route for route in routes(app) if route.method == "POST" and route.name not in _LEFT_OUT]
    assert len(forms) > 10
    for route in forms:
        address = route.address(world.ids)
        yield from ((route, address, row) for row in chance.sample(rows, ROWS_A_FORM))


def test_no_hostile_request_breaks_a_forms_address(app: Flask, world: World) -> None:
    print(f"EGENPLAN_SEED={SEED}")  # noqa: T201
    visitors = {kind: world.visitor(app, kind) for kind in ("the patient", "treating clinician")}
    wrong = []
    for route, address, row in tries(app, world):
        clinic = route.name in CLINIC or RECORD.get(route.name) in ("follow-up", "acknowledge", "write-plan")
        visitor = visitors["treating clinician" if clinic else "the patient"]
        wrong += [f"{each}: {route.name} with {row.name}" for each in sent(visitor, address, row)]
    assert wrong == []


def sent(visitor: Visitor, address: str, row: Row) -> list[str]:
    """What is wrong with the answer. The form's token goes in a header, so that it is the body that is judged."""
    told = {"X-CSRFToken": visitor.csrf_token, "Content-Type": "application/x-www-form-urlencoded"} | row.headers
    body = row.body({"csrf_token": visitor.csrf_token, "note": "x"}) if row.body else f"csrf_token={visitor.csrf_token}".encode()
    if row.body and "Content-Type" not in row.headers:
        told["Content-Type"] = "application/json"
    heads = {name: value.encode().decode("latin-1") for name, value in told.items() if value is not None}
    where = row.address(address) if row.address else address
    answer = visitor.send(row.method or "POST", where, data=body, headers=heads)
    return list(faults(answer, row.method or "POST", address))
