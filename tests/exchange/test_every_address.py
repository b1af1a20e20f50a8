"""Every address for other systems, those of tomorrow too: without a token there is nothing, and a cookie is not one."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from uuid import uuid4

import pytest
from flask import Flask
from werkzeug.routing import AnyConverter, BaseConverter, IntegerConverter
from werkzeug.test import TestResponse

from tests.factories.people import a_care_team_member, a_clinician, a_patient
from tests.support.access_lists import OPEN_TO_SYSTEMS
from tests.support.api import System
from tests.support.routes import Route, all_routes
from tests.support.visitor import Visitor

OPEN = OPEN_TO_SYSTEMS | {f"GET {mouth}.about" for mouth in ("probe", "plain", "resources")}


@pytest.fixture
def addresses(api: Flask) -> list[tuple[Route, str]]:
    return [(route, filled(route)) for route in all_routes(api) if route.for_systems]


def filled(route: Route) -> str:
    """The route's address with something that fits wherever it needs a value, and nobody's id."""
    built = route.rule.build({name: fitting(converter) for name, converter in route.rule._converters.items()})
    assert built
    return str(built[1])


def fitting(converter: BaseConverter) -> object:
    if isinstance(converter, AnyConverter):
        return min(converter.items)
    return 7 if isinstance(converter, IntegerConverter) else uuid4()


def test_without_a_token_nothing_opens(system: Callable[[], System], addresses: list[tuple[Route, str]]) -> None:
    for route, address in addresses:
        for told in ({}, {"Authorization": "Bearer x"}, {"Authorization": "Basic eDp5"}):
            answer = system().send(route.method, address, headers=told)
            assert (answer.status_code == 401) != (route.name in OPEN), (route.name, answer.status_code)
            assert list(faults(answer)) == [], route.name


def test_a_cookie_opens_nothing(api: Flask, rows: None, addresses: list[tuple[Route, str]]) -> None:
    patient, record = a_patient()
    nurse, clinician = a_clinician()
    a_care_team_member(record, clinician)
    for visitor in (Visitor(api).sign_in(patient), Visitor(api).sign_in(nurse, clinician)):
        for route, address in addresses:
            answer = visitor.send(route.method, f"{address}?lang=nb")
            assert (answer.status_code == 401) != (route.name in OPEN), (route.name, answer.status_code)
            assert "Set-Cookie" not in answer.headers


def test_a_token_for_another_mouth_opens_nothing(system: Callable[[], System], addresses: list[tuple[Route, str]]) -> None:
    caller = system().as_machine(audiences=["nhn:somewhere-else"])
    for route, address in addresses:
        assert (caller.send(route.method, address).status_code == 401) != (route.name in OPEN), route.name


def test_a_method_that_is_not_meant_is_told_as_json(system: Callable[[], System], addresses: list[tuple[Route, str]]) -> None:
    for _, address in addresses:
        answer = system().send("TRACE", address)
        assert answer.status_code == 405
        assert list(faults(answer)) == []


def faults(answer: TestResponse) -> Iterator[str]:
    """What is wrong with an answer, whatever it says."""
    if answer.headers.get("Cache-Control") != "no-store":
        yield "may be kept"
    if answer.headers.get("X-Content-Type-Options") != "nosniff":
        yield "may be taken for something else"
    if not answer.headers.get("nhn-event-id"):
        yield "does not say which call it answers"
    if answer.status_code >= 400 and not answer.is_json:
        yield "fails as a page"
    if answer.status_code == 401 and "WWW-Authenticate" not in answer.headers:
        yield "asks for nothing"
