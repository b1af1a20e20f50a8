"""What a person sends when they check in. Whatever cannot be taken is asked about, and all they typed is kept."""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal
from typing import Any
from uuid import UUID, uuid4

from flask_babel import lazy_gettext as _l
from wtforms import BooleanField, RadioField
from wtforms.validators import ValidationError

from app.access.record import Record
from app.check_ins.rules import UNSURE, CheckInContent, WordsRead
from app.localisation.numbers import NotANumber, number, parse_decimal
from app.localisation.text import gettext as _
from app.platform import clock
from app.platform.forms import Form, SeenVersion, TextArea, TextLine, UuidField, clean
from app.readings.pages import kind_label, last_words, short_label, unit_words
from app.readings.rules import KINDS, Doubt, Latest, doubt
from app.zones.pages import zone_label
from app.zones.rules import Level, ZonePlan

CHOICES = (*(level.value for level in Level), UNSURE)


class ReadingField(TextLine):
    """One measured value. `data` is as typed, `value` the number; `ask` is the question to confirm, where there is one.

    The answer names the value (`sure_<kind>=372`): another value typed later is asked about again.
    """

    value: Decimal | None = None
    ask = sure = ""

    def __init__(self, kind: str, **settings: Any) -> None:
        super().__init__(longest=40, **settings)
        self.kind = kind

    def process(self, formdata: Any, *rest: Any, **settings: Any) -> None:
        super().process(formdata, *rest, **settings)
        self.sure = clean(formdata.get(f"sure_{self.name}"))[:40] if formdata else ""
        self.label.text = short_label(self.kind) or kind_label(self.kind)

    def pre_validate(self, form: Any) -> None:
        if not self.data:
            return
        try:
            value = parse_decimal(self.data.removesuffix(KINDS[self.kind].sign))
        except NotANumber:
            raise ValidationError(self._how_to_write()) from None
        if value < 0:
            raise ValidationError(self._how_to_write())
        self.value = value

    def question(self, last: Latest | None, time_zone: str) -> str | None:
        """The question about an unlikely value, unless this very value has been confirmed."""
        found = doubt(self.kind, self.value, last.value if last else None) if self.value is not None else None
        if found is None or self.sure == str(self.value):
            return None
        said = {"value": number(self.value or Decimal(0)), "unit": unit_words(self.kind)}
        self.ask = _("Yes, %(value)s %(unit)s is right", **said)
        if found is Doubt.CHANGED and last:
            before = last_words(last, time_zone)
            return _("Is %(value)s %(unit)s right? %(before)s.", before=before, **said)
        return _("Is %(value)s %(unit)s right? It is unusual for this to be so high or so low.", **said)

    def _how_to_write(self) -> str:
        what = short_label(self.kind) or kind_label(self.kind)
        return _(
            "%(what)s: write one number, for example %(example)s. It can also stand empty.",
            what=what,
            example=number(KINDS[self.kind].example),
        )


class CheckInForm(Form):
    """How it goes now. Beside these there is one `ReadingField` for every kind of value, named as the kind.

    `plan_id` and `plan_version` are of the plan that was before the person's eyes when they chose.
    """

    check_in_id = UuidField()
    plan_id = UuidField()
    plan_version = SeenVersion()
    zone = RadioField(_l("Which zone fits best?"), choices=[], validate_choice=False)
    worried = BooleanField(_l("I am worried"))
    note = TextArea(_l("Anything you want to tell"))

    def __init__(self, *parts: Any, **settings: Any) -> None:
        super().__init__(*parts, **settings)
        self.zone.choices = [(level.value, zone_label(level)) for level in Level] + [(UNSURE, _("I am not sure"))]
        if self.zone.data not in CHOICES:
            self.zone.data = None
        self.fresh_id = self.check_in_id.data is None
        self.key = self.check_in_id.data or self.renew()

    @classmethod
    def beside(cls, plan: ZonePlan | None) -> CheckInForm:
        """An empty form, on a page that shows the zones of `plan`."""
        return cls(data={"plan_id": plan.plan_id, "plan_version": plan.plan_version} if plan else None)

    @property
    def read(self) -> WordsRead | None:
        return WordsRead(self.plan_id.data, self.plan_version.data) if self.plan_id.data and self.plan_version.data else None

    def renew(self) -> UUID:
        """From now on this is a check-in of its own."""
        self.key = self.check_in_id.data = uuid4()
        return self.key

    def validate_zone(self, field: Any) -> None:
        if field.data is None and not self.worried.data:
            raise ValidationError(_("Choose the zone that fits best, or say that you are not sure."))

    def acceptable(self, lasts: Mapping[str, Latest], time_zone: str) -> bool:
        """Whether everything can be kept as it stands; else each field says what to mend or confirm."""
        good = bool(self.validate())
        for kind in KINDS:
            question = self[kind].question(lasts.get(kind), time_zone)
            if question and not self[kind].errors:
                self[kind].errors = [question]
                good = False
        if self.fresh_id:
            self.ask_again()
        return good and not self.fresh_id

    def ask_again(self) -> None:
        self.form_errors.append(_("The page was not whole when it was sent. Check what you wrote and send it again."))

    @property
    def says_something(self) -> bool:
        """Whether there is anything in it that somebody at the clinic should see."""
        return bool(self.zone.data or self.worried.data or self.note.data or any(self[kind].data for kind in KINDS))

    def content(self, record: Record, language: str) -> CheckInContent:
        """The check-in, measured now. What could not be read as a number is in the note, as it was typed, and no value."""
        return CheckInContent(
            id=self.key,
            level=Level(self.zone.data) if self.zone.data in list(Level) else None,
            worried=self.worried.data,
            note="\n\n".join(filter(None, [self.note.data, *self._unread()])) or None,
            language=language,
            readings=tuple((kind, self[kind].value) for kind in KINDS if self[kind].value is not None),
            measured_at=clock.now(),
            time_zone=record.time_zone,
            read=self.read,
        )

    def _unread(self) -> list[str]:
        typed = ((kind, self[kind].data) for kind in KINDS if self[kind].data and self[kind].value is None)
        return [
            _("Written, could not be read as a number: %(what)s: %(typed)s", what=kind_label(kind), typed=words)
            for kind, words in typed
        ]


for _kind in KINDS:
    setattr(CheckInForm, _kind, ReadingField(_kind))
