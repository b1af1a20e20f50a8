"""A self-care plan as the Planer interface writes it, and ours, each as the other.

`version` moves with every change, `clinical_content.version` only when the content does. The status values there are not
published: request-status is what we know. A level stands once, since of two zones with one level one would go unseen.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import UTC, datetime
from typing import TYPE_CHECKING, TypeVar

from app.identity.actor import PATIENTS_SIDE
from app.planer.request import CONTENT, ROOT, described, kept, received_of, status_of, titled, without, zones_of
from app.plans.rules import PlanContent, PlanKind, PlanStatus
from app.platform.elements import Element, Json

if TYPE_CHECKING:
    from app.models.plan import Plan
    from app.models.zone import Zone

T = TypeVar("T")
_HAND = ("type", "id", "name", "organization")


def from_planer(request: Json) -> PlanContent:
    """The plan with its zones, of a request to make one. Errors: `InvalidResource`."""
    root = Element(ROOT, request)
    content = root.child(CONTENT)
    return PlanContent(
        kind=PlanKind.SELF_CARE,
        title=titled(content),
        description=described(content),
        status=status_of(root) or PlanStatus.ACTIVE,
        zones=zones_of(content),
        received=kept(request),
    )


def comment_of(request: Json) -> str | None:
    """Why the plan was made or changed."""
    return Element(ROOT, request).child("comment").text()


def to_planer(plan: Plan, zones: Iterable[Zone], subject: Json, updated_by: Json) -> Json:
    """The plan as an answer, laid over the request it came with. `subject` and `updated_by` are what we know ourselves."""
    received = received_of(plan.received)
    content: Json = received.get(CONTENT) or {}
    there = {each["level"]: each for each in content.get("zones") or ()}
    return {
        **received,
        "subject": {**(received.get("subject") or {}), **subject},
        "id": str(plan.id),
        "version": plan.version,
        "status": plan.status,
        "updated_at": moment(plan.updated_at),
        "updated_by": _told(updated_by, received, plan.version),
        "comment": plan.comment,
        CONTENT: {
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


def _told(hand: Json, received: Json, version: int) -> Json:
    """Who wrote, and what that request said beside it: not what it said of somebody else, nor what an earlier one did."""
    said: Json = received.get("updated_by") or {}
    if received.get("version") != version or said.get("id") not in (None, hand.get("id")):
        return hand
    return {**without(said, _HAND), **hand}


def hand(name: str, role: str, organisation: str | None, hpr_number: str | None, organisation_number: str | None) -> Json:
    """Who wrote, as our log has it; the inner members are not published. `role` is as on the row."""
    kind = role if role in PATIENTS_SIDE else "practitioner"
    place = _said({"id": organisation_number, "name": organisation})
    return _said({"type": kind, "id": hpr_number, "name": name, "organization": place})


def moment(at: datetime) -> str:
    return at.astimezone(UTC).isoformat(timespec="seconds").replace("+00:00", "Z")


def _said(members: dict[str, T]) -> dict[str, T]:
    return {name: value for name, value in members.items() if value}
