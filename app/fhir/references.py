"""Who and what a resource points at.

Patients and health personnel are named by their number (logical references). What is in the plan is named by its identifier:
`Condition/<uuid>` is the Condition whose identifier is `urn:uuid:<uuid>`.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from uuid import UUID

from app.fhir.received import put
from app.fhir.systems import D_NUMBER, FODSELSNUMMER, HPR_NUMBER, URI
from app.platform.elements import Element, InvalidResource, Json

_URN = "urn:uuid:"
_MAX_IDENTIFIER = 300
_VERSION = re.compile(r"/_history/[^/]*$")
_UUID = re.compile(r"[0-9a-fA-F]{8}(-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12}")


def patient(identity_number: str) -> Json:
    # The first digit of a D-number is raised by four (Skatteetaten).
    system = D_NUMBER if identity_number[0] in "4567" else FODSELSNUMMER
    return {"type": "Patient", "identifier": {"system": system, "value": identity_number}}


def health_personnel(hpr_number: str, name: str) -> Json:
    return {"type": "PractitionerRole", "display": name, "identifier": {"system": HPR_NUMBER, "value": hpr_number}}


def subject_of(resource: Element) -> str:
    """The identity number of the patient the resource is about."""
    return resource.child("subject").child("identifier").child("value").required(limit=20)


def require_subject(resource: Element) -> None:
    """Errors: `InvalidResource` where the resource is about nobody. Whether it is the right one, each mouth asks in its way."""
    subject = resource.child("subject")
    if not (subject.child("reference") or subject.child("identifier")):
        subject_of(resource)


def kind_of(reference: Element) -> str:
    """The type of resource referred to, empty where it cannot be told."""
    return reference.child("type").text() or kind_in_address(reference)


def kind_in_address(reference: Element) -> str:
    parts = without_version(reference.child("reference").text() or "").partition("?")[0].split("/")
    return parts[-2] if len(parts) > 1 and parts[-2].isalpha() else ""


def without_version(address: str) -> str:
    """`Goal/<id>` of `Goal/<id>/_history/<n>`: it is the resource that is referred to, whatever it says by now."""
    return _VERSION.sub("", address)


def is_patient(reference: Element) -> bool:
    return kind_of(reference) == "Patient"


def identifier_of(resource: Element) -> str | None:
    """The business identifier: a URI as it is, any other with its system before it."""
    found = resource.all("identifier")
    chosen = next((each for each in found if each.child("system").value == URI), found[0] if found else None)
    return _identifier(chosen) if chosen else None


def points(reference: Element) -> bool:
    """Whether it points at something; words alone (`display`) do not."""
    return bool(reference.child("reference") or reference.child("identifier"))


def target_of(reference: Element) -> str:
    """The identifier of what is referred to. Errors: `InvalidResource` where it has no name here."""
    if found := _identifier(reference.child("identifier")):
        return found
    literal = reference.child("reference")
    address = without_version(literal.required())
    unnamed = "?" in address or ("/" in address and not kind_in_address(reference))
    last = "" if unnamed else address.rsplit("/", 1)[-1].removeprefix(_URN)
    try:
        return f"{_URN}{UUID(last)}"
    except ValueError:
        raise literal.invalid("Name it by its UUID, as in Condition/3fef8859-027b-59ea-8cf4-bcc7dbf8ea8e.") from None


def targets_of(references: list[Element], kind: str) -> tuple[str, ...]:
    """The identifiers of those referred to that are a `kind`, or do not say what they are, each once.

    For reading what is kept: what names nothing is passed over. `app.fhir.pointing` refuses that where it is sent.
    """
    return tuple(dict.fromkeys(target for each in references if (target := _target(each, kind))))


def reference_to(kind: str, identifier: str) -> Json:
    if identifier.startswith(_URN):
        return {"reference": f"{kind}/{identifier.removeprefix(_URN)}"}
    return {"type": kind, "identifier": identifier_element(identifier)}


def identifier_element(identifier: str) -> Json:
    system, bar, value = identifier.rpartition("|")
    return {"system": system, "value": value} if bar and system else {"system": URI, "value": identifier.removeprefix("|")}


def identifier_token(system: str | None, value: str) -> list[str]:
    """The names rows may have for an identifier as a search says it. Without a system it may be of any: `|value` stands for
    that, since no row's own name begins so."""
    if system in (None, "", URI):
        bare = f"{_URN}{value.lower()}" if system is None and _UUID.fullmatch(value) else value
        named = bare.lower() if bare.lower().startswith(_URN) else bare
        return [named, f"|{value}"] if system is None else [named]
    return [f"{system}|{value}"]


def put_targets(resource: Json, name: str, kind: str, identifiers: Iterable[str]) -> None:
    """Refer to these from the list `name`; what already is referred to stays as it stands, and so do other kinds."""
    there = [(each.value, _target(each, kind)) for each in Element(kind, resource).all(name)]
    others = [value for value, target in there if target is None]
    known = {target: value for value, target in there}
    put(resource, name, others + [known.get(each) or reference_to(kind, each) for each in identifiers])


def own_identifier(row_id: object) -> str:
    """The identifier of a row made here."""
    return f"{_URN}{row_id}"


def _identifier(element: Element) -> str | None:
    value = element.child("value").text(_MAX_IDENTIFIER)
    system = element.child("system").text()
    if value is None or system in (None, URI):
        return value.lower() if value and value.lower().startswith(_URN) else value
    joined = f"{system}|{value}"
    return Element(element.path, joined).text(_MAX_IDENTIFIER)


def _target(reference: Element, kind: str) -> str | None:
    """The identifier, where it can be read and is of a `kind`."""
    if not points(reference) or kind_of(reference) not in ("", kind):
        return None
    try:
        return target_of(reference)
    except InvalidResource:
        return None
