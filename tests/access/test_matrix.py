"""Every kind of person at every address of a record, against a table that knows nothing of the policy in the code."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from urllib.parse import urlencode
from uuid import uuid4

import pytest
from flask import Flask
from sqlalchemy import func, select
from werkzeug.test import TestResponse

from app.models.access_log_entry import AccessLogEntry
from app.models.goal import Goal
from app.models.measure import Measure
from app.platform import clock
from app.platform.db import Base, db
from tests.support.access_lists import CLINIC, FOR_SCRIPTS, HAND_IN, MAY, PUBLIC, RECORD, SIGNED_IN
from tests.support.crawl import FORM, Crawl
from tests.support.forms import encoded
from tests.support.routes import Route, routes
from tests.support.visitor import Visitor
from tests.support.world import NOBODY, World, a_world

KINDS = (
    NOBODY,
    "another patient",
    "clinician of somebody else",
    "clinician who no longer treats",
    "relative at work as a clinician",
    "relative who may check in",
    "relative who may read",
    "relative whose fullmakt has not begun",
    "relative whose fullmakt has run out",
    "relative whose fullmakt was ended",
    "the patient",
    "treating clinician",
)
OPEN = "open"
UUID = r"[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}"


def expected(kind: str, route: Route) -> str:
    """What must become of `kind` at `route`: open, 403, 404, or what a stranger to the door gets."""
    if kind == NOBODY:
        return "sign in" if route.method == "GET" and route.name not in FOR_SCRIPTS else "401"
    if RECORD[route.name] in MAY.get(kind, set()) | HAND_IN.get(kind, set()):
        return OPEN
    return "403" if kind in MAY else "404"


def became(answer: TestResponse) -> str:
    if answer.status_code == 303 and answer.headers["Location"].startswith("/sign-in"):
        return "sign in"
    if answer.status_code in (401, 403, 404, 405) or answer.status_code >= 500:
        return str(answer.status_code)
    return OPEN


@pytest.mark.parametrize("kind", KINDS)
def test_reading_follows_the_table(app: Flask, world: World, kind: str) -> None:
    visitor = world.visitor(app, kind)
    wrong = [line for route in of_record(app, "GET") for line in _mismatch(kind, route, visitor, world)]
    assert wrong == [], "\n".join(["", *wrong])


@pytest.mark.parametrize("kind", KINDS)
def test_writing_that_is_refused_follows_the_table_and_changes_nothing(app: Flask, world: World, kind: str) -> None:
    visitor = world.visitor(app, kind)
    before = rows(app)
    refused = [route for route in of_record(app, "POST") if expected(kind, route) != OPEN]
    wrong = [line for route in refused for line in _mismatch(kind, route, visitor, world)]
    assert wrong == [], "\n".join(["", *wrong])
    assert rows(app) == before


@pytest.mark.parametrize("kind", [kind for kind in KINDS if kind in {**MAY, **HAND_IN}])
def test_writing_that_is_allowed_follows_the_table(app: Flask, kind: str) -> None:
    allowed = [route for route in of_record(app, "POST") if expected(kind, route) == OPEN]
    wrong = []
    for route in allowed:
        with app.app_context():
            fresh = a_world()  # a post may use up what it is about
        wrong += _mismatch(kind, route, fresh.visitor(app, kind), fresh)
    assert wrong == [], "\n".join(["", *wrong])


def test_what_is_in_another_record_is_not_there(app: Flask, world: World, other_world: World) -> None:
    """One's own record in the address, somebody else's goal after it."""
    wrong = []
    for route in of_record(app, "GET"):
        for name in sorted(argument for argument in route.arguments if argument.endswith("_id") and argument != "record_id"):
            for kind in (each for each in MAY if expected(each, route) == OPEN):
                answer = world.visitor(app, kind).get(at(route, world.ids | {name: other_world.ids[name]}))
                if answer.status_code != 404:
                    wrong.append(f"{kind} at {route.name} with another record's {name}: {answer.status_code}, not 404")
    assert wrong == [], "\n".join(["", *wrong])


@pytest.mark.parametrize("kind", ["the patient", "relative who may check in", "treating clinician"])
def test_a_whole_form_about_what_is_in_another_record_changes_nothing(app: Flask, world: World, kind: str) -> None:
    """Every form that somebody meets in one record, filled as it stands there, sent under a record of their own."""
    with app.app_context():
        other = a_world()
    own = [at(route, other.ids) for route in of_record(app, "GET")]
    forms = Crawl(app, other.visitor(app, kind), own).forms.values()
    about = [form for form in forms if form.method == "post" and len(re.findall(UUID, form.action)) > 1]
    before, visitor, wrong = rows(app), world.visitor(app, kind), []
    for form in about:
        pairs = [(name, visitor.csrf_token if name == "csrf_token" else value) for name, value in form.filled()]
        action = form.action.replace(str(other.record_id), str(world.record_id))
        answer = visitor.send("POST", action, data=encoded(pairs), content_type=FORM)
        if answer.status_code != 404:
            wrong.append(f"{kind} at {action}: {answer.status_code}, not 404")
    assert about or kind == "relative who may check in"
    assert wrong == [], "\n".join(["", *wrong])
    assert rows(app) == before


def test_what_was_deleted_is_gone_for_all(app: Flask) -> None:
    """Deletion is logical: the rows are there, and no page, form or list knows them. Their past stays in the history."""
    with app.app_context():
        world = a_world()
    patient = world.visitor(app, "the patient")
    pages = [at(route, world.ids) for route in of_record(app, "GET")]
    forms = [form for form in Crawl(app, patient, pages).forms.values() if form.method == "post"]
    with app.app_context():
        world = a_world()
        word = deleted(world)
    wrong = []
    for kind in MAY:
        visitor = world.visitor(app, kind)
        for route in of_record(app, "GET"):
            answer = visitor.get(at(route, world.ids))
            about = route.arguments & {"goal_id", "measure_id"}
            if about and answer.status_code not in (403, 404):
                wrong.append(f"{kind} still finds it at {route.name}: {answer.status_code}")
            if word in answer.text:
                wrong.append(f"{kind} still reads it at {route.name}")
    for route in of_record(app, "POST"):
        if route.arguments & {"goal_id", "measure_id"}:
            form = next(
                (each for each in forms if re.sub(UUID, "", each.action) == re.sub(UUID, "", route.address(world.ids))), None
            )
            patient = world.visitor(app, "the patient")
            pairs = [(name, value) for name, value in form.filled() if name != "csrf_token"] if form else []
            answer = patient.send(
                "POST", route.address(world.ids), data=encoded([*pairs, ("csrf_token", patient.csrf_token)]), content_type=FORM
            )
            if answer.status_code not in (403, 404, 422):
                wrong.append(f"the patient still changes it at {route.name}: {answer.status_code}")
    assert wrong == [], "\n".join(["", *wrong])


def deleted(world: World) -> str:
    """Delete the patient's own goal and measure, whose words are then this one."""
    word = f"slettet{uuid4().hex[:12]}"
    for model, name, column in ((Goal, "goal_id", "text"), (Measure, "measure_id", "title")):
        row = db.session.get_one(model, world.ids[name])
        setattr(row, column, word)
        row.deleted_at = clock.now()
    db.session.commit()
    return word


def test_the_log_names_the_purpose_of_every_reading(app: Flask, world: World) -> None:
    """The purpose in the list is the one the gate was asked for, and not only one that happens to give the same answer."""
    wrong = []
    for route in of_record(app, "GET"):
        kind = next(
            each for each in ("relative who may check in", "treating clinician", "the patient") if expected(each, route) == OPEN
        )
        before = logged(app, world)
        world.visitor(app, kind).get(at(route, world.ids))
        new = logged(app, world)[len(before) :]
        if new != [RECORD[route.name]]:
            wrong.append(f"{route.name} is listed as {RECORD[route.name]!r}, but the access log says {new}")
    assert wrong == [], "\n".join(["", *wrong])


@pytest.mark.parametrize("name", sorted(SIGNED_IN | CLINIC))
def test_behind_the_door_nobody_comes_without_signing_in(app: Flask, name: str) -> None:
    route = next(route for route in routes(app) if route.name == name)
    answer = _send(Visitor(app), route.method, _address(route))
    assert became(answer) == ("sign in" if route.method == "GET" else "401")


@pytest.mark.parametrize("name", sorted(CLINIC))
@pytest.mark.parametrize("kind", ["the patient", "relative who may check in", "another patient"])
def test_the_clinic_is_for_clinicians(app: Flask, world: World, name: str, kind: str) -> None:
    route = next(route for route in routes(app) if route.name == name)
    assert _send(world.visitor(app, kind), route.method, _address(route)).status_code in (403, 404)


@pytest.mark.parametrize("name", sorted(name for name in PUBLIC if name.startswith("GET")))
def test_public_pages_are_open(app: Flask, name: str) -> None:
    route = next(route for route in routes(app) if route.name == name)
    assert Visitor(app).get(_address(route)).status_code == 200


def of_record(app: Flask, method: str) -> list[Route]:
    return [route for route in routes(app) if route.of_record and route.method == method and route.name in RECORD]


def at(route: Route, ids: Mapping[str, object]) -> str:
    """The address of `route`, with what it asks for after the question mark."""
    asked = {"GET measures.skip": {"due_on": ids["due_on"], "due_time": ""}}.get(route.name)
    if route.name in ("POST measures.pause_asking", "POST measures.ask_again"):
        ids = {**ids, "measure_id": ids["asked_id"]}
    return route.address(ids) + (f"?{urlencode(asked)}" if asked else "")


def rows(app: Flask) -> dict[str, int]:
    """How many rows each table has, and how often they were changed; what only observes is left out."""
    observing = {"access_log_entry", "login_session"}
    with app.app_context():
        return dict(_counted(observing))


def _counted(left_out: set[str]) -> Iterator[tuple[str, int]]:
    for table in Base.metadata.sorted_tables:
        if table.name not in left_out:
            changes = func.sum(table.c.version) if "version" in table.c else func.count()
            yield table.name, db.session.scalar(select(changes).select_from(table)) or 0


def logged(app: Flask, world: World) -> list[str]:
    with app.app_context():
        of_record = select(AccessLogEntry.purpose).where(AccessLogEntry.record_id == world.record_id)
        return list(db.session.scalars(of_record.order_by(AccessLogEntry.at)))


def _mismatch(kind: str, route: Route, visitor: Visitor, world: World) -> list[str]:
    found = became(_send(visitor, route.method, at(route, world.ids)))
    right = expected(kind, route)
    return [] if found == right else [f"{kind} at {route.name} ({RECORD[route.name]}): {found}, not {right}"]


def _send(visitor: Visitor, method: str, address: str) -> TestResponse:
    return visitor.get(address) if method == "GET" else visitor.post(address)


def _address(route: Route) -> str:
    nobodys = dict.fromkeys(("session_id", "device_id", "opaque_id"), "00000000-0000-4000-8000-000000000000")
    return route.address(nobodys | {"room": "today"})
