"""A patient with a plan in every mouth, whoever may call about them, and a good request to each address for systems.

The addresses are those of the application as it is: a mouth that comes later is covered the day it comes.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from flask import Flask
from werkzeug.routing import AnyConverter, BaseConverter, IntegerConverter, UUIDConverter

from app.exchange.reader import write_json
from tests.careplan.desk import HOME, Desk
from tests.factories.resources import a_planer_request
from tests.support.api import System
from tests.support.routes import Route, all_routes

PLANS = "/api/planer/plans"
KINDS = ("CarePlan", "Condition", "Goal", "ServiceRequest")
Json = dict[str, Any]


@dataclass(frozen=True)
class Target:
    """One address by one method. `good` is a body it takes; a form where `form` says so."""

    route: Route
    method: str
    address: str
    good: Json | None
    form: bool

    @property
    def name(self) -> str:
        return f"{self.method} {self.address}"


class House:
    """`desk` is the clinic's system with its patient; `plan_id` is the plan it wrote through Planer."""

    def __init__(self, app: Flask) -> None:
        self.app, self.desk = app, Desk(app)
        assert self.desk.consent().status_code == 201
        assert self.desk.write_everything().status_code == 201
        made = self.desk.system.post(PLANS, self.request())
        assert made.status_code == 201, made.text
        self.plan_id = made.json["id"]  # type: ignore[index]

    @property
    def system(self) -> System:
        return self.desk.system

    def request(self) -> Json:
        return a_planer_request(subject={"id": self.desk.number})

    def targets(self) -> Iterator[Target]:
        """Every address for systems, with ids that are there; those that take one of several words, once for each."""
        for route in (each for each in all_routes(self.app) if each.for_systems):
            for values in self._values(route):
                built = route.rule.build(values)
                assert built, route.name
                address = str(built[1])
                takes = route.method in ("POST", "PUT", "PATCH")
                form = address.endswith("_search")
                yield Target(route, route.method, address, self.good(route, values) if takes else None, form)

    def _values(self, route: Route) -> Iterator[dict[str, object]]:
        converters = route.rule._converters
        words = next(((name, each) for name, each in converters.items() if isinstance(each, AnyConverter)), None)
        for word in sorted(words[1].items) if words else [""]:
            chosen = {words[0]: word} if words else {}
            yield {name: chosen.get(name, self._fitting(each, word)) for name, each in converters.items()}

    def _fitting(self, converter: BaseConverter, kind: str) -> object:
        if isinstance(converter, IntegerConverter):
            return 1
        return self.desk.ids.get(kind, self.plan_id) if isinstance(converter, UUIDConverter) else self.desk.ids["CarePlan"]

    def good(self, route: Route, values: Mapping[str, object]) -> Json:
        """A body that the address takes, were nothing wrong with it."""
        subject = {"subject": self.desk.person, "consent": True}
        if route.endpoint == "careplan.status":
            return {"nin": self.desk.number}
        if route.endpoint == "careplan.consent":
            return subject
        if route.endpoint.startswith("planer."):
            return self.request() | {"version": 1}
        kind = next((str(each) for each in values.values() if each in KINDS), "CarePlan")
        made = {"CarePlan": self.desk.plan, "Condition": self.desk.condition, "Goal": self.desk.goal}
        return made.get(kind, self.desk.measure)() | {"meta": {"versionId": "1"}}

    def still_stands(self) -> bool:
        """Whether all that was written is there to be read."""
        whole = self.system.get(f"{PLANS}/{self.plan_id}").status_code == 200
        return whole and self.desk.search(_include="*").status_code == 200


def sent(target: Target) -> tuple[bytes | None, str | None]:
    """The good body as bytes, and what it is said to be."""
    if target.form:
        return b"subject:Patient.identifier=x&status=active", "application/x-www-form-urlencoded"
    return (write_json(target.good), "application/json") if target.good is not None else (None, None)


__all__ = ["HOME", "KINDS", "PLANS", "House", "Target", "sent"]
