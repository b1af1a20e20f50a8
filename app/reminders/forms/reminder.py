"""How somebody wants to be reminded of one measure."""

from __future__ import annotations

from typing import Any

from flask_babel import lazy_gettext as _l
from wtforms import HiddenField, RadioField, SelectField
from wtforms.validators import ValidationError

from app.localisation.spans import span
from app.localisation.text import gettext as _
from app.localisation.text import ngettext
from app.measures.forms import TimeOfDay
from app.platform.forms import Form
from app.reminders.actions.own import Choice
from app.reminders.queries.own import ReminderLine
from app.reminders.rules import Snooze

TIMES = 4
OWN, MEASURES = "own", "measure"
AFTER = (10, 15, 30, 60, 120)
MOST_AGAIN = 3


class ReminderForm(Form):
    """`whose` says by whose times: the measure's, or the person's own."""

    whose = RadioField(_l("When do you want to be reminded?"), validate_choice=False)
    time_1 = TimeOfDay(_l("Time"))
    time_2 = TimeOfDay(_l("Second time"))
    time_3 = TimeOfDay(_l("Third time"))
    time_4 = TimeOfDay(_l("Fourth time"))
    again_times = SelectField(_l("Remind me again if it is not done?"), validate_choice=False)
    again_after = SelectField(_l("How long after?"), validate_choice=False)

    def __init__(self, *parts: Any, at: str = "", **settings: Any) -> None:
        super().__init__(*parts, **settings)
        self.whose.choices = [(MEASURES, at), (OWN, _("At times I choose"))]
        self.again_times.choices = [("0", _("No"))] + [
            (str(n), ngettext("Once more", "%(num)d times more", n)) for n in range(1, MOST_AGAIN + 1)
        ]
        self.again_after.choices = [(str(minutes), span(minutes)) for minutes in AFTER]

    @property
    def times(self) -> list[TimeOfDay]:
        return [self[f"time_{n}"] for n in range(1, TIMES + 1)]

    def validate_whose(self, field: Any) -> None:
        if field.data not in (OWN, MEASURES):
            raise ValidationError(_("Choose when you want to be reminded."))

    def validate_time_1(self, field: Any) -> None:
        if self.whose.data == OWN and not any(each.data for each in self.times):
            raise ValidationError(_("Write at least one time, for example 08:30."))

    def validate_again_times(self, field: Any) -> None:
        if field.data not in {value for value, _label in field.choices}:
            raise ValidationError(_("Choose how many times."))

    def validate_again_after(self, field: Any) -> None:
        if field.data not in {value for value, _label in field.choices}:
            raise ValidationError(_("Choose how long after."))

    def choice(self) -> Choice:
        """What was chosen, once it has been found valid: the reminder is on."""
        times = sorted({each.data for each in self.times if each.data}) if self.whose.data == OWN else []
        return Choice(True, times, int(self.again_after.data), int(self.again_times.data))


class SwitchForm(Form):
    on = HiddenField()

    def validate_on(self, field: Any) -> None:
        if field.data not in ("0", "1"):
            raise ValidationError(_("Choose on or off."))


class LaterForm(Form):
    choice = HiddenField()

    def validate_choice(self, field: Any) -> None:
        if field.data not in list(Snooze):
            raise ValidationError(_("Choose when you want to be reminded."))


def reminder_form(line: ReminderLine | None, at: str, usual: str) -> ReminderForm:
    """The form as it stands now; `at` says when the measure itself is due, `usual` when it would be reminded of."""
    if line is None:
        return ReminderForm(None, at=at, data={"whose": MEASURES, "again_times": "1", "again_after": "30", "time_1": usual})
    times = {f"time_{n}": written for n, written in enumerate(line.times[:TIMES] or (usual,), 1)}
    minutes = str(int(line.again_after.total_seconds()) // 60)
    said = {"whose": OWN if line.times else MEASURES, "again_times": str(line.again_times), "again_after": minutes}
    return ReminderForm(None, at=at, data={**said, **times})
