"""Observation: values measured at home, zones recognised, and worries."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from typing import Any, TypeAlias
from uuid import UUID

from sqlalchemy import Subquery, and_, false, or_, select, true

from app.fhir.kinds.ids import asked_id
from app.fhir.kinds.kind import Asked, Kind, Page, Parameter
from app.fhir.kinds.met import hands
from app.fhir.kinds.observed import VALUE, WORRIED, ZONE, Seen, observed, page_of_observed
from app.fhir.kinds.opened import Opened
from app.fhir.kinds.reports import reports
from app.fhir.kinds.short import READ_ONLY, follow
from app.fhir.kinds.values import Condition, Moments, Token, moment_in
from app.fhir.measured import CATEGORIES, DIASTOLIC, LABORATORY, NLK, PANEL, SYSTOLIC, codes_beside
from app.fhir.reported import Reported, worry_id, zone_id
from app.fhir.resources import observation
from app.fhir.resources.observation import OWN_OBSERVATION, OWN_ZONE, SURVEY
from app.fhir.systems import LOINC, SNOMED_CT
from app.fhir.zones.shape import ZONE_CODES
from app.models.check_in import CheckIn
from app.models.reading import Reading
from app.plans.actions.singles.identity import uuid_of
from app.platform.db import db
from app.platform.elements import Json

OnRows: TypeAlias = Callable[[Subquery], Condition]
_PARTS = {observation.ZONE: ZONE, observation.WORRIED: WORRIED}


def _record_of(known_as: UUID) -> UUID | None:
    own = db.session.scalar(select(Reading.record_id).where(Reading.id == known_as))
    return own or db.session.scalar(select(CheckIn.record_id).where(CheckIn.id.in_(_check_ins(known_as))))


def _check_ins(known_as: UUID) -> tuple[UUID, UUID]:
    """The check-ins whose zone or worry may go by this id."""
    return zone_id(known_as), worry_id(known_as)


def _many(opened: Opened, asked: Asked) -> Page:
    rows, total, after = page_of_observed(observed(opened.record), asked)
    return Page(_resources(opened, rows), total, after)


def _one(opened: Opened, known_as: UUID) -> Json | None:
    return next(iter(_found(opened, [known_as])), None)


def _some(opened: Opened, names: Sequence[str]) -> list[Json]:
    return _found(opened, [found for found in map(uuid_of, names) if found])


def _found(opened: Opened, ids: Sequence[UUID]) -> list[Json]:
    rows = observed(opened.record)
    wanted = select(rows.c.id, rows.c.check_in_id, rows.c.part).where(or_(false(), *(_by_id(each)(rows) for each in ids)))
    return _resources(opened, [Seen(*row) for row in db.session.execute(wanted)])


def _resources(opened: Opened, rows: Sequence[Seen]) -> list[Json]:
    found, known = reports(opened.record, {row.check_in_id for row in rows}), hands(opened)

    def made(row: Seen, report: Reported) -> Json:
        if row.part != VALUE:
            return observation.zone(report, known) if row.part == ZONE else observation.worried(report, known)
        by_code = {each.code: each for each in report.readings}
        reading = next(each for each in report.readings if each.id == row.id)
        if reading.code == SYSTOLIC and DIASTOLIC in by_code:
            return observation.blood_pressure(report, reading, by_code[DIASTOLIC], known)
        return observation.measured(report, reading, known)

    return [made(row, found[row.check_in_id]) for row in rows]


def _by_id(known_as: UUID) -> OnRows:
    zone, worry = _check_ins(known_as)
    return lambda rows: or_(
        and_(rows.c.part == VALUE, rows.c.id == known_as),
        and_(rows.c.part == ZONE, rows.c.id == zone),
        and_(rows.c.part == WORRIED, rows.c.id == worry),
    )


def _id(token: Token) -> OnRows:
    found = asked_id(token)
    return _by_id(found) if found else lambda rows: false()


def _code(token: Token) -> OnRows:
    """What was observed, in any of the systems it is coded in."""
    systems = [token.system] if token.system else [LOINC, SNOMED_CT, NLK]
    codes = [each for system in systems for each in codes_beside(system, token.code)]
    part = _PARTS.get(token.code) if token.system in (None, OWN_OBSERVATION) else None
    return lambda rows: rows.c.part == part if part else rows.c.code.in_(codes)


def _code_or_part(token: Token) -> OnRows:
    """As `_code`, where one number of a blood pressure finds the whole."""
    alone = _code(token)
    systems = [token.system] if token.system else [LOINC, SNOMED_CT]
    number = any(each in (SYSTOLIC, DIASTOLIC) for system in systems for each in codes_beside(system, token.code))
    return lambda rows: or_(alone(rows), rows.c.code == PANEL) if number else alone(rows)


def _category(token: Token) -> OnRows:
    if token.system not in (None, CATEGORIES):
        return lambda rows: false()
    wanted: dict[str, OnRows] = {
        SURVEY: lambda rows: rows.c.part != VALUE,
        "laboratory": lambda rows: rows.c.code.in_(LABORATORY),
        "vital-signs": lambda rows: and_(rows.c.part == VALUE, rows.c.code.not_in(LABORATORY)),
    }
    return wanted.get(token.code, lambda rows: false())


def _zone(token: Token) -> OnRows:
    known = token.system in (None, ZONE_CODES, OWN_ZONE)
    return lambda rows: and_(true() if known else false(), rows.c.part == ZONE, rows.c.zone == token.code)


def _moment(column: str) -> Callable[[Moments], OnRows]:
    return lambda asked: lambda rows: moment_in(rows.c[column])(asked)


def _performers() -> Iterable[str]:
    return ("Patient", "RelatedPerson", "PractitionerRole")


_PARAMETERS: dict[str, tuple[str, str, Any]] = {
    "_id": ("token", "The id", _id),
    "_lastUpdated": ("date", "When it was received", _moment("received_at")),
    "category": ("token", "vital-signs, laboratory, or survey for zones and worries", _category),
    "code": ("token", "What was observed: LOINC, SNOMED CT, NLK, or zone and worried of ours", _code),
    "combo-code": ("token", "As code; one number of a blood pressure finds the whole", _code_or_part),
    "date": ("date", "When it was measured", _moment("measured_at")),
    "value-concept": ("token", "The zone: green, yellow or red", _zone),
}

OBSERVATION = Kind(
    name="Observation",
    interactions=READ_ONLY,
    parameters={name: Parameter(*each) for name, each in _PARAMETERS.items()},
    sorts=frozenset({"_id", "_lastUpdated", "date"}),
    record_of=_record_of,
    one=_one,
    many=_many,
    some=_some,
    includes={
        "derived-from": follow("derivedFrom", to=["QuestionnaireResponse"]),
        "performer": follow("performer", to=list(_performers())),
    },
)
