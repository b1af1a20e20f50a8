"""CareTeam: one a patient, at the record's own id."""

from __future__ import annotations

from sqlalchemy import select

from app.fhir.kinds.content import coded, dated, referring
from app.fhir.kinds.kind import Parameter
from app.fhir.kinds.met import personnel
from app.fhir.kinds.opened import Opened
from app.fhir.kinds.patient import record_of
from app.fhir.kinds.short import follow, short_kind
from app.fhir.resources.care_team import ContactName, Following, to_fhir
from app.models.care_team_member import CareTeamMember
from app.models.record import Record as RecordRow
from app.platform import clock
from app.platform.db import db
from app.platform.elements import Json
from app.zones.queries import current_zones


def _everything(opened: Opened) -> list[Json]:
    """Who follows the patient now; those who no longer do stand in what they wrote."""
    record, known = opened.record, {each.by.id: each.by for each in personnel(opened.record)}
    rows = (
        select(CareTeamMember).where(CareTeamMember.record_id == record.id).order_by(CareTeamMember.valid_from, CareTeamMember.id)
    )
    now = clock.now()
    following = [
        Following(known[row.clinician_id], row.valid_from, row.valid_to)
        for row in db.session.scalars(rows)
        if row.valid_from <= now and (row.valid_to is None or row.valid_to > now)
    ]
    plan = current_zones(record)
    contacts = [ContactName(each.role, each.name) for each in plan.contacts] if plan else []
    began = db.session.scalars(select(RecordRow.created_at).where(RecordRow.id == record.id)).one()
    return [to_fhir(record.id, opened.subject, following, contacts, began)]


CARE_TEAM = short_kind(
    "CareTeam",
    _everything,
    record_of,
    {
        "status": Parameter("token", "active, or inactive where nobody follows the patient", coded("status")),
        "participant": Parameter("reference", "Who follows the patient", referring("participant", "member")),
        "date": Parameter("date", "When they follow the patient", dated("participant", "period")),
    },
    {"participant": follow("participant", "member", to=["PractitionerRole"])},
)
