"""A measure and its rhythm as the patient writes them."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

from flask_babel import lazy_gettext as _l
from wtforms import RadioField, SelectField, SelectMultipleField
from wtforms.validators import DataRequired, Optional, ValidationError
from wtforms.widgets import CheckboxInput

from app.localisation.moments import weekday
from app.localisation.text import gettext as _
from app.localisation.text import ngettext
from app.measures.actions import OwnMeasure
from app.measures.queries import MeasureLine
from app.measures.rules import CATEGORIES, WEEKDAYS, Kind, Rhythm, Spoken, kind_of, pattern, read_time, rule_of
from app.platform.forms import DateParts, Form, SeenVersion, TextArea, TextLine, UuidField

KEPT = "kept"
TIMES = 6
MOST_WEEKS = 52
_A_MONDAY = date(2024, 1, 1)


class TimeOfDay(TextLine):
    """Hours and minutes as people type them; `data` becomes "HH:MM", or stays as typed where it cannot be read."""

    data: str | None

    def __init__(self, label: Any, **settings: Any) -> None:
        super().__init__(label, longest=20, **settings)

    def pre_validate(self, form: Any) -> None:
        if self.data:
            try:
                self.data = read_time(self.data)
            except ValueError:
                raise ValidationError(_("Write the time as hours and minutes, for example 07:30.")) from None


class MeasureForm(Form):
    """What to do, and when. `id` is made with the form, so that it is added once. The page names the categories."""

    spoken: Spoken | None = None
    id = UuidField()
    version = SeenVersion()
    title = TextLine(_l("What do you want to do?"), [DataRequired(_l("Write what you want to do."))], longest=200)
    description = TextArea(_l("More about it"), [Optional()], longest=2000)
    category = SelectField(_l("What kind is it?"), choices=[], validate_choice=False)
    kind = RadioField(_l("How often?"), validate_choice=False)
    every = TextLine(_l("Every how many weeks?"), longest=20)
    weekdays = SelectMultipleField(_l("Which days?"), validate_choice=False, option_widget=CheckboxInput())
    time_1 = TimeOfDay(_l("Time"))
    time_2 = TimeOfDay(_l("Second time"))
    time_3 = TimeOfDay(_l("Third time"))
    time_4 = TimeOfDay(_l("Fourth time"))
    time_5 = TimeOfDay(_l("Fifth time"))
    time_6 = TimeOfDay(_l("Sixth time"))
    latest_by = TimeOfDay(_l("At the latest"))
    starts_on = DateParts(_l("From"))
    until_on = DateParts(_l("Until"))

    def __init__(self, *args: Any, **settings: Any) -> None:
        super().__init__(*args, **settings)
        self.weekdays.choices = [(code, weekday(_A_MONDAY + timedelta(days=n))) for n, code in enumerate(WEEKDAYS)]
        self.kind.choices = [
            (Kind.DAILY, ngettext("Every day", "Every %(num)d days", 1)),
            (Kind.WEEKDAYS, _("On certain days")),
            (Kind.WEEKS, _("Every few weeks")),
            (Kind.WHEN_NEEDED, _("When needed")),
        ]

    def offer(self, rhythm: Rhythm, words: str) -> None:
        """Let what is only said stay as it is, in these words: no other choice says it."""
        self.spoken = rhythm.spoken
        if rhythm.spoken:
            self.kind.choices = [(KEPT, _("As it is: %(rhythm)s", rhythm=words)), *self.kind.choices]

    @property
    def times(self) -> list[TimeOfDay]:
        return [self[f"time_{n}"] for n in range(1, TIMES + 1)]

    def validate_kind(self, field: Any) -> None:
        if field.data not in [value for value, *_rest in field.choices]:
            raise ValidationError(_("Choose how often."))

    def validate_every(self, field: Any) -> None:
        if self.kind.data == Kind.WEEKS and not self._weeks():
            raise ValidationError(_("Write a whole number of weeks, from 1 to %(most)d.", most=MOST_WEEKS))

    def validate_weekdays(self, field: Any) -> None:
        if self.kind.data in (Kind.WEEKDAYS, Kind.WEEKS) and not self._chosen_days():
            raise ValidationError(_("Choose at least one day."))

    def validate_latest_by(self, field: Any) -> None:
        first = min((each.data for each in self.times if each.data and not each.errors), default="")
        if field.data and not field.errors and field.data <= first:
            raise ValidationError(_("This must be later than the time it is to be done."))

    def validate_until_on(self, field: Any) -> None:
        if field.data and self.starts_on.data and field.data < self.starts_on.data:
            raise ValidationError(_("The last day must not come before the first."))

    def measure(self, language: str, time_zone: str, today: date) -> OwnMeasure:
        """What was written, once it has been found valid."""
        category = self.category.data if self.category.data in CATEGORIES else None
        return OwnMeasure(self.title.data, self.description.data or None, category, self._rhythm(time_zone, today), language)

    def _rhythm(self, time_zone: str, today: date) -> Rhythm:
        kept = self.kind.data == KEPT
        kind = Kind.WHEN_NEEDED if kept else Kind(self.kind.data)
        timed = kind is not Kind.WHEN_NEEDED
        return Rhythm(
            rrule=rule_of(kind, self._weeks() or 1, self._chosen_days()),
            spoken=self.spoken if kept else None,
            times=tuple(sorted({each.data for each in self.times if each.data})) if timed else (),
            latest_by=(self.latest_by.data or None) if timed or kept else None,
            starts_on=self.starts_on.data or today,
            until_on=self.until_on.data,
            time_zone=time_zone,
        )

    def _weeks(self) -> int | None:
        typed = self.every.data or ""
        count = int(typed) if typed.isascii() and typed.isdigit() and len(typed) < 4 else 0
        return count if 1 <= count <= MOST_WEEKS else None

    def _chosen_days(self) -> list[str]:
        return [day for day in WEEKDAYS if day in (self.weekdays.data or [])]


def form_of(line: MeasureLine, words: str) -> MeasureForm:
    """The form that changes `line`, as it is now; `words` say its rhythm."""
    rhythm = line.rhythm
    rule = pattern(rhythm.rrule) if rhythm.rrule else None
    data = {
        "title": line.title,
        "description": line.description,
        "version": line.version,
        "category": line.category_code or "",
        "kind": KEPT if rhythm.spoken else kind_of(rhythm.rrule),
        "every": str(rule.every) if rule and rule.every > 1 else "",
        "weekdays": list(rule.weekdays) if rule else [],
        "latest_by": rhythm.latest_by,
        "starts_on": rhythm.starts_on,
        "until_on": rhythm.until_on,
    }
    form = MeasureForm(None, data=data | {f"time_{n}": time for n, time in enumerate(rhythm.times[:TIMES], 1)})
    form.offer(rhythm, words)
    return form
