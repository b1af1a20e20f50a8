"""Form fields that read what people really type, and say how to mend what cannot be read."""

from __future__ import annotations

import unicodedata
from collections.abc import Sequence
from datetime import date
from typing import Any
from uuid import UUID

from flask import request
from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from flask_wtf import FlaskForm
from flask_wtf.form import _Auto
from wtforms import Field, HiddenField, StringField, TextAreaField
from wtforms.validators import DataRequired, Length, ValidationError

NAME_LENGTH = 300
TEXT_LENGTH = 5000

__all__ = ["DateParts", "Form", "SeenVersion", "TextArea", "TextLine", "UuidField", "clean", "required"]


class Form(FlaskForm):  # type: ignore[misc]
    """A form whose CSRF is checked once, for every request, before any view."""

    class Meta:
        csrf = False

        def wrap_formdata(self, form: Any, formdata: Any) -> Any:
            """Only what a person's form posted: neither JSON nor files, which no form of ours asks for."""
            if formdata is not _Auto:
                return formdata
            return request.form if request.method == "POST" else None


def clean(text: str | None) -> str:
    """What a person meant to write: composed letters, no invisible control characters, no space at the ends."""
    composed = unicodedata.normalize("NFC", text or "").replace("\r\n", "\n").replace("\r", "\n")
    kept = (letter for letter in composed if letter in "\n\t" or unicodedata.category(letter) not in ("Cc", "Cs", "Co"))
    return "".join(kept).strip()


def required(message: Any) -> DataRequired:
    """The field must hold more than blanks; `message` says what to write."""
    return DataRequired(message)


class _Clean:
    """A text field that cleans what was typed and measures it."""

    def __init__(self, label: Any = None, validators: Sequence[Any] = (), *, longest: int = NAME_LENGTH, **settings: Any) -> None:
        too_long = Length(max=longest, message=_l("This is too long: shorten it to at most %(max)d characters."))
        super().__init__(label, [*validators, too_long], filters=[clean], **settings)  # type: ignore[call-arg]


class TextLine(_Clean, StringField):  # type: ignore[misc]
    """One line; shown and kept without line breaks."""

    def process_formdata(self, valuelist: list[str]) -> None:
        super().process_formdata([" ".join(value.split()) for value in valuelist])


class TextArea(_Clean, TextAreaField):  # type: ignore[misc]
    """Several lines, at most 5,000 characters unless told."""

    def __init__(self, label: Any = None, validators: Sequence[Any] = (), *, longest: int = TEXT_LENGTH, **settings: Any) -> None:
        super().__init__(label, validators, longest=longest, **settings)


class DateParts(Field):  # type: ignore[misc]
    """A date as day, month and year in three fields (`<name>-day` …), since people know dates and pickers do not help them.

    `data` is a date or nothing; `day`, `month`, `year` are as typed.
    """

    day = month = year = ""
    data: date | None

    def process(self, formdata: Any, data: Any = None, extra_filters: Any = None) -> None:
        super().process(None, data)
        self.raw_data: list[str] = []
        if self.data:
            self.day, self.month, self.year = str(self.data.day), str(self.data.month), str(self.data.year)
        if formdata is not None and f"{self.name}-day" in formdata:
            self.day, self.month, self.year = (
                clean(formdata.get(f"{self.name}-{part}"))[:10] for part in ("day", "month", "year")
            )
            self.data = None

    def pre_validate(self, form: Any) -> None:
        if not (self.day or self.month or self.year):
            return
        try:
            self.data = date(_digits(self.year), _digits(self.month), _digits(self.day))
        except ValueError:
            raise ValidationError(_("Write a date that exists, for example 24 12 2026.")) from None
        if not 1900 <= self.data.year <= 2200:
            raise ValidationError(_("Write the year with four digits, for example 2026."))


class SeenVersion(HiddenField):  # type: ignore[misc]
    """The version of a row that was before the person's eyes; 0 where it was lost, which no row ever has."""

    def process_formdata(self, valuelist: list[str]) -> None:
        self.data = (
            int(valuelist[0]) if valuelist and valuelist[0].isascii() and valuelist[0].isdigit() and len(valuelist[0]) < 10 else 0
        )


class UuidField(HiddenField):  # type: ignore[misc]
    """An id made where the form was made. `data` is a UUID, or nothing where it cannot be read."""

    data: UUID | None

    def process_formdata(self, valuelist: list[str]) -> None:
        try:
            self.data = UUID(valuelist[0])
        except (IndexError, ValueError):
            self.data = None


def _digits(text: str) -> int:
    if not (text.isascii() and text.isdigit() and len(text) <= 4):
        raise ValueError(text)
    return int(text)
