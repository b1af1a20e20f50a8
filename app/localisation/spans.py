"""How long something takes, in words."""

from __future__ import annotations

from app.localisation.text import ngettext


def span(minutes: int) -> str:
    """ "30 minutes", "2 hours"."""
    if minutes % 60 == 0:
        return ngettext("%(num)d hour", "%(num)d hours", minutes // 60)
    return ngettext("%(num)d minute", "%(num)d minutes", minutes)
