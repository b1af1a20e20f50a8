"""Whether there is a consent now, and since when."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import bindparam, select

from app.access.record import Record
from app.consents.rules import PLAN, NoConsent
from app.models.consent import Consent
from app.platform.db import fetch

_LATEST = (
    select(Consent.given_at, Consent.withdrawn_at, Consent.author_name, Consent.author_organisation)
    .where(Consent.record_id == bindparam("record_id"), Consent.kind == PLAN)
    .order_by(Consent.given_at.desc(), Consent.withdrawn_at.is_not(None))
    .limit(1)
)


@dataclass(frozen=True)
class ConsentLine:
    """The latest consent; with `withdrawn_at` it no longer holds. The author recorded it."""

    given_at: datetime
    withdrawn_at: datetime | None
    author_name: str
    author_organisation: str | None


def latest_consent(record: Record) -> ConsentLine | None:
    rows = fetch(_LATEST, {"record_id": record.id})
    return ConsentLine(**rows[0]._asdict()) if rows else None


def has_consent(record: Record) -> bool:
    latest = latest_consent(record)
    return latest is not None and latest.withdrawn_at is None


def require_consent(record: Record) -> None:
    """Errors: `NoConsent`."""
    if not has_consent(record):
        raise NoConsent
