"""Answering what was due, and resting from a measure."""

from __future__ import annotations

from datetime import date

from flask_babel import lazy_gettext as _l
from wtforms import HiddenField
from wtforms.validators import Optional

from app.localisation.text import gettext as _
from app.measures.actions import Said
from app.measures.rules import ANSWERED, State
from app.platform.forms import DateParts, Form, TextArea, clean

LONGEST_NOTE = 1000


class AnswerForm(Form):
    """One answer. All but the note is written by our own pages."""

    due_on = HiddenField()
    due_time = HiddenField()
    state = HiddenField()
    back = HiddenField()
    note = TextArea(_l("Why, if you want to say"), [Optional()], longest=LONGEST_NOTE)

    def said(self, language: str, state: str | None = None) -> Said | None:
        """The answer, or nothing where it cannot be read."""
        try:
            on, became = date.fromisoformat(self.due_on.data or ""), State(state or self.state.data or "")
        except ValueError:
            return None
        return (
            Said(on, clean(self.due_time.data)[:5], became, self.note.data or None, language)
            if became in (*ANSWERED, State.OPEN)
            else None
        )


class OwnPauseForm(Form):
    """Until when the patient rests from being asked."""

    again_on = DateParts(_l("Ask me again from"))

    def refuse_day(self) -> None:
        """The day is today or before, or so far ahead that one would be forgotten."""
        self.again_on.errors = [*self.again_on.errors, _("Write a day after today, within half a year.")]


class PauseForm(Form):
    reason = TextArea(_l("Why, if you want to say"), [Optional()], longest=LONGEST_NOTE)
