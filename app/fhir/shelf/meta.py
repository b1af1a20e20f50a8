"""What the server says of a resource in `id` and `meta`, and how it is told from what others sent there.

The tags say who last updated it. Their systems are not published for the plan; these are the national systems for the same
facts (role, health personnel number, organisation number).
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import datetime
from zoneinfo import ZoneInfo

from app.fhir.systems import HPR_NUMBER
from app.identity.actor import PATIENTS_SIDE
from app.platform.elements import Json

OSLO = ZoneInfo("Europe/Oslo")
ROLE = "urn:oid:2.16.578.1.12.4.1.1.9060"
ORGANISATION = "urn:oid:2.16.578.1.12.4.1.4.101"
# Ours, for what the national lists have no word for: a row that the patient or a relative last changed.
PRIVATE_AUTHOR = "urn:egenplan:author"
_OWN_TAGS = (ROLE, HPR_NUMBER, ORGANISATION, PRIVATE_AUTHOR)
_ROLE_NAMES = {
    "LE": "Lege",
    "SP": "Sykepleier",
    "FA": "Farmasøyt",
    "FT": "Fysioterapeut",
    "ET": "Ergoterapeut",
    "HP": "Helsefagarbeider",
    "PS": "Psykolog",
    "TL": "Tannlege",
}
_NUMBER_IN_NAME = re.compile(r"(.*) \((\d{9})\)")


@dataclass(frozen=True)
class Author:
    """Who last updated a row. The numbers are empty where we do not have them."""

    name: str
    role: str
    organisation: str | None
    hpr_number: str | None = None
    organisation_number: str | None = None


def meta(resource: Json, version: int, at: datetime, author: Author) -> Json:
    """The `meta` of a resource: ours, and beside it whatever else its sender keeps there."""
    sent: Json = resource.get("meta") or {}
    tags = tags_of(author) + _others(sent)
    return {**sent, "versionId": str(version), "lastUpdated": local(at), "tag": tags}


def tags_of(author: Author) -> list[Json]:
    if author.role in PATIENTS_SIDE:
        return [{"system": PRIVATE_AUTHOR, "code": author.role}]
    name, number = author.organisation, author.organisation_number
    if found := _NUMBER_IN_NAME.fullmatch(name or ""):
        name, number = found[1], found[2]
    tags = [
        {"system": ROLE, "code": author.role, "display": _ROLE_NAMES.get(author.role)},
        {"system": HPR_NUMBER, "code": author.hpr_number, "display": author.name},
        {"system": ORGANISATION, "code": number, "display": name},
    ]
    return [{part: value for part, value in tag.items() if value} for tag in tags if tag["code"] or tag["display"]]


def as_sent(resource: Json) -> Json:
    """The resource without what is the server's to say, so that what was read can be sent back."""
    kept = {name: value for name, value in resource.items() if name != "id"}
    sent = kept.pop("meta", None)
    if not isinstance(sent, dict):
        return kept
    rest = {name: value for name, value in sent.items() if name not in ("versionId", "lastUpdated", "tag")}
    if others := _others(sent):
        rest["tag"] = others
    return kept | ({"meta": rest} if rest else {})


def local(at: datetime) -> str:
    """A moment on the Norwegian clock, with milliseconds."""
    return at.astimezone(OSLO).isoformat(timespec="milliseconds")


def _others(sent: Json) -> list[Json]:
    tags = sent.get("tag")
    found = tags if isinstance(tags, list) else []
    return [tag for tag in found if not isinstance(tag, dict) or tag.get("system") not in _OWN_TAGS]
