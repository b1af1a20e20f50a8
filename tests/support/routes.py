"""Every address of the application, from its own map, so that a new one is checked by the time it exists."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from flask import Flask
from werkzeug.routing import Rule

QUIET = {"HEAD", "OPTIONS"}


@dataclass(frozen=True)
class Route:
    """One endpoint by one method. `name` is as the access lists write it: "GET goals.index"."""

    method: str
    endpoint: str
    rule: Rule

    @property
    def name(self) -> str:
        return f"{self.method} {self.endpoint}"

    @property
    def arguments(self) -> set[str]:
        return set(self.rule.arguments)

    @property
    def of_record(self) -> bool:
        """Whether it is a page of one record."""
        return "record_id" in self.arguments and not self.for_systems

    @property
    def for_systems(self) -> bool:
        """Whether it is an address for other systems, which take tokens and no cookies."""
        return f"{self.rule.rule}/".startswith(("/api/", "/fhir/"))

    def address(self, ids: Mapping[str, object]) -> str:
        """The route's address with `ids` in it. Errors: `KeyError` naming what the world lacks."""
        missing = self.arguments - set(ids)
        if missing:
            raise KeyError(f"{self.name} needs {sorted(missing)}: give `World.ids` in tests/support/world.py one for each")
        built = self.rule.build({name: ids[name] for name in self.arguments})
        assert built, f"{self.rule.rule} cannot be built from {ids}"
        return str(built[1])


def routes(app: Flask) -> list[Route]:
    """Every route of `app` that a person's browser may reach, in the order of their names."""
    return [route for route in all_routes(app) if not route.for_systems]


def all_routes(app: Flask) -> list[Route]:
    """Every route of `app`, those for other systems too."""
    found = [
        Route(method, rule.endpoint, rule) for rule in app.url_map.iter_rules() for method in (rule.methods or set()) - QUIET
    ]
    return sorted(found, key=lambda route: (route.endpoint, route.method, route.rule.rule))
