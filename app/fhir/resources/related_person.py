"""RelatedPerson: somebody who acts for the patient, on what ground and how long."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from app.fhir.moments import meta, period
from app.platform.elements import Json

ROLES = "http://terminology.hl7.org/CodeSystem/v3-RoleCode"
OWN_AREA = "urn:egenplan:area"
_RELATIONS = {"fullmakt": "POWATT", "parent": "PRN", "guardian": "GUARD"}


def to_fhir(
    own_id: UUID,
    subject: Json,
    name: tuple[str, str],
    ground: str,
    areas: list[str],
    span: tuple[datetime, datetime | None],
    ended_at: datetime | None,
    now: datetime,
) -> Json:
    """`name` is given and family name; `span` is what was agreed, which `ended_at` may have cut short."""
    start, end = span
    last = min((each for each in (end, ended_at) if each), default=None)
    code = _RELATIONS.get(ground)
    may = {"extension": [{"url": OWN_AREA, "valueCode": area} for area in areas]} if areas else {}
    return {
        "resourceType": "RelatedPerson",
        "id": str(own_id),
        "meta": meta(2 if ended_at else 1, ended_at or start),
        **may,
        "active": start <= now and (last is None or last > now),
        "patient": subject,
        "relationship": [{**({"coding": [{"system": ROLES, "code": code}]} if code else {}), "text": ground}],
        "name": [{"family": name[1], "given": name[0].split()}],
        "period": period(start, last),
    }
