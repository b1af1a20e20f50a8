"""The addresses of reminders."""

from app.reminders.views import feed, notices, own, settings, watchers
from app.reminders.views.blueprint import blueprint

__all__ = ["blueprint", "feed", "notices", "own", "settings", "watchers"]
