"""What is written about goals."""

from __future__ import annotations

from flask_babel import lazy_gettext as _l
from wtforms import BooleanField
from wtforms.validators import DataRequired, Optional

from app.goals.actions import Wish
from app.goals.queries import GoalLine
from app.platform.forms import DateParts, Form, SeenVersion, TextArea, UuidField

LONGEST = 500
LONGEST_NOTE = 2000


class GoalForm(Form):
    """A goal in the patient's own words. `id` is made with the form, so that it is added once."""

    id = UuidField()
    version = SeenVersion()
    text = TextArea(_l("The goal, in your own words"), [DataRequired(_l("Write what you want to reach."))], longest=LONGEST)
    matters_most = BooleanField(_l("This is what matters most to me"))
    target_on = DateParts(_l("A day to aim for"))

    def wish(self, language: str) -> Wish:
        return Wish(self.text.data, language, self.matters_most.data, self.target_on.data)


class ReleaseForm(Form):
    note = TextArea(_l("A word on why"), [Optional()], longest=LONGEST_NOTE)


class CommentForm(Form):
    id = UuidField()
    text = TextArea(_l("Your comment"), [DataRequired(_l("Write what you want to say."))], longest=LONGEST_NOTE)


def form_of(goal: GoalLine) -> GoalForm:
    """The form that changes `goal`, as it is now."""
    return GoalForm(
        data={"text": goal.text, "matters_most": goal.matters_most, "target_on": goal.target_on, "version": goal.version}
    )
