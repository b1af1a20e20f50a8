"""Self-care plans in HL7 Norge's shapes, over HTTP: as an operation, and in Bundles that carry zones."""

from __future__ import annotations

from uuid import UUID

from flask import Response, request

from app.exchange.caller import current_caller
from app.exchange.errors import Refused
from app.exchange.guard import body
from app.exchange.versions import seen_version
from app.fhir.bundles import etag
from app.fhir.doors import Doors
from app.fhir.kinds.care_plan import CARE_PLAN
from app.fhir.kinds.kind import Interaction
from app.fhir.mouth import base, blueprint, told
from app.fhir.shelf.zones import one_plan, take_in, written_out
from app.fhir.subjects import patient_id, patient_number, refuse_others
from app.fhir.validation import check_resource
from app.fhir.zones import is_v2
from app.fhir.zones.sent import ANSWERS, resources_sent
from app.fhir.zones.v1 import one_plan as overall
from app.models.plan import Plan
from app.plans.actions.singles.identity import public_id
from app.platform.elements import Element, Json

VERSIONS = {"1": 1, "2": 2}


@blueprint.get("/CarePlan/<uuid:known_as>/$zones")
def zones(known_as: UUID) -> Response:
    version = VERSIONS.get(request.args.get("version", "1"))
    if version is None:
        raise Refused("CPLF-0004", "version: This must be 1 or 2.", issue="value")
    doors = Doors(current_caller())
    doors.allow(CARE_PLAN, Interaction.READ)
    opened = doors.to_read(CARE_PLAN, CARE_PLAN.record_of(known_as))
    plan = one_plan(opened.record, known_as)
    if plan is None:
        raise Refused("CPLF-0007", "There is no self-care plan of that name.")
    return _zones_told(plan, opened.shelf.resource(plan), version)


@blueprint.post("/CarePlan/$zones")
def zones_sent() -> Response:
    return take_zones(body())


def take_zones(sent: object) -> Response:
    """Take in a Bundle in either shape. The answer is in the same, or, to a transaction or batch, one line an entry."""
    resources, seen, doors = resources_sent(sent), seen_version(), Doors(current_caller())
    for each in resources:
        check_resource(str(each["resourceType"]), each)
    for interaction in (Interaction.CREATE, Interaction.UPDATE):
        doors.allow(CARE_PLAN, interaction)
    opened = doors.to_write(_record_of(doors, overall(resources)))
    for each in resources:
        refuse_others(opened, str(each["resourceType"]), each)
    plan, new = take_in(opened.shelf, resources, seen)
    if isinstance(sent, dict) and sent["type"] in ANSWERS and request.path.rstrip("/").endswith("/fhir"):
        return told(_carried_out(sent, plan, new=new))
    shown = opened.again().shelf.resource(plan)
    return _zones_told(plan, shown, 2 if is_v2(resources) else 1, 201 if new else 200)


def _carried_out(sent: Json, plan: Plan, *, new: bool) -> Json:
    """The zones have no address of their own: each entry is answered, the overall plan with where it is."""
    status = "201 Created" if new else "200 OK"
    where = {"location": f"CarePlan/{public_id(plan)}/_history/{plan.version}", "etag": etag(plan.version)}
    entries = []
    for entry in sent["entry"]:
        resource = entry["resource"]
        is_plan = resource["resourceType"] == "CarePlan" and not resource.get("partOf")
        entries.append({"response": {"status": status, **(where if is_plan else {})}})
    return {"resourceType": "Bundle", "type": ANSWERS[sent["type"]], "entry": entries}


def _record_of(doors: Doors, plan: Json) -> UUID | None:
    subject = Element("CarePlan", plan).child("subject")
    number = patient_number(subject)
    return patient_id(subject) or (doors.record_named(number) if number else None)


def _zones_told(plan: Plan, resource: Json, version: int, status: int = 200) -> Response:
    entries = [
        {"fullUrl": f"{base()}/{each['resourceType']}/{each['id']}", "resource": each}
        for each in written_out(plan, resource, version)
    ]
    headers = {"ETag": etag(plan.version)}
    if status == 201:
        headers["Location"] = f"{base()}/CarePlan/{public_id(plan)}/_history/{plan.version}"
    return told({"resourceType": "Bundle", "type": "collection", "entry": entries}, status, headers)
