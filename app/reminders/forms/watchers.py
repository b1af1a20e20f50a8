"""Who is to be told when a check-in does not come."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any
from uuid import UUID

from wtforms import SelectField
from wtforms.fields.choices import SelectChoice
from wtforms.validators import ValidationError

from app.localisation.spans import span
from app.localisation.text import gettext as _
from app.platform.forms import Form
from app.reminders.queries.watches import Helper
from app.reminders.rules import DELAYS

NEVER = "never"


class WatchersForm(Form):
    """One choice a person, named `delay_<their id>`. Made by `watchers_form`."""

    people: tuple[Helper, ...] = ()

    @property
    def choices(self) -> list[SelectField]:
        return [self[_name(each)] for each in self.people]

    def delays(self) -> dict[UUID, int | None]:
        """Minutes by person, once they have been found valid."""
        said = {each.person_id: self[_name(each)].data for each in self.people}
        return {person_id: None if delay == NEVER else int(delay) for person_id, delay in said.items()}


def watchers_form(people: Sequence[Helper], *parts: Any) -> WatchersForm:
    choices = [SelectChoice(NEVER, _("Is not told"))]
    choices += [SelectChoice(str(minutes), _("Is told after %(time)s", time=span(minutes))) for minutes in DELAYS]
    fields = {_name(each): SelectField(each.name, [_offered], choices=choices, validate_choice=False) for each in people}
    shape = type("WatchersOfRecord", (WatchersForm,), {**fields, "people": tuple(people)})
    now = {_name(each): str(each.delay_minutes) if each.delay_minutes else NEVER for each in people}
    return shape(*parts, data=now)  # type: ignore[no-any-return]


def _offered(_form: Any, field: Any) -> None:
    if field.data not in (NEVER, *map(str, DELAYS)):
        raise ValidationError(_("Choose whether, and after how long."))


def _name(each: Helper) -> str:
    return f"delay_{each.person_id.hex}"
