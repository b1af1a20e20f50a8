"""The parts of a Planer request, read one by one, and what of it is kept so that it comes back."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from app.fhir.beside import beside
from app.plans.rules import PlanStatus
from app.platform.elements import Element, Json, canonical
from app.platform.exact_json import from_text
from app.zones.rules import Level, ZoneContent

ROOT, CONTENT = "plan", "clinical_content"
_SERVERS = ("id", "version", "updated_at")
# Members of a request that have a column; all others are only kept.
_KNOWN = (*_SERVERS, "status", "comment", "subject", "updated_by", CONTENT)
_KNOWN_CONTENT = ("version", "title", "description", "zones")
_KNOWN_ZONE = ("level", "condition", "action")


@dataclass(frozen=True)
class Change:
    """A request to change a plan. Without `status` it stays what it is; `request` is the whole."""

    seen_version: int
    status: PlanStatus | None
    title: str
    description: str | None
    zones: tuple[ZoneContent, ...]
    comment: str | None
    request: Json


def change_of(request: Json) -> Change:
    """Errors: `InvalidResource`."""
    root = Element(ROOT, request)
    content = root.child(CONTENT)
    return Change(
        _version(root),
        status_of(root),
        titled(content),
        described(content),
        zones_of(content),
        root.child("comment").text(),
        request,
    )


def subject_number(request: Json) -> str:
    """The identity number of the patient, which only stands in the body. Errors: `InvalidResource`."""
    return Element(ROOT, request).child("subject").child("id").required(20)


def refuse_other(request: Json, plan_id: str, number: str) -> None:
    """Errors: `InvalidResource` where the request names another plan or patient: neither can change."""
    root = Element(ROOT, request)
    for named, own in ((root.child("id"), plan_id), (root.child("subject").child("id"), number)):
        if named and named.text() != own:
            raise named.invalid("This cannot be changed. Leave it out, or send it as it was.")


def status_of(root: Element) -> PlanStatus | None:
    status = root.child("status")
    return status.one_of(PlanStatus, PlanStatus.ACTIVE) if status else None


def titled(content: Element) -> str:
    return content.child("title").required(300)


def described(content: Element) -> str | None:
    return content.child("description").text()


def zones_of(content: Element) -> tuple[ZoneContent, ...]:
    """Errors: `InvalidResource` at the zone that has no level, or one that stands there already."""
    found: dict[Level, ZoneContent] = {}
    for zone in content.all("zones"):
        level = zone.child("level")
        level.required()
        code = level.one_of(Level, Level.RED)
        if code in found:
            raise level.invalid("This level stands there already.")
        found[code] = ZoneContent(code, zone.child("condition").required(), zone.child("action").required())
    return tuple(found.values())


def kept(request: Json, before: Json | None = None, version: int = 1) -> str:
    """The request without what is ours to say. The patient stays who it was `before`; the number is sealed elsewhere.

    `version` is the one that the request makes.
    """
    for name in ("subject", "updated_by"):
        Element(ROOT, request).child(name).child("")  # must be an object, if it is there
    was: Json = (before or {}).get("subject") or {}
    subject = without({**was, **(request.get("subject") or {})}, ("id",))
    content = without(request.get(CONTENT) or {}, ("version",))
    return canonical({**without(request, _SERVERS), "version": version, "subject": subject, CONTENT: content})


def received_of(text: str | None) -> Json:
    """The request a plan came with; empty for a plan that came another way."""
    other = beside(text)
    found: Json = from_text(other) if other else {}
    return found if CONTENT in found else {}


def extras(received: Json) -> tuple[Json, Any]:
    """What is kept and has no column: around the content, and in it."""
    content: Json = received.get(CONTENT) or {}
    zones = {each["level"]: without(each, _KNOWN_ZONE) for each in content.get("zones") or ()}
    return without(received, _KNOWN), (without(content, _KNOWN_CONTENT), {level: each for level, each in zones.items() if each})


def _version(root: Element) -> int:
    version = root.child("version")
    if version.value is None:
        raise version.invalid("This is missing. Send the version that you have read.")
    if isinstance(version.value, bool) or not isinstance(version.value, int) or version.value < 1:
        raise version.invalid("This must be a whole number from 1 up.")
    return version.value


def without(members: Json, names: tuple[str, ...]) -> Json:
    return {name: value for name, value in members.items() if name not in names}
