"""ServiceRequest: the measure, after the national field table. Codes stand in `app.fhir.systems`."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from functools import partial
from typing import TYPE_CHECKING, Any

from app.fhir.days import OSLO
from app.fhir.modifiers import resource_of
from app.fhir.occurrence import put_rhythm, rhythm_of
from app.fhir.pointing import refuse_unresolved
from app.fhir.received import Write, lay_over, put, put_first, put_identifier
from app.fhir.references import (
    identifier_element,
    identifier_of,
    is_patient,
    own_identifier,
    put_targets,
    require_subject,
    targets_of,
)
from app.fhir.statuses import active_or_not, require_plan
from app.fhir.systems import ASKED_FOR, CATEGORIES, LOINC, OWN_MEASURE, SNOMED_CT
from app.measures.rules import CHECK_IN, MeasureContent, MeasureStatus, Party, Rhythm, spoken_from
from app.platform.elements import Element, Json, canonical

if TYPE_CHECKING:
    from app.models.measure import Measure

_CODES = {(LOINC, code): kind for code, kind in ASKED_FOR.items()} | {(OWN_MEASURE, CHECK_IN): CHECK_IN}


def from_fhir(resource: Json, starts_on: date, time_zone: str = OSLO) -> MeasureContent:
    """The measure; its rhythm counts from `starts_on` where the resource does not say. Errors: `InvalidResource`."""
    read = _read(resource, starts_on, time_zone)
    refuse_unresolved("ServiceRequest", resource)
    return MeasureContent(**read, received=canonical(resource))


def to_fhir(measure: Measure, subject: Json, author: Json, problems: Mapping[str, str]) -> Json:
    """The ServiceRequest of a row. `subject` and `author` are references; `problems` are the problems' identifiers by id."""
    own = measure.origin == Party.PATIENT
    now = {
        "title": measure.title,
        "description": measure.description,
        "rhythm": _rhythm(measure),
        "origin": measure.origin,
        "performer": measure.performer,
        "performer_name": measure.performer_name,
        "asks_for": measure.asks_for,
        "category_code": measure.category_code,
        "category_text": measure.category_text,
        "language": measure.language,
        "status": measure.status,
        "problems": tuple(problems.get(each) or own_identifier(each) for each in measure.problem_ids),
        "identifier": measure.identifier or own_identifier(measure.id),
    }
    blank = {"resourceType": "ServiceRequest", "intent": "plan", "subject": subject, "requester": subject if own else author}
    performs = partial(_put_performer, performer=subject if measure.performer == Party.PATIENT else _performs(measure, author))
    sorts = partial(_put_category, code=measure.category_code, text=measure.category_text)
    given = {"performer": performs, "performer_name": performs, "category_code": sorts, "category_text": sorts}
    read = partial(_read, starts_on=measure.starts_on, time_zone=measure.time_zone)
    return lay_over(measure.received, blank, read, now, _WRITERS | given)


def _read(resource: Json, starts_on: date, time_zone: str) -> dict[str, Any]:
    root = resource_of("ServiceRequest", resource)
    require_subject(root)
    require_plan(root)
    if root.child("doNotPerform").yes():
        raise root.child("doNotPerform").invalid("Egenplan has no measures that say what not to do.")
    code, category = root.child("code"), root.first("category")
    performer, performer_name = _performer(root)
    return {
        "title": code.child("text").text(300) or code.first("coding").child("display").required(300),
        "description": root.first("orderDetail").child("text").text(),
        "rhythm": rhythm_of(root, starts_on, time_zone),
        "origin": Party.PATIENT if is_patient(root.child("requester")) else Party.CLINICIAN,
        "performer": performer,
        "performer_name": performer_name,
        "asks_for": _asks_for(code),
        "category_code": next((each.child("code").text(40) for each in _snomed(category)), None),
        "category_text": category.child("text").text(200),
        "language": root.child("language").text(10) or "nb",
        "status": active_or_not(root, MeasureStatus),
        "problems": targets_of(root.all("reasonReference"), "Condition"),
        "identifier": identifier_of(root),
    }


def _performer(root: Element) -> tuple[Party, str | None]:
    """Who does it. Where nobody is named: a measure with a category is self-care (the national rule), any other is not."""
    performer = root.first("performer")
    if is_patient(performer) or not (performer or not root.all("category")):
        return Party.PATIENT, None
    return Party.CLINICIAN, performer.child("display").text(200)


def asked_for(resource: Json) -> str | None:
    """What the measure asks the patient for: a check-in, a reading, or nothing."""
    return _asks_for(Element("ServiceRequest", resource).child("code"))


def _asks_for(code: Element) -> str | None:
    codes = [(each.child("system").text(), each.child("code").text()) for each in code.all("coding")]
    return next((_CODES[each] for each in codes if each in _CODES), None)


def _snomed(category: Element) -> list[Element]:
    return [each for each in category.all("coding") if each.child("system").value == SNOMED_CT]


def _rhythm(row: Measure) -> Rhythm:
    times, zone, pause = tuple(row.times), row.time_zone, (row.paused_on, row.resumed_on)
    return Rhythm(row.rrule, times, row.latest_by, row.starts_on, row.until_on, zone, *pause, spoken_from(row.spoken))


def _put_asked(resource: Json, asks_for: str | None) -> None:
    coding = next(({"system": system, "code": code} for (system, code), kind in _CODES.items() if kind == asks_for), None)
    put(resource.setdefault("code", {}), "coding", [coding] if coding else None)


def _put_category(resource: Json, _changed: Any, code: str | None, text: str | None) -> None:
    coding = _said({"system": SNOMED_CT, "code": code, "display": CATEGORIES.get(code or "")})
    put_first(resource, "category", _said({"coding": [coding] if code else None, "text": text}))


def _performs(measure: Measure, author: Json) -> Json:
    """The author by number where it is they; anybody else we know by name only."""
    name = measure.performer_name
    return author if author.get("display") == name else _said({"type": "PractitionerRole", "display": name})


def _put_performer(resource: Json, _changed: Any, performer: Json) -> None:
    put_first(resource, "performer", performer)


def _said(element: Json) -> Json:
    return {name: value for name, value in element.items() if value}


_WRITERS: dict[str, Write] = {
    "title": lambda resource, value: resource.setdefault("code", {}).update(text=value),
    "description": lambda resource, value: put_first(resource, "orderDetail", {"text": value} if value else None),
    "rhythm": put_rhythm,
    "asks_for": _put_asked,
    "language": lambda resource, value: put(resource, "language", value),
    "status": lambda resource, value: put(resource, "status", str(value)),
    "problems": lambda resource, value: put_targets(resource, "reasonReference", "Condition", value),
    "identifier": lambda resource, value: put_identifier(resource, identifier_element(value)),
}
