"""What came from somebody without a valid fullmakt, for a clinician to judge."""

from __future__ import annotations

from dataclasses import dataclass
from uuid import UUID

from app.access.record import Record
from app.localisation.moments import moment
from app.localisation.text import gettext as _
from app.outbox.queries import Waiting
from app.readings.pages import kind_label
from app.readings.rules import KINDS
from app.zones.pages import zone_label
from app.zones.rules import Level

UNSURE = "unsure"


@dataclass(frozen=True)
class Late:
    """One item. `why` says whose it is and that the right was not there; `values` are as they were typed."""

    id: UUID
    heading: str
    why: str
    when: str
    level: str
    zone: str
    worried: bool
    values: tuple[str, ...]
    note: str
    language: str


def late(record: Record, items: list[Waiting]) -> tuple[Late, ...]:
    return tuple(_late(record, item) for item in items)


def both_times(record: Record, item: Waiting) -> str:
    zone = record.actor.time_zone
    written, received = (moment(at, zone).words for at in (item.measured_at, item.received_at))
    return _("Written %(written)s, received %(received)s", written=written, received=received)


def _late(record: Record, item: Waiting) -> Late:
    fields = item.content["fields"]
    is_check_in = item.kind == "check-in"
    level = fields.get("zone") if fields.get("zone") in list(Level) else UNSURE
    return Late(
        id=item.id,
        heading=_("Check-in without a valid fullmakt") if is_check_in else _("Answer about a measure without a valid fullmakt"),
        why=_("From %(name)s, whose fullmakt was not in force when it was written or received.", name=item.author_name),
        when=both_times(record, item),
        level=level if is_check_in else "",
        zone=zone_label(None if level == UNSURE else level) if is_check_in else "",
        worried=bool(fields.get("worried")),
        values=tuple(f"{kind_label(kind)}: {fields[kind]}" for kind in KINDS if fields.get(kind)),
        note=fields.get("note", ""),
        language=item.content["language"],
    )
