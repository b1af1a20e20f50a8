"""What has happened in a record since the clinician last marked something in it as seen."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import and_, bindparam, func, or_, select

from app.access.record import Record
from app.models.acknowledgement import Acknowledgement
from app.models.check_in import CheckIn
from app.platform.db import db

_OF_RECORD = CheckIn.record_id == bindparam("record_id")
_MINE = (Acknowledgement.record_id == bindparam("record_id"), Acknowledgement.written_by_id == bindparam("actor_id"))
_LOOKED = select(func.max(Acknowledgement.seen_at)).where(*_MINE)
_ARRIVED = select(func.count()).select_from(CheckIn).where(_OF_RECORD, CheckIn.received_at > bindparam("since"))
_UNSEEN = (
    select(func.count())
    .select_from(CheckIn)
    .where(_OF_RECORD, ~select(1).where(Acknowledgement.check_in_id == CheckIn.id).exists())
)
_BEFORE = (
    select(CheckIn.zone)
    .where(_OF_RECORD, CheckIn.received_at <= bindparam("since"))
    .order_by(CheckIn.measured_at.desc(), CheckIn.id.desc())
    .limit(1)
)
_at: Any = bindparam("at")
_id: Any = bindparam("id")
_EARLIER = or_(CheckIn.measured_at < _at, and_(CheckIn.measured_at == _at, CheckIn.id < _id))
_LATER = or_(CheckIn.measured_at > _at, and_(CheckIn.measured_at == _at, CheckIn.id > _id))
_UNSEEN_EARLIER = (
    select(CheckIn.id, CheckIn.measured_at, func.count().over().label("many"))
    .where(_OF_RECORD, _EARLIER, ~select(1).where(Acknowledgement.check_in_id == CheckIn.id).exists())
    .order_by(CheckIn.measured_at.desc(), CheckIn.id.desc())
    .limit(1)
)
_JUST_LATER = select(CheckIn.id).where(_OF_RECORD, _LATER).order_by(CheckIn.measured_at, CheckIn.id).limit(1)
_MY_OWN = select(Acknowledgement.check_in_id, Acknowledgement.reply).where(
    *_MINE, Acknowledgement.check_in_id.in_(bindparam("ids", expanding=True))
)


@dataclass(frozen=True)
class Changes:
    """`arrived` check-ins since `since`; `unseen` ones that nobody has seen, whenever they came; the zone there was before."""

    since: datetime
    arrived: int
    unseen: int
    had_any: bool
    zone_before: str | None


@dataclass(frozen=True)
class FurtherBack:
    """Check-ins beyond a page that nobody has seen; a page of those before `before` begins with the newest of them."""

    many: int
    before: UUID | None


def last_looked(record: Record) -> datetime | None:
    """When the actor last marked a check-in of the record as seen."""
    return db.session.scalar(_LOOKED, {"record_id": record.id, "actor_id": record.actor.person_id})


def changes_since(record: Record, since: datetime) -> Changes:
    asked = {"record_id": record.id, "actor_id": record.actor.person_id, "since": since}
    before = db.session.execute(_BEFORE, asked).first()
    return Changes(
        since=since,
        arrived=db.session.scalar(_ARRIVED, asked) or 0,
        unseen=db.session.scalar(_UNSEEN, asked) or 0,
        had_any=before is not None,
        zone_before=before.zone if before else None,
    )


def own_replies(record: Record, check_in_ids: list[UUID]) -> dict[UUID, str | None]:
    """Of these check-ins, those the actor has marked as seen, with the reply where there is one."""
    asked = {"record_id": record.id, "actor_id": record.actor.person_id, "ids": check_in_ids}
    return {row.check_in_id: row.reply for row in db.session.execute(_MY_OWN, asked)}


def unseen_before(record: Record, last_shown: UUID, at: datetime) -> FurtherBack | None:
    """What nobody has seen of what came before the check-in `last_shown`, measured `at`; nothing where all is seen."""
    found = db.session.execute(_UNSEEN_EARLIER, {"record_id": record.id, "id": last_shown, "at": at}).first()
    if found is None:
        return None
    later = db.session.scalar(_JUST_LATER, {"record_id": record.id, "id": found.id, "at": found.measured_at})
    return FurtherBack(found.many, later)
