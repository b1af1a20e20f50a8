"""Provenance: one version of a plan, problem, goal or measure: who made it so, when, at what place and why."""

from __future__ import annotations

from typing import TYPE_CHECKING

from app.fhir.hands import Hands
from app.fhir.moments import moment, once
from app.fhir.resources.practitioner_role import HEALTH_ROLES
from app.identity.actor import PATIENT, RELATIVE
from app.platform.elements import Json

if TYPE_CHECKING:
    from app.models.revision import Revision

OPERATIONS = "http://terminology.hl7.org/CodeSystem/v3-DataOperation"
AGENTS = "http://terminology.hl7.org/CodeSystem/provenance-participant-type"
OWN_AUTHOR = "urn:egenplan:author"


def to_fhir(row: Revision, kind: str, known_as: object, hands: Hands) -> Json:
    """`kind` and `known_as` are the resource's type and the id it goes by here."""
    target = {"reference": f"{kind}/{known_as}/_history/{row.version}", "type": kind}
    made: Json = {
        "resourceType": "Provenance",
        "id": str(row.id),
        "meta": once(row.at),
        "target": [target],
        "occurredDateTime": moment(row.at),
        "recorded": moment(row.at),
        "activity": {"coding": [{"system": OPERATIONS, "code": _operation(row)}]},
        "agent": [_agent(row, hands)],
    }
    return made | ({"reason": [{"text": row.comment}]} if row.comment else {})


def _operation(row: Revision) -> str:
    if row.content.get("deleted_at"):
        return "DELETE"
    return "CREATE" if row.version == 1 else "UPDATE"


def _agent(row: Revision, hands: Hands) -> Json:
    """Somebody who wrote for the patient stands with the patient behind them; health personnel with their place."""
    private = row.author_role in (PATIENT, RELATIVE)
    role = {"system": OWN_AUTHOR if private else HEALTH_ROLES, "code": row.author_role}
    behind = hands.subject if row.on_behalf else hands.place_of(row)
    agent: Json = {
        "type": {"coding": [{"system": AGENTS, "code": "author"}]},
        "role": [{"coding": [role]}],
        "who": hands.of(row),
    }
    return agent | ({"onBehalfOf": behind} if behind else {})
