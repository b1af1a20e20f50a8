"""A nurse, those she follows, and what they have sent."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from decimal import Decimal
from uuid import uuid4

from app.models.check_in import CheckIn
from app.models.clinician import Clinician
from app.models.measure import Measure
from app.models.person import Person
from app.models.reading import Reading
from app.models.record import Record
from app.platform import clock
from app.platform.db import db
from app.readings.rules import KINDS
from tests.factories.people import a_care_team_member, a_clinician, a_patient


def a_nurse(given_name: str = "Nina") -> tuple[Person, Clinician]:
    return a_clinician(given_name)


def followed_by(nurse: Clinician, given_name: str = "Pasient", **changes: object) -> tuple[Person, Record]:
    """A patient the nurse follows."""
    person, record = a_patient(given_name, **changes)
    a_care_team_member(record, nurse)
    return person, record


def sent(
    record: Record, zone: str | None = "green", worried: bool = False, ago: timedelta = timedelta(minutes=5), **changes: object
) -> CheckIn:
    """A check-in of the patient, `ago`."""
    at = clock.now() - ago
    values = {
        "id": uuid4(),
        "zone": zone,
        "worried": worried,
        "note": None,
        "language": "nb",
        "content_hash": "",
        "measured_at": at,
        "received_at": at,
        "time_zone": "Europe/Oslo",
        "author_name": "Pasient Testesen",
        "author_role": "patient",
        "on_behalf": False,
    }
    return _added(CheckIn(record_id=record.id, **values | changes))


def measured(check_in: CheckIn, kind: str, value: str) -> Reading:
    unit = KINDS[kind]
    row = Reading(record_id=check_in.record_id, check_in_id=check_in.id, kind=kind, code=unit.code, unit=unit.unit)
    row.value, row.measured_at = Decimal(value), check_in.measured_at
    return _added(row)


def expected_daily(record: Record, starts_on: date, **changes: object) -> Measure:
    """An agreement to check in every day."""
    values = {
        "title": "Sjekk inn",
        "language": "nb",
        "origin": "clinician",
        "performer": "patient",
        "status": "active",
        "asks_for": "check-in",
        "problem_ids": [],
        "rrule": "FREQ=DAILY",
        "times": [],
        "starts_on": starts_on,
        "time_zone": "Europe/Oslo",
        "author_name": "Nina Testesen",
        "author_role": "SP",
    }
    return _added(Measure(record_id=record.id, **values | changes))


def days_ago(days: int) -> date:
    return clock.today("Europe/Oslo") - timedelta(days=days)


def at_noon(days: int) -> datetime:
    """Noon in UTC, `days` ago."""
    return (clock.now() - timedelta(days=days)).replace(hour=11, minute=0, second=0, microsecond=0)


def _added(row):  # type: ignore[no-untyped-def]
    db.session.add(row)
    db.session.commit()
    return row
