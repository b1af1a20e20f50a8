"""Answers that hold many resources."""

from __future__ import annotations

from collections.abc import Sequence

from app.fhir.versions import Version
from app.platform.elements import Json


def searchset(
    base: str,
    self_link: str,
    matches: Sequence[Json],
    included: Sequence[Json] = (),
    *,
    total: int | None = None,
    next_link: str | None = None,
) -> Json:
    """What a search found; `total` counts the matches alone, on all pages."""
    entries = [_entry(base, each, "match") for each in matches] + [_entry(base, each, "include") for each in included]
    links = [("self", self_link)] + ([("next", next_link)] if next_link else [])
    bundle = {
        "resourceType": "Bundle",
        "type": "searchset",
        "total": len(matches) if total is None else total,
        "link": [{"relation": relation, "url": url} for relation, url in links],
    }
    return bundle | ({"entry": entries} if entries else {})


def history(base: str, kind: str, known_as: object, versions: Sequence[Version]) -> Json:
    """Every version of one resource, the newest first."""
    address = f"{base}/{kind}/{known_as}"
    return {
        "resourceType": "Bundle",
        "type": "history",
        "total": len(versions),
        "link": [{"relation": "self", "url": f"{address}/_history"}],
        "entry": [_past(address, f"{kind}/{known_as}", kind, each) for each in versions],
    }


def etag(version: int) -> str:
    return f'W/"{version}"'


def _entry(base: str, resource: Json, mode: str) -> Json:
    address = f"{base}/{resource['resourceType']}/{resource['id']}"
    return {"fullUrl": address, "resource": resource, "search": {"mode": mode}}


def _past(address: str, url: str, kind: str, version: Version) -> Json:
    method = "DELETE" if version.resource is None else "POST" if version.number == 1 else "PUT"
    status = {"DELETE": "204", "POST": "201", "PUT": "200"}[method]
    entry = {"fullUrl": address, "resource": version.resource} if version.resource else {"fullUrl": address}
    return {
        **entry,
        "request": {"method": method, "url": kind if method == "POST" else url},
        "response": {"status": status, "etag": etag(version.number), "lastModified": version.last_updated},
    }
