"""A person's own settings for reminders."""

from __future__ import annotations

from dataclasses import dataclass

from app.localisation.moments import moment
from app.localisation.text import gettext as _
from app.reminders.queries.feeds import Feed
from app.reminders.queries.own import Setting


@dataclass(frozen=True)
class SettingsPage:
    """`zone` says whose clock counts now; `feed` since when there is a calendar; `address` is shown once, when it is made."""

    zone: str
    feed: str
    address: str


def settings_page(setting: Setting, home: str, feed: Feed | None, address: str = "") -> SettingsPage:
    zone = setting.zone(home)
    if zone == home:
        words = _("Your reminders follow the clock of %(place)s.", place=place_of(zone))
    else:
        words = _("Your phone is in another time zone: your reminders follow the clock of %(place)s.", place=place_of(zone))
    since = _("Your calendar has been open since %(when)s.", when=moment(feed.created_at, home).words) if feed else ""
    return SettingsPage(words, since, address)


def place_of(zone: str) -> str:
    """The place a zone is called by: "New York" of America/New_York."""
    return zone.rpartition("/")[2].replace("_", " ")
