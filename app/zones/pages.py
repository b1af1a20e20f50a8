"""Zones as words."""

from __future__ import annotations

from flask_babel import gettext as _


def zone_label(level: str | None) -> str:
    """ "Green zone", "Yellow zone", "Red zone"; "Not sure" where no zone was recognised. Unknown is never green."""
    labels = {"green": _("Green zone"), "yellow": _("Yellow zone"), "red": _("Red zone")}
    return labels.get(level or "", _("Not sure"))
