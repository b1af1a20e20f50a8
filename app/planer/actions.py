"""A self-care plan changed through Planer."""

from __future__ import annotations

from uuid import UUID

from sqlalchemy import select

from app.access.record import Record
from app.access.revisions import keep, refuse_stale
from app.fhir.beside import put_beside
from app.models.plan import Plan
from app.models.zone import Zone
from app.planer.queries import number_of_subject, one_plan
from app.planer.request import Change, extras, kept, received_of, refuse_other
from app.plans.actions.guards import one_writer
from app.plans.actions.parts import Part, Writing, settle, written
from app.plans.rules import NoChange
from app.plans.rules.columns import Columns, zone_columns
from app.platform.db import db
from app.zones.rules import ZoneContent


def revise_self_care(record: Record, plan_id: UUID, change: Change) -> Plan:
    """Change the plan's words and zones, and leave what Planer has no word for: contacts, measures, languages, dates.

    Errors: `NoSuchRecord`, `Stale`, `NoChange`, `InvalidResource`; where one is raised, nothing may be committed.
    """
    one_writer(record)
    plan = one_plan(record, plan_id)
    refuse_other(change.request, str(plan.id), number_of_subject(record))
    refuse_stale(plan, change.seen_version)
    before = received_of(plan.received)
    received = kept(change.request, before, plan.version + 1)
    around, inside = (was != now for was, now in zip(extras(before), extras(received_of(received)), strict=True))
    words: Columns = {"title": change.title, "description": change.description}
    content_moved = _lay_zones(Writing(record, plan.id, change.comment), change.zones) or inside or _differs(plan, words)
    if not (content_moved or around or _differs(plan, _around(plan, change))):
        raise NoChange
    # Set last and together: a flush in between would move the version twice.
    for name, value in {**words, **_around(plan, change), "comment": change.comment}.items():
        setattr(plan, name, value)
    if before or plan.received is None:  # what came as another resource is that mouth's, and must come back there
        plan.received = put_beside(plan.received, received)
    plan.content_version += content_moved
    keep(record, plan, change.comment)
    return plan


def _around(plan: Plan, change: Change) -> Columns:
    return {"status": change.status.value if change.status else plan.status, "comment": change.comment or plan.comment}


def _differs(plan: Plan, columns: Columns) -> bool:
    return any(getattr(plan, name) != value for name, value in columns.items())


def _lay_zones(writing: Writing, zones: tuple[ZoneContent, ...]) -> bool:
    of_plan = (Zone.record_id == writing.record.id, Zone.plan_id == writing.plan_id)
    rows: dict[str, Part] = {row.level: row for row in db.session.scalars(select(Zone).where(*of_plan))}
    wanted = {each.level.value: zone_columns(each) for each in zones}
    for level in wanted.keys() & rows.keys():
        wanted[level]["language"] = rows[level].language
    return settle(writing, rows, wanted, lambda key, at: written(writing, Zone(**wanted[key], position=at)))[1]
