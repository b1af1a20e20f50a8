"""Self-care plans in HL7 Norge's two shapes: written out, and taken in.

What these shapes have no word for stays as it is: contacts, and goals, measures and problems, which are resources of their own.
A plan may name goals and measures that are there; one that names them no more keeps them.
"""

from __future__ import annotations

from collections.abc import Sequence
from uuid import UUID

from sqlalchemy import select

from app.access.record import Record
from app.access.revisions import keep, refuse_stale
from app.consents.queries import require_consent
from app.exchange.errors import Refused
from app.fhir.addresses import is_elsewhere
from app.fhir.beside import beside, put_beside, refuse_beside
from app.fhir.pointing import refuse_unresolved
from app.fhir.references import identifier_of
from app.fhir.resources import care_plan
from app.fhir.shelf.meta import as_sent
from app.fhir.shelf.seen import known_by, seen_rows
from app.fhir.shelf.shelf import Shelf
from app.fhir.zones import Zoned, from_zones_alone, is_v2, read_zones, to_zoned, write_v1, write_v2
from app.fhir.zones.profiles import profiled, without_profiles
from app.models.plan import Plan
from app.models.zone import Zone
from app.plans.actions import register_plan
from app.plans.actions.guards import one_writer
from app.plans.actions.parts import Part, Writing, differing, settle, written
from app.plans.actions.singles import adopt, parts_named
from app.plans.actions.singles.plans import Part as Joining
from app.plans.rules import PlanContent, PlanKind
from app.plans.rules.columns import plan_columns, zone_columns
from app.platform.db import db
from app.platform.elements import Element, InvalidResource, Json
from app.zones.rules import Level, ZoneContent

_NOT_CONTENT = frozenset({"status", "received"})


def one_plan(record: Record, known_as: UUID) -> Plan | None:
    """A self-care plan that the reader may see, by the id others know."""
    seen = seen_rows(record, Plan).where(known_by(Plan, [f"urn:uuid:{known_as}"]), Plan.kind == PlanKind.SELF_CARE.value)
    return db.session.scalar(seen)


def written_out(plan: Plan, resource: Json, version: int) -> list[Json]:
    """The plan as the resources of that version of the profiles; `resource` is its CarePlan as it stands on the shelf."""
    named = resource.get("addresses", [])
    # There the plan addresses its zones and nothing else; what it is for is said beside.
    there = resource.get("supportingInfo", [])
    beside = {"supportingInfo": [*there, *(each for each in named if each not in there)]} if named else {}
    bare = without_profiles({name: value for name, value in resource.items() if name != "addresses"} | beside)
    zoned = to_zoned(bare, _zones(plan))
    return profiled(write_v2(zoned) if version == 2 else write_v1(zoned), version)


def take_in(shelf: Shelf, resources: list[Json], seen: int | None) -> tuple[Plan, bool]:
    """Make the plan, or change the one of that name; answers it and whether it is new. In whichever shape it was read, and in
    whichever it is sent back, what says nothing new makes no new version.

    Errors: `NoConsent`, `Stale`, `InvalidResource`, `Refused` with 428 for a change that does not say what it has seen, and those
    of `register_plan`.
    """
    one_writer(shelf.record)
    require_consent(shelf.record)
    zoned = _read(resources)
    plan, content = _known(shelf.record, zoned.plan), _content(zoned)
    parts = _joining(shelf.record, zoned.plan)
    if plan is None:
        plan = register_plan(shelf.record, content)
        adopt(plan, parts)
        return plan, True
    said = Element("CarePlan", zoned.plan).child("meta").child("versionId").text(9)
    seen = int(said) if seen is None and said and said.isascii() and said.isdigit() else seen
    if seen is None:
        raise Refused("CPLF-0002", "Send the version you read, in meta.versionId or If-Match.", "CarePlan.meta", status=428)
    refuse_stale(plan, seen)
    shown = _read(written_out(plan, shelf.resource(plan), 2 if is_v2(resources) else 1))
    if parts or _content(shown) != content:
        _change(shelf.record, plan, content, parts)
    return plan, False


def _read(resources: list[Json]) -> Zoned:
    return read_zones([without_profiles(each) if isinstance(each, dict) else each for each in resources])


def _content(zoned: Zoned) -> PlanContent:
    """The plan and its zones. Goals and measures it names are resources of their own, and other words stay as they came."""
    for each in zoned.others:
        if each.get("resourceType") != "Patient":
            raise InvalidResource(str(each.get("resourceType")), "Send this by itself: here is only the plan and its zones.")
    plan = as_sent(zoned.plan)
    refuse_beside(plan)
    refuse_unresolved("CarePlan", plan, is_elsewhere)
    named = {"id": zoned.plan["id"]} if "id" in zoned.plan else {}
    return from_zones_alone(Zoned(named | plan, zoned.zones))


def _joining(record: Record, plan: Json) -> list[Joining]:
    """What the plan names and stands in no plan yet. Errors: `UnknownReference`."""
    names = care_plan.named_parts(plan)
    return [part for part in parts_named(record, names) if part.plan_id is None]


def _change(record: Record, plan: Plan, content: PlanContent, parts: Sequence[Joining]) -> None:
    moved = _lay_zones(Writing(record, plan.id, None), content.zones) or bool(parts)
    # What came through Planer is that mouth's, and must come back there.
    received = put_beside(content.received, beside(plan.received))
    changes = differing(plan, plan_columns(content) | {"kind": plan.kind, "received": received})
    if not (moved or changes):
        return
    # Set last and together: a flush in between would move the version twice.
    for name, value in changes.items():
        setattr(plan, name, value)
    plan.content_version += bool(moved or changes.keys() - _NOT_CONTENT)
    keep(record, plan)
    adopt(plan, parts)


def _lay_zones(writing: Writing, zones: tuple[ZoneContent, ...]) -> bool:
    of_plan = (Zone.record_id == writing.record.id, Zone.plan_id == writing.plan_id)
    rows: dict[str, Part] = {row.level: row for row in db.session.scalars(select(Zone).where(*of_plan))}
    wanted = {each.level.value: zone_columns(each) for each in zones}
    return settle(writing, rows, wanted, lambda key, at: written(writing, Zone(**wanted[key], position=at)))[1]


def _known(record: Record, plan: Json) -> Plan | None:
    root = Element("CarePlan", plan)
    names = [name for name in (identifier_of(root), f"urn:uuid:{root.child('id').text()}") if name]
    of_record = (Plan.record_id == record.id, Plan.kind == PlanKind.SELF_CARE.value, Plan.deleted_at.is_(None))
    return db.session.scalar(select(Plan).where(*of_record, known_by(Plan, names)))


def _zones(plan: Plan) -> list[ZoneContent]:
    rows = db.session.scalars(select(Zone).where(Zone.plan_id == plan.id, Zone.deleted_at.is_(None)).order_by(Zone.position))
    return [ZoneContent(Level(row.level), row.condition, row.action, row.language) for row in rows]
