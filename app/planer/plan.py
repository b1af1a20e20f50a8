"""A self-care plan as the Planer interface writes it, and ours, each as the other.

`version` moves with every change, `clinical_content.version` only when the content does. The status values there are not
published: request-status is what we know. A level stands once, since of two zones with one level one would go unseen.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import UTC
from typing import TYPE_CHECKING

from app.plans.rules import PlanContent, PlanKind, PlanStatus
from app.platform.elements import Element, Json, canonical
from app.platform.exact_json import from_text
from app.zones.rules import Level, ZoneContent

if TYPE_CHECKING:
    from app.models.plan import Plan
    from app.models.zone import Zone

ROOT = "plan"


def from_planer(request: Json) -> PlanContent:
    """The plan with its zones, of a request to make or to change one. Errors: `InvalidResource`."""
    root = Element(ROOT, request)
    content = root.child("clinical_content")
    return PlanContent(
        kind=PlanKind.SELF_CARE,
        title=content.child("title").required(300),
        description=content.child("description").text(),
        status=root.child("status").one_of(PlanStatus, PlanStatus.ACTIVE),
        zones=tuple(_zones_of(content)),
        received=canonical(request),
    )


def comment_of(request: Json) -> str | None:
    """Why the plan was made or changed."""
    return Element(ROOT, request).child("comment").text()


def to_planer(plan: Plan, zones: Iterable[Zone], subject: Json, updated_by: Json) -> Json:
    """The plan as an answer, laid over the request it came with. `subject` is used where it did not come that way."""
    received: Json = from_text(plan.received) if plan.received else {}
    content: Json = received.get("clinical_content", {})
    there = {each["level"]: each for each in content.get("zones", ())}
    return {
        "subject": subject,
        **received,
        "id": str(plan.id),
        "version": plan.version,
        "status": plan.status,
        "updated_at": plan.updated_at.astimezone(UTC).isoformat(timespec="seconds").replace("+00:00", "Z"),
        "updated_by": updated_by,
        "comment": plan.comment,
        "clinical_content": {
            **content,
            "version": plan.content_version,
            "title": plan.title,
            "description": plan.description,
            "zones": [
                {**there.get(zone.level, {}), "level": zone.level, "condition": zone.condition, "action": zone.action}
                for zone in zones
            ],
        },
    }


def _zones_of(content: Element) -> Iterable[ZoneContent]:
    seen: set[Level] = set()
    for zone in content.all("zones"):
        level = zone.child("level")
        level.required()
        found = level.one_of(Level, Level.RED)
        if found in seen:
            raise level.invalid("This level stands there already.")
        seen.add(found)
        yield ZoneContent(found, zone.child("condition").required(), zone.child("action").required())
