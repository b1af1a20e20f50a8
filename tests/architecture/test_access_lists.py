"""Every route is in exactly one access list, and every list speaks of routes that exist."""

from __future__ import annotations

from flask import Flask

from app.access.purposes import Purpose
from tests.support.access_lists import API, BY_SECRET, CLINIC, MAY, PUBLIC, RECORD, SIGNED_IN
from tests.support.routes import Route, all_routes

LISTS = {"PUBLIC": PUBLIC, "BY_SECRET": BY_SECRET, "SIGNED_IN": SIGNED_IN, "CLINIC": CLINIC, "API": API, "RECORD": set(RECORD)}


def test_every_route_is_in_exactly_one_list(built: Flask) -> None:
    wrong = [complaint for route in all_routes(built) for complaint in misplaced(route)]
    assert wrong == [], "\n".join(["", *wrong])


def test_every_line_of_the_lists_is_a_route(built: Flask) -> None:
    known = {route.name for route in all_routes(built)}
    gone = sorted(name for names in LISTS.values() for name in names - known)
    assert gone == [], f"take these out of tests/support/access_lists.py, no such route is left: {gone}"


def test_purposes_are_those_of_the_policy() -> None:
    assert set(RECORD.values()) <= set(Purpose)
    assert set().union(*MAY.values()) == set(Purpose), "write in MAY who may do it"


def test_a_route_without_a_line_would_be_found(built: Flask) -> None:
    rule = next(route.rule for route in all_routes(built) if route.of_record)
    assert misplaced(Route("GET", "planted.page", rule))
    assert misplaced(Route("GET", "identity.settings", rule))


def misplaced(route: Route) -> list[str]:
    """What is wrong with the route's place in the lists, and how to mend it."""
    places = [name for name, names in LISTS.items() if route.name in names]
    if route.for_systems != (places == ["API"]):
        return [f'"{route.name}" ({route.rule.rule}) is in {places}: routes under /api and /fhir, and only they, are in API']
    if not places:
        where = 'RECORD with its purpose, such as "read"' if route.of_record else "PUBLIC, SIGNED_IN or CLINIC"
        return [f'"{route.name}" ({route.rule.rule}) is in no list: add it in tests/support/access_lists.py to {where}']
    if len(places) > 1:
        return [f'"{route.name}" is in {places}: leave it in one']
    if route.of_record != (places == ["RECORD"]):
        return [f'"{route.name}" ({route.rule.rule}) is in {places[0]}: routes with a record_id, and only they, are in RECORD']
    return []
