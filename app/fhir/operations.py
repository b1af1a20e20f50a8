"""All of one patient, as an operation."""

from __future__ import annotations

from collections.abc import Mapping
from urllib.parse import urlencode
from uuid import UUID

from flask import Response, request

from app.exchange.caller import current_caller
from app.exchange.errors import Refused
from app.exchange.guard import body
from app.fhir import everything as whole
from app.fhir.doors import Doors
from app.fhir.kinds.kind import Interaction, Kind
from app.fhir.kinds.patient import PATIENT
from app.fhir.mouth import base, blueprint, told
from app.fhir.registry import REGISTRY
from app.fhir.scopes import granted
from app.platform.elements import Element, InvalidResource, Json

__all__ = ["blueprint"]


@blueprint.route("/Patient/<uuid:known_as>/$everything", methods=["GET", "POST"])
def everything(known_as: UUID) -> Response:
    given = {**request.args.to_dict(), **(_parameters(body()) if request.method == "POST" and request.content_length else {})}
    wish, doors = whole.read_wish(given), Doors(current_caller())
    doors.allow(PATIENT, Interaction.READ)
    kinds = _covered(doors, wish.types)
    opened = doors.to_read(PATIENT, PATIENT.record_of(known_as))
    resources, following = whole.everything(opened, kinds, wish)
    asked = {name: value for name, value in given.items() if name != "_page"}
    return told(_searchset(f"{base()}/Patient/{known_as}/$everything", asked, given.get("_page"), resources, following))


def _covered(doors: Doors, wanted: frozenset[str] | None) -> list[Kind]:
    """The kinds asked for, else all that the token covers. Errors: `Refused`, `Forbidden` for one that was asked for by name."""
    who = doors.caller.claims.kind
    if wanted is None:
        return [kind for kind in REGISTRY.values() if granted(doors.caller.scopes, who, kind.name, Interaction.READ)]
    for name in sorted(wanted):
        if name not in REGISTRY:
            raise Refused("CPLF-0004", f"_type: one of {', '.join(sorted(REGISTRY))}.", issue="value")
        doors.allow(REGISTRY[name], Interaction.READ)
    return [kind for name, kind in REGISTRY.items() if name in wanted]


def _parameters(sent: object) -> Mapping[str, str]:
    """The values of a Parameters resource. Errors: `InvalidResource`."""
    root = Element("Parameters", sent)
    if root.child("resourceType").value != "Parameters":
        raise InvalidResource("Parameters", "Send Parameters, or nothing.")
    found = {}
    for each in root.all("parameter"):
        name = each.child("name").required(40)
        values = [value for member, value in each.value.items() if member.startswith("value")]
        if len(values) != 1 or isinstance(values[0], dict | list | bool):
            raise each.invalid("Give it one value.")
        found[name] = str(values[0])
    return found


def _searchset(address: str, asked: Mapping[str, str], page: str | None, resources: list[Json], following: str | None) -> Json:
    def link(relation: str, at: str | None) -> Json:
        query = urlencode({**asked, **({"_page": at} if at else {})})
        return {"relation": relation, "url": f"{address}?{query}" if query else address}

    links = [link("self", page)] + ([link("next", following)] if following else [])
    entries = [
        {"fullUrl": f"{base()}/{each['resourceType']}/{each['id']}", "resource": each, "search": {"mode": "match"}}
        for each in resources
    ]
    return {"resourceType": "Bundle", "type": "searchset", "link": links} | ({"entry": entries} if entries else {})
