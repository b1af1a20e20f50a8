"""A measure of a plan, with its rhythm and what it asks the patient for."""

from __future__ import annotations

from typing import Any

from flask_babel import lazy_gettext as _l
from wtforms.validators import ValidationError

from app.authoring.forms.fields import Boxes, Choice, RowForm, empty_to_none
from app.authoring.rules.document import Row
from app.authoring.rules.wanted import Columns
from app.localisation.text import gettext as _
from app.localisation.text import ngettext
from app.measures.pages import categories, category_label, rhythm_words
from app.measures.pages.day_words import weekday_names
from app.measures.pages.spoken_words import spoken_words
from app.measures.rules import CHECK_IN, BadRhythm, Kind, Rhythm, Spoken, check_rhythm, read_spoken, read_time, rule_of
from app.platform import clock
from app.platform.forms import DateParts, TextArea, TextLine
from app.readings.pages.labels import kind_label
from app.readings.rules import ASKED

KEPT = "kept"
MOST_WEEKS, MOST_TIMES = 52, 24


class MeasureRow(RowForm):
    """What to do, when, and by whom."""

    NEEDED = {"title": _l("Write what is to be done.")}
    title = TextLine(_l("What is to be done"))
    description = TextArea(_l("How to do it"))
    kind = Choice(_l("How often"))
    weekdays = Boxes(_l("Which days"))
    every = TextLine(_l("Every how many weeks"), longest=20)
    times = TextLine(_l("Times of day"))
    latest_by = TextLine(_l("At the latest"), longest=20)
    rrule = TextLine()
    in_words = TextLine(longest=20_000)
    until_on = DateParts(_l("Last day"))
    asks_for = Choice(_l("Asks the patient for"))
    category = Choice(_l("Kind of measure"))
    performer = Choice(_l("Who does it"))
    performer_name = TextLine(_l("Their name or role"), longest=200)
    problems = Boxes(_l("For which problems?"))

    def __init__(self, section: str, row: Row) -> None:
        super().__init__(section, row)
        self.weekdays.choices = list(weekday_names().items())
        self.kind.choices = _kinds(self._as_it_is())
        self.asks_for.choices = _asked(self.asks_for.data or "")
        self.category.choices = _categories(self.category.data or "")
        self.performer.choices = [("patient", _("The patient")), ("clinician", _("The care team, or somebody else"))]

    def validate_every(self, field: Any) -> None:
        if self.kind.data == Kind.WEEKS and not self._weeks():
            raise ValidationError(_("Write a whole number of weeks, from 1 to %(most)d.", most=MOST_WEEKS))

    def validate_weekdays(self, field: Any) -> None:
        if self.kind.data in (Kind.WEEKDAYS, Kind.WEEKS) and not self.weekdays.chosen:
            raise ValidationError(_("Choose at least one day."))

    def validate_times(self, field: Any) -> None:
        if field.data and (len(self._times(field.data)) > MOST_TIMES or not all(self._times(field.data))):
            raise ValidationError(_("Write times as hours and minutes with a comma between, for example 07:30, 19:00."))

        if field.data and self.kind.data == KEPT and self.kept:
            raise ValidationError(_("Choose how often as well, or take the times out."))

    def validate_latest_by(self, field: Any) -> None:
        limit = self._times(field.data)[:1] if field.data else []
        if limit == [""]:
            raise ValidationError(_("Write the time as hours and minutes, for example 07:30."))
        first = min((each for each in self._times(self.times.data) if each), default="")
        if limit and limit[0] <= first:
            raise ValidationError(_("This must be later than the time it is to be done."))

    def validate_rrule(self, field: Any) -> None:
        if self.kind.data == KEPT and not self.kept:
            try:
                check_rhythm(Rhythm(field.data or "none", (), None, clock.today("Europe/Oslo"), None, "Europe/Oslo"))
            except BadRhythm:
                raise ValidationError(_("Choose how often.")) from None

    def columns(self, language: str) -> Columns:
        code, _bar, text = (self.category.data or "").partition("|")
        kept = self.kept if self.kind.data == KEPT else None
        timed = self.kind.data != Kind.WHEN_NEEDED
        return {
            "title": self.title.data,
            "description": empty_to_none(self.description.data),
            "rrule": self._rule(),
            "times": list(dict.fromkeys(self._times(self.times.data))) if timed and not kept else [],
            "spoken": kept.kept() if kept else None,
            "latest_by": next(iter(self._times(self.latest_by.data)), None) if timed else None,
            "until_on": self.until_on.data,
            "asks_for": empty_to_none(self.asks_for.data),
            "category_code": code or None,
            "category_text": text or None,
            "performer": self.performer.data,
            "performer_name": empty_to_none(self.performer_name.data),
            "problem_ids": self.problems.chosen,
            "language": self.spoken(language),
        }

    def _rule(self) -> str | None:
        if self.kind.data == KEPT:
            return None if self.kept else self.rrule.data or None
        return rule_of(Kind(self.kind.data), self._weeks() or 1, self.weekdays.chosen)

    @property
    def kept(self) -> Spoken | None:
        """What stood here in words; nothing where it did not, or has been tampered with."""
        return read_spoken(self.in_words.data) if self.in_words.data else None

    def _as_it_is(self) -> str:
        return spoken_words(self.kept, None, "Europe/Oslo") if self.kept else _in_words(self.rrule.data or "")

    def _weeks(self) -> int | None:
        typed = self.every.data or ""
        count = int(typed) if typed.isascii() and typed.isdigit() and len(typed) < 4 else 0
        return count if 1 <= count <= MOST_WEEKS else None

    def _times(self, typed: str | None) -> list[str]:
        """Each time as "HH:MM", "" where one cannot be read."""
        return [_read(each) for each in (typed or "").split(",") if each.strip()]


def _read(typed: str) -> str:
    try:
        return read_time(typed)
    except ValueError:
        return ""


def _kinds(as_it_is: str) -> list[tuple[str, str]]:
    own = [
        (Kind.WHEN_NEEDED.value, _("When needed")),
        (Kind.DAILY.value, ngettext("Every day", "Every %(num)d days", 1)),
        (Kind.WEEKDAYS.value, _("On certain days")),
        (Kind.WEEKS.value, _("Every few weeks")),
    ]
    return [*own, (KEPT, _("As it is: %(rhythm)s", rhythm=as_it_is))] if as_it_is else own


def _in_words(rule: str) -> str:
    if not rule:
        return ""
    try:
        return rhythm_words(Rhythm(rule, (), None, clock.today("Europe/Oslo"), None, "Europe/Oslo"))
    except ValueError:
        return rule


def _asked(known: str) -> list[tuple[str, str]]:
    own = [("", _("Nothing: it is ticked off")), (CHECK_IN, _("A check-in")), *((name, kind_label(name)) for name in ASKED)]
    return own if known in {value for value, _name in own} else [*own, (known, known)]


def _categories(known: str) -> list[tuple[str, str]]:
    own = [("", _("None")), *((f"{code}|", name) for code, name in categories().items())]
    if known in {value for value, _name in own}:
        return own
    code, _bar, text = known.partition("|")
    return [*own, (known, category_label(code, text) or known)]
