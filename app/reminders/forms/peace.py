"""When a person is left in peace, and where their phone is."""

from __future__ import annotations

from typing import Any
from zoneinfo import available_timezones

from flask_babel import lazy_gettext as _l
from wtforms import BooleanField
from wtforms.validators import ValidationError

from app.localisation.text import gettext as _
from app.measures.forms import TimeOfDay
from app.platform.forms import Form, TextLine
from app.reminders.queries.own import Setting
from app.reminders.rules import Quiet


class PeaceForm(Form):
    """Both times empty means at any hour."""

    quiet_from = TimeOfDay(_l("Quiet from"))
    quiet_until = TimeOfDay(_l("Quiet until"))
    follows_phone = BooleanField(_l("Follow the clock of my phone when I travel"))

    @classmethod
    def of(cls, setting: Setting) -> PeaceForm:
        quiet = setting.quiet
        times = {"quiet_from": quiet.start, "quiet_until": quiet.end} if quiet else {}
        return cls(None, data={**times, "follows_phone": setting.follows_phone})

    def validate_quiet_until(self, field: Any) -> None:
        if self.quiet_from.errors or field.errors:
            return
        if bool(field.data) != bool(self.quiet_from.data):
            raise ValidationError(_("Write both times, or leave both empty."))
        if field.data and field.data == self.quiet_from.data:
            raise ValidationError(_("The two times must not be the same."))

    @property
    def quiet(self) -> Quiet | None:
        return Quiet(self.quiet_from.data, self.quiet_until.data) if self.quiet_from.data and self.quiet_until.data else None


class ZoneForm(Form):
    """What a phone says of itself (IANA name). A browser that hides where it is says UTC, which is where nobody lives."""

    time_zone = TextLine(longest=64)

    def validate_time_zone(self, field: Any) -> None:
        place = "/" in field.data and not field.data.startswith("Etc/")
        if not place or field.data not in available_timezones():
            raise ValidationError(_("There is no such time zone."))
