"""An application with one more mouth, `/api/probe`, that only shows what the edge lets through."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any
from uuid import UUID

import pytest
from flask import Flask, Response, request

from app import create_app
from app.access.purposes import Purpose
from app.config import read_config
from app.exchange import speakers
from app.exchange.caller import current_caller
from app.exchange.calls import Header
from app.exchange.door import open_for, open_for_number, record_of_number
from app.exchange.errors import Refused
from app.exchange.guard import answer, api_blueprint, body
from app.platform.db import db
from tests.support.api import System
from tests.support.applications import environment

AUDIENCES = {"nhn:careplan"}
SCOPES = {"nhn:careplan/api"}


@pytest.fixture(scope="session")
def api(app: Flask, database_url: str, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Flask]:
    """Over the database that `app` has made."""
    app = create_app(read_config(environment(database_url, tmp_path_factory.mktemp("api"))))
    for blueprint in PROBES:
        app.register_blueprint(blueprint)
    yield app
    with app.app_context():
        db.engine.dispose()


@pytest.fixture
def rows(api: Flask) -> Iterator[None]:
    """A context to make rows in."""
    with api.app_context():
        yield


@pytest.fixture
def system(api: Flask) -> Callable[[], System]:
    return lambda: System(api)


def probe(name: str, speaker: Any) -> Any:  # noqa: C901
    blueprint = api_blueprint(name, f"/api/{name}", speaker, audiences=AUDIENCES, scopes=SCOPES, without_token={"about"})

    @blueprint.get("/about")
    def about() -> Response:
        return answer({"open": True})

    @blueprint.get("/caller")
    def caller() -> Response:
        found = current_caller()
        return answer({"name": found.actor and found.actor.name, "kind": found.claims.kind, "system": found.source_system})

    @blueprint.get("/needs")
    def needs() -> Response:
        current_caller().require(*(header for header in Header if header is not Header.EVENT_ID))
        return answer({})

    @blueprint.post("/echo")
    def echo() -> Response:
        return answer(body())

    @blueprint.post("/echo/_search")
    def search() -> Response:
        return answer(request.form.to_dict())

    @blueprint.route("/records/<uuid:record_id>/<purpose>", methods=["GET", "POST"])
    def opened(record_id: UUID, purpose: str) -> Response:
        return answer({"ground": open_for(current_caller(), record_id, Purpose(purpose)).ground})

    @blueprint.post("/by-number/<purpose>")
    def by_number(purpose: str) -> Response:
        return answer({"id": str(open_for_number(current_caller(), str(body()), Purpose(purpose)).id)})

    @blueprint.post("/status")
    def status() -> Response:
        return answer({"known": record_of_number(str(body())) is not None})

    @blueprint.post("/refuse/<code>")
    def refuse(code: str) -> Response:
        raise Refused(code, "Mend it so.", "CarePlan.title", facts={"version": 4})

    @blueprint.post("/things")
    def create() -> Response:
        raise RuntimeError("a secret of the machine room")

    @blueprint.route("/fail", methods=["GET", "POST", "PUT", "DELETE"])
    @blueprint.post("/fail/_search")
    def fail() -> Response:
        raise RuntimeError("a secret of the machine room")

    return blueprint


PROBES = [
    probe(name, speaker)
    for name, speaker in (("probe", speakers.careplan), ("plain", speakers.planer), ("resources", speakers.fhir))
]
