"""The self-care plan's zones as the plan shows them."""

from __future__ import annotations

from dataclasses import dataclass

from app.access.record import Record
from app.check_ins.queries import CheckInLine
from app.localisation.moments import moment
from app.localisation.text import gettext as _
from app.plans.pages.authorship import is_self
from app.zones.pages import ContactRow, ZoneCard, zone_card
from app.zones.rules import Level, ZonePlan

EMERGENCY = "113"
EVERYBODYS = (EMERGENCY, "116117")


@dataclass(frozen=True)
class PlanZone:
    """One zone. `open` where it is shown unfolded, `note` says why it holds now; red has the emergency call first."""

    card: ZoneCard
    open: bool
    note: str | None
    contacts: tuple[ContactRow, ...]
    emergency: bool
    worse: str | None


def plan_zones(record: Record, plan: ZonePlan | None, last: CheckInLine | None, whole: bool = False) -> tuple[PlanZone, ...]:
    """Green, yellow, red. The zone of the last check-in is open; where none is known all are, for unknown is never green.

    On paper (`whole`) none is marked: the paper is read on other days than it was printed.
    """
    known = last.zone if plan and last and plan.zone(last.zone) else None
    zones = plan.zones if plan else ()
    order = list(Level)
    return tuple(
        PlanZone(
            card=card,
            open=whole or known in (None, card.level),
            note=_note(record, last) if last and known == card.level and not whole else None,
            contacts=tuple(row for row in card.contacts if not (_is_red(card) and digits(row.phone) == EMERGENCY)),
            emergency=_is_red(card),
            worse=None if _is_red(card) else _("If you feel worse than this, follow the red zone."),
        )
        for card in (zone_card(zone, plan.contacts if plan else ()) for zone in sorted(zones, key=lambda z: order.index(z.level)))
    )


def _note(record: Record, last: CheckInLine) -> str:
    when = moment(last.measured_at, record.time_zone).words
    if is_self(record):
        return _("The zone you chose %(when)s", when=when)
    return _("The zone chosen at the last check-in, %(when)s", when=when)


def _is_red(card: ZoneCard) -> bool:
    return card.level == Level.RED


def digits(phone: str) -> str:
    return "".join(letter for letter in phone if letter.isdigit())
