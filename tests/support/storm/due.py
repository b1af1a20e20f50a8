"""People with a reminder each that is due: written as rows, since so many cannot be made by the forms."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime, timedelta
from uuid import UUID, uuid4
from zoneinfo import ZoneInfo

from sqlalchemy import Table, insert, select, update

from app.models.login_session import LoginSession
from app.models.measure import Measure
from app.models.person import Person
from app.models.push_subscription import PushSubscription
from app.models.record import Record
from app.models.reminder import Reminder
from app.models.reminder_delivery import ReminderDelivery
from app.platform import clock
from app.platform.db import db

ZONE = "Europe/Oslo"
_PART = 5000


def due_people(count: int, day: date) -> list[UUID]:
    """So many people with a measure, a phone and a reminder each, due since midnight. Answers the reminders."""
    return [one for start in range(0, count, _PART) for one in _people(min(_PART, count - start), day)]


def shown_the_day_before(day: date) -> None:
    """On every phone the notice of the day before still stands."""
    db.session.execute(update(Reminder).values(open_on=day - timedelta(days=1), open_time=""))
    db.session.commit()


def due_again(day: date) -> list[UUID]:
    """All of them are due once more, as if nothing had been done."""
    for table in (ReminderDelivery, Reminder):
        db.session.execute(table.__table__.delete())  # type: ignore[attr-defined]
    rows = db.session.execute(
        select(Measure.id, Measure.record_id, Record.person_id).join(Record, Record.id == Measure.record_id)
    )
    ids = _remind([(row.person_id, row.record_id, row.id) for row in rows], day)
    db.session.commit()
    return ids


def _people(count: int, day: date) -> list[UUID]:
    now, made = clock.now(), [(uuid4(), uuid4(), uuid4()) for _ in range(count)]
    names = {"given_name": "Prøve", "family_name": "Testesen", "time_zone": ZONE, "created_at": now}
    _fill(
        Person.__table__, [{"id": p, "identity_number_sealed": b"", "identity_number_hash": p.hex, **names} for p, _, _ in made]
    )
    _fill(Record.__table__, [{"id": r, "person_id": p, "created_at": now} for p, r, _ in made])
    measure = {
        "problem_ids": [],
        "title": "Prøve",
        "language": "nb",
        "origin": "patient",
        "performer": "patient",
        "status": "active",
    }
    measure |= {"rrule": "FREQ=DAILY", "times": [], "starts_on": day, "time_zone": ZONE, "position": 0, "version": 1}
    measure |= {"author_name": "Prøve", "author_role": "patient", "on_behalf": False, "created_at": now, "updated_at": now}
    _fill(Measure.__table__, [{"id": m, "record_id": r, **measure} for _, r, m in made])
    session = {"provider": "test", "device": "Test", "created_at": now, "seen_at": now}
    _fill(LoginSession.__table__, [{"id": p, "person_id": p, "token_hash": p.hex * 2, **session} for p, _, _ in made])
    phone = {"p256dh": "p", "auth": "a", "application_key": "k", "language": "nb", "device": "Test", "created_at": now}
    endpoint = "https://fcm.googleapis.com/"
    _fill(
        PushSubscription.__table__,
        [
            {"id": p, "person_id": p, "session_id": p, "endpoint": endpoint + p.hex, "endpoint_hash": p.hex * 2, **phone}
            for p, _, _ in made
        ],
    )
    ids = _remind(made, day)
    db.session.commit()
    return ids


def _remind(made: Sequence[tuple[UUID, UUID, UUID]], day: date) -> list[UUID]:
    midnight = datetime.combine(day, datetime.min.time(), ZoneInfo(ZONE))
    row = {"active": True, "times": ["00:00"], "again_after_minutes": 30, "again_times": 0, "attempt": 0, "snoozed": False}
    row |= {"since": midnight - timedelta(seconds=1), "next_at": midnight, "held": False, "seen_version": 1}
    row |= {"created_at": midnight, "updated_at": midnight}
    rows = [{"id": uuid4(), "person_id": p, "record_id": r, "measure_id": m, **row} for p, r, m in made]
    for start in range(0, len(rows), _PART):
        _fill(Reminder.__table__, rows[start : start + _PART])
    return [each["id"] for each in rows]


def _fill(table: object, rows: list[dict[str, object]]) -> None:
    assert isinstance(table, Table)
    db.session.execute(insert(table), rows)
