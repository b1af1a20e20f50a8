"""A Bundle carried out: every door first, since a refusal is logged at once; then DELETE, POST, PUT and GET, in that order."""

from __future__ import annotations

from collections.abc import Mapping

import structlog

from app.exchange.errors import Refused, refusal_of
from app.exchange.speakers import outcome, r4, status_of
from app.fhir.bundle.entries import METHODS, Entry, read_bundle
from app.fhir.bundle.steps import Step, prepare
from app.fhir.bundles import etag
from app.fhir.doors import Doors
from app.fhir.kinds.kind import Kind
from app.fhir.reply import Reply
from app.fhir.shelf.failures import placed
from app.platform.db import db
from app.platform.elements import Json

log = structlog.get_logger()
# What is referred to before what refers to it.
_ORDER = ("Condition", "Goal", "ServiceRequest", "CarePlan")


def run_bundle(doors: Doors, bundle: object, base: str, registry: Mapping[str, Kind], *, whole: bool) -> Json:
    """The answer to each entry, in their order; with `whole`, what was written comes back too.

    Errors: `InvalidResource` and `Refused` for a Bundle that cannot be read, and, of a transaction, the first failure of any
    entry: then nothing may be committed.
    """
    atomic, entries = read_bundle(bundle, base)
    steps = {entry.place: _prepared(doors, entry, base, registry, atomic=atomic) for entry in entries}
    _hold_records(doors)
    names: dict[str, str] = {}
    waiting = frozenset(entry.full_url.lower() for entry in entries if entry.full_url and entry.method == "POST")
    answers: dict[int, Json] = {}
    for entry in sorted(entries, key=_turn):
        step = steps[entry.place]
        answers[entry.place] = _answered(entry, step, names, waiting, base, atomic=atomic, whole=whole)
    kind = "transaction-response" if atomic else "batch-response"
    said: Json = {"resourceType": "Bundle", "type": kind}
    return said | ({"entry": [answers[entry.place] for entry in entries]} if entries else {})


def _turn(entry: Entry) -> tuple[int, int, int]:
    rank = _ORDER.index(entry.kind) if entry.kind in _ORDER else len(_ORDER)
    # What is referred to goes last when it is deleted, so that nothing left refers to it meanwhile.
    return METHODS.index(entry.method), -rank if entry.method == "DELETE" else rank, entry.place


def _prepared(doors: Doors, entry: Entry, base: str, registry: Mapping[str, Kind], *, atomic: bool) -> Step | Exception:
    if entry.unreadable:
        return entry.unreadable
    try:
        return prepare(doors, entry, base, registry)
    except Exception as error:
        if atomic:
            raise _in_entry(entry, error) from error
        return error


def _hold_records(doors: Doors) -> None:
    """Every record that is written to, always in the same order, so that two Bundles never wait for each other."""
    for opened in doors.opened():
        opened.hold()


def _answered(
    entry: Entry, step: Step | Exception, names: dict[str, str], waiting: frozenset[str], base: str, *, atomic: bool, whole: bool
) -> Json:
    try:
        if isinstance(step, Exception):
            raise step
        if atomic:
            reply = step(names, waiting)
        else:
            with db.session.begin_nested():
                reply = step({}, frozenset())
    except Exception as error:
        if atomic:
            raise _in_entry(entry, error) from error
        refused = r4(refusal_of(placed(error)))
        if refused.code == "CPLS-0001":
            log.exception("unexpected", kind=type(error).__name__)
        return {"response": {"status": str(status_of(refused)), "outcome": outcome(refused)}}
    if entry.full_url and reply.name:
        names[entry.full_url.lower()] = reply.name
    return _told(entry, reply, base, whole=whole)


def _told(entry: Entry, reply: Reply, base: str, *, whole: bool) -> Json:
    response: Json = {"status": str(reply.status)}
    if reply.location:
        response["location"] = f"{base}/{reply.location}"
    if reply.version:
        response["etag"] = etag(reply.version)
    if reply.last_updated:
        response["lastModified"] = reply.last_updated
    shown = reply.shown() if reply.shown and (whole or entry.method == "GET") else None
    name = reply.name or ("/".join(entry.parts[:2]) if len(entry.parts) == 2 and entry.method in ("GET", "PUT") else None)
    return {
        **({"fullUrl": f"{base}/{name}"} if name else {}),
        **({"resource": shown} if shown else {}),
        "response": response,
    }


def _in_entry(entry: Entry, error: Exception) -> Exception:
    """The failure, with the entry it is in; one of our own making stays as it is."""
    refused = refusal_of(placed(error))
    if refused.code == "CPLS-0001":
        return error
    _, dot, rest = refused.path.partition(".")
    path = f"{entry.path}.resource{dot}{rest}" if refused.path and not refused.path.startswith("Bundle") else refused.path
    return Refused(
        refused.code, refused.message, path or entry.path, refused.status, refused.issue, refused.headers, refused.facts
    )
