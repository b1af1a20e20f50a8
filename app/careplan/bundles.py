"""Answers that hold many resources."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from app.platform.elements import Json


@dataclass(frozen=True)
class Version:
    """One version of a resource; without `resource` it is the one that deleted it."""

    number: int
    last_updated: str
    resource: Json | None


def searchset(base: str, self_link: str, matches: Sequence[Json], included: Sequence[Json] = ()) -> Json:
    """What a search found; `total` counts the matches alone."""
    entries = [_entry(base, each, "match") for each in matches] + [_entry(base, each, "include") for each in included]
    bundle = {
        "resourceType": "Bundle",
        "type": "searchset",
        "total": len(matches),
        "link": [{"relation": "self", "url": self_link}],
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
