"""A check-in and what was measured in it, as the mappers take them; and the ids of what has no row of its own."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal
from uuid import UUID

# A check-in is also two observations, the zone and the worry. Their ids are its own with some of the last bits turned, which
# can be turned back; they never meet an id that chance has made (122 random bits, RFC 9562).
_ZONE_BITS, _WORRY_BITS = 0x5A6F6E65, 0x576F7272


@dataclass(frozen=True)
class Measured:
    """One value, with its code (LOINC) and unit (UCUM)."""

    id: UUID
    kind: str
    code: str
    value: Decimal
    unit: str


@dataclass(frozen=True)
class Reported:
    """One check-in. `plan` is the identifier of the self-care plan whose words were read, where there was one."""

    id: UUID
    zone: str | None
    worried: bool
    note: str | None
    language: str
    measured_at: datetime
    received_at: datetime
    time_zone: str
    written_by_id: UUID | None
    author_name: str
    author_role: str
    author_organisation: str | None
    plan: str | None = None
    readings: Sequence[Measured] = ()


def zone_id(check_in_id: UUID) -> UUID:
    """The id of the observation of the zone; of that id, the check-in's."""
    return UUID(int=check_in_id.int ^ _ZONE_BITS)


def worry_id(check_in_id: UUID) -> UUID:
    """As `zone_id`, for whether somebody was worried."""
    return UUID(int=check_in_id.int ^ _WORRY_BITS)
