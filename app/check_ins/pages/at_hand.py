"""What the plan says of each zone, at hand before it is known whether there is network to send with."""

from __future__ import annotations

from dataclasses import dataclass

from app.check_ins.pages.calls import Calls, calls
from app.zones.pages import if_worse, zone_label
from app.zones.rules import Level, ZonePlan, lines


@dataclass(frozen=True)
class AtHand:
    """What one does in a zone, or when unsure, and whom to call; `worried` are the calls for somebody who is."""

    level: str
    label: str
    doings: tuple[str, ...]
    lang: str
    worse: str
    calls: Calls
    worried: Calls


def at_hand(plan: ZonePlan | None) -> tuple[AtHand, ...]:
    return tuple(_of(plan, level) for level in (*(level.value for level in Level), None))


def _of(plan: ZonePlan | None, level: str | None) -> AtHand:
    zone = plan.zone(level) if plan else None
    return AtHand(
        level=level or "unsure",
        label=zone_label(level),
        doings=tuple(lines(zone.action)) if zone else (),
        lang=zone.language if zone else "",
        worse=if_worse(level),
        calls=calls(plan, level, False),
        worried=calls(plan, level, True),
    )
