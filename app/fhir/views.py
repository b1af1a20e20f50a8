"""The addresses of plain FHIR."""

from __future__ import annotations

from uuid import UUID

from flask import Response, request

from app.exchange.caller import current_caller
from app.exchange.guard import body
from app.exchange.versions import seen_version
from app.fhir import operations, reading, writing
from app.fhir.bundle.run import run_bundle
from app.fhir.capability import capability_statement, smart_configuration
from app.fhir.doors import Doors
from app.fhir.identifiers import unless
from app.fhir.mouth import base, blueprint, in_address, prefers, told, told_reply
from app.fhir.registry import REGISTRY
from app.fhir.search.patients import Pairs
from app.fhir.search.run import search
from app.fhir.zones.sent import carries_zones
from app.fhir.zones_told import take_zones

__all__ = ["blueprint", "operations"]

KIND = f"/<any({','.join(sorted(REGISTRY))}):kind>"
ONE = f"{KIND}/<uuid:known_as>"


@blueprint.get("/metadata")
def metadata() -> Response:
    return told(capability_statement(base(), REGISTRY))


@blueprint.get("/.well-known/smart-configuration")
def smart() -> Response:
    return told(smart_configuration())


@blueprint.get(KIND)
def search_by_get(kind: str) -> Response:
    return _search(kind, in_address())


@blueprint.post(f"{KIND}/_search")
def search_by_post(kind: str) -> Response:
    return _search(kind, [*in_address(), *request.form.items(multi=True)])


@blueprint.get(ONE)
def read(kind: str, known_as: UUID) -> Response:
    return told_reply(reading.read(_doors(), REGISTRY[kind], known_as)())


@blueprint.get(f"{ONE}/_history")
def history(kind: str, known_as: UUID) -> Response:
    return told_reply(reading.history(_doors(), REGISTRY[kind], known_as, base())())


@blueprint.get(f"{ONE}/_history/<int:version>")
def vread(kind: str, known_as: UUID, version: int) -> Response:
    return told_reply(reading.vread(_doors(), REGISTRY[kind], known_as, version)())


@blueprint.post(KIND)
def create(kind: str) -> Response:
    condition = unless(request.headers.get("If-None-Exist"))
    return told_reply(writing.create(_doors(), REGISTRY[kind], body(), condition)())


@blueprint.put(ONE)
def update(kind: str, known_as: UUID) -> Response:
    return told_reply(writing.update(_doors(), REGISTRY[kind], known_as, body(), seen_version())())


@blueprint.delete(ONE)
def remove(kind: str, known_as: UUID) -> Response:
    return told_reply(writing.delete(_doors(), REGISTRY[kind], known_as, seen_version())())


@blueprint.post("")
@blueprint.post("/")
def bundle() -> Response:
    sent = body()
    if carries_zones(sent):  # in a treatment plan they would stand as problems
        return take_zones(sent)
    return told(run_bundle(_doors(), sent, base(), REGISTRY, whole=prefers("return", "representation")))


def _doors() -> Doors:
    return Doors(current_caller())


def _search(kind: str, pairs: Pairs) -> Response:
    lenient = prefers("handling", "lenient")
    return told_reply(search(_doors(), REGISTRY[kind], pairs, base(), REGISTRY, lenient=lenient)())
