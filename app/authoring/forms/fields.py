"""Fields and checks that the rows of a plan share."""

from __future__ import annotations

import re
from typing import Any

from flask_babel import lazy_gettext as _l
from werkzeug.datastructures import MultiDict
from wtforms import SelectField, SelectMultipleField
from wtforms.validators import ValidationError
from wtforms.widgets import CheckboxInput

from app.authoring.rules.document import LISTS, Row
from app.authoring.rules.wanted import Columns
from app.localisation.text import gettext as _
from app.platform.forms import Form

# A place in a shape that nobody has adapted yet.
UNFILLED = re.compile(r"\[(?:skriv|write):[^\]]*\]", re.IGNORECASE)
# A language's own name is written in that language.
LANGUAGES = (("nb", "Norsk bokmål"), ("nn", "Norsk nynorsk"), ("se", "Davvisámegiella"), ("en", "English"))


class Choice(SelectField):  # type: ignore[misc]
    """One of a list. What is none of them is said to be so, and never a failure."""

    def __init__(self, label: Any = None, **settings: Any) -> None:
        super().__init__(label, choices=[], validate_choice=False, **settings)

    def pre_validate(self, form: Any) -> None:
        if self.choices and (self.data or "") not in {value for value, *_rest in self.choices}:
            raise ValidationError(_("Choose one of the list."))


class Boxes(SelectMultipleField):  # type: ignore[misc]
    """Any of a list, as boxes to tick."""

    def __init__(self, label: Any = None, **settings: Any) -> None:
        super().__init__(label, choices=[], validate_choice=False, option_widget=CheckboxInput(), **settings)

    @property
    def chosen(self) -> list[str]:
        return [value for value, *_rest in self.choices if value in (self.data or [])]


class RowForm(Form):
    """One row of a section. `NEEDED` is what must be written before it can be published."""

    NEEDED: dict[str, Any] = {}
    LANGUAGE_TOO = True
    language = Choice(_l("Language"))

    def __init__(self, section: str, row: Row) -> None:
        prefix = f"{section}-{row['key']}-"
        given: MultiDict[str, Any] = MultiDict()
        for name, value in row.items():
            for each in value if name in LISTS else [value]:
                given.add(prefix + name, each)
        super().__init__(given, prefix=prefix)
        self.key = str(row["key"])
        own = [("", _("The plan’s"))] if self.LANGUAGE_TOO else []
        self.language.choices = [*own, *LANGUAGES]
        if not self.LANGUAGE_TOO and not self.language.data:
            self.language.data = "nb"

    def judge(self, complete: bool) -> None:
        """Look for what cannot be read; with `complete`, also for what is missing or not adapted yet."""
        self.validate()
        for field in self if complete else ():
            if field.short_name in self.NEEDED and not field.data:
                field.errors = [*field.errors, str(self.NEEDED[field.short_name])]
            if isinstance(field.data, str) and UNFILLED.search(field.data):
                field.errors = [*field.errors, _("Write what should stand in the square brackets, or take them out.")]

    def spoken(self, plan_language: str) -> str:
        """The language of this row's texts."""
        return self.language.data or plan_language

    def columns(self, language: str) -> Columns:
        """What was written, once it has been found valid."""
        raise NotImplementedError


def empty_to_none(text: str | None) -> str | None:
    return text or None
