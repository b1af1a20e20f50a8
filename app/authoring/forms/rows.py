"""The rows of each section, but measures."""

from __future__ import annotations

import re
from typing import Any

from flask_babel import lazy_gettext as _l
from wtforms.validators import ValidationError

from app.authoring.forms.codes import is_code, systems
from app.authoring.forms.fields import Boxes, Choice, RowForm, empty_to_none
from app.authoring.rules.document import Row
from app.authoring.rules.wanted import Columns
from app.localisation.text import gettext as _
from app.platform.forms import DateParts, TextArea, TextLine
from app.zones.pages import zone_label

_PHONE = re.compile(r"\+?[0-9 ]{3,20}")


class AboutRow(RowForm):
    """What a plan says of itself."""

    LANGUAGE_TOO = False
    title = TextLine(_l("Name of the plan"))
    description = TextArea(_l("About the plan"))
    review_on = DateParts(_l("Next review"))

    def columns(self, language: str) -> Columns:
        return {
            "title": self.title.data,
            "description": empty_to_none(self.description.data),
            "review_on": self.review_on.data,
            "language": self.language.data or "nb",
        }


class ProblemRow(RowForm):
    """A diagnosis or difficulty, with a code if one wants."""

    NEEDED = {"text": _l("Write what the problem is.")}
    text = TextLine(_l("The problem, in words the patient knows"), longest=500)
    system = Choice(_l("Code system"))
    code = TextLine(_l("Code"), longest=40)

    def __init__(self, section: str, row: Row) -> None:
        super().__init__(section, row)
        self.system.choices = systems(self.system.data)

    def validate_code(self, field: Any) -> None:
        if field.data and not self.system.data:
            raise ValidationError(_("Choose which code system the code is from."))
        if self.system.data and not is_code(self.system.data, field.data or ""):
            raise ValidationError(_("Write a code of the system you chose, for example R95, J44.9 or 13645005."))

    def columns(self, language: str) -> Columns:
        return {
            "text": self.text.data,
            "code_system": empty_to_none(self.system.data),
            "code": empty_to_none(self.code.data),
            "language": self.spoken(language),
        }


class GoalRow(RowForm):
    """What to reach."""

    NEEDED = {"text": _l("Write what is to be reached.")}
    text = TextArea(_l("The goal"), longest=500)
    expressed_by = Choice(_l("Whose words"))
    target_on = DateParts(_l("To reach by"))
    problems = Boxes(_l("For which problems?"))

    def __init__(self, section: str, row: Row) -> None:
        super().__init__(section, row)
        self.expressed_by.choices = [("clinician", _("Ours")), ("patient", _("The patient’s own; it is then theirs to change"))]

    def columns(self, language: str) -> Columns:
        return {
            "text": self.text.data,
            "expressed_by": self.expressed_by.data,
            "target_on": self.target_on.data,
            "problem_ids": self.problems.chosen,
            "language": self.spoken(language),
        }


class ZoneRow(RowForm):
    """How it is in one zone, and what to do then; each line is a sentence of its own."""

    condition = TextArea(_l("How it feels"))
    action = TextArea(_l("What I do"))

    def judge(self, complete: bool) -> None:
        super().judge(complete)
        if complete and self.action.data and not self.condition.data:
            self.condition.errors = [*self.condition.errors, _("Write how the patient knows this zone.")]
        if complete and self.condition.data and not self.action.data:
            self.action.errors = [*self.action.errors, _("Write what the patient does in this zone.")]

    def columns(self, language: str) -> Columns:
        return {"condition": self.condition.data, "action": self.action.data, "language": self.spoken(language)}


class ContactRow(RowForm):
    """Whom the patient contacts."""

    NEEDED = {"role": _l("Write who it is, for example the home nurses.")}
    role = TextLine(_l("Who it is"), longest=200)
    name = TextLine(_l("Name"), longest=200)
    phone = TextLine(_l("Phone"), longest=30)
    hours = TextLine(_l("Hours"), longest=200)
    levels = Boxes(_l("In which zones"))

    def __init__(self, section: str, row: Row) -> None:
        super().__init__(section, row)
        self.levels.choices = [(level, zone_label(level)) for level in ("green", "yellow", "red")]

    def validate_phone(self, field: Any) -> None:
        if field.data and not _PHONE.fullmatch(field.data):
            raise ValidationError(_("Write a telephone number in digits, for example 116 117."))

    def columns(self, language: str) -> Columns:
        texts = {name: empty_to_none(self[name].data) for name in ("name", "phone", "hours")}
        return {"role": self.role.data, **texts, "levels": self.levels.chosen, "language": self.spoken(language)}
