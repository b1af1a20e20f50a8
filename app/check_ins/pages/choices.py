"""The first step: what do you recognise?"""

from __future__ import annotations

from dataclasses import dataclass

from flask_babel import get_locale

from app.localisation.text import gettext as _
from app.zones.pages import zone_label
from app.zones.rules import Level, ZonePlan, lines


@dataclass(frozen=True)
class Choice:
    """One zone to recognise, in the plan's own words; in plain ones where no plan has any."""

    level: str
    label: str
    signs: tuple[str, ...]
    lang: str


def choices(plan: ZonePlan | None) -> tuple[Choice, ...]:
    return tuple(_choice(level, plan) for level in Level)


def _choice(level: Level, plan: ZonePlan | None) -> Choice:
    zone = plan.zone(level) if plan else None
    if zone and lines(zone.condition):
        return Choice(level.value, zone_label(level), tuple(lines(zone.condition)), zone.language)
    return Choice(level.value, zone_label(level), (_plain()[level],), str(get_locale()))


def _plain() -> dict[Level, str]:
    return {
        Level.GREEN: _("It is about as usual for me."),
        Level.YELLOW: _("It is worse than usual for me."),
        Level.RED: _("It is much worse than usual, or it frightens me."),
    }
