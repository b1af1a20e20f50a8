"""A patient who is new on the clinician's list, and that they have said yes."""

from __future__ import annotations

from datetime import date
from typing import Any

from flask_babel import lazy_gettext as _l
from wtforms import BooleanField
from wtforms.validators import ValidationError

from app.identity.identity_number import InvalidIdentityNumber, check_identity_number
from app.localisation.text import gettext as _
from app.platform import clock
from app.platform.forms import DateParts, Form, TextLine, required

_ZONE = "Europe/Oslo"


class ConsentForm(Form):
    """The patient was told, and said yes. Without it there is no plan."""

    told = BooleanField(_l("I have told the patient what Egenplan is and who can read there, and they consent"))
    given_on = DateParts(_l("The day they consented"))

    def validate_told(self, field: Any) -> None:
        if not field.data:
            raise ValidationError(_("There is no plan here without consent. Tell the patient first, then tick this."))

    def validate_given_on(self, field: Any) -> None:
        if field.errors:
            return
        if field.data is None:
            raise ValidationError(_("Write the day they consented."))
        if field.data > clock.today(_ZONE):
            raise ValidationError(_("The day cannot be later than today."))

    def refuse_before(self, withdrawn_on: date | None) -> bool:
        """Say that the yes was taken back after that day; answers whether it was."""
        if withdrawn_on and self.given_on.data and self.given_on.data < withdrawn_on:
            self.given_on.errors = [_("They withdrew an earlier consent after that day. Write the day of the new one.")]
            return True
        return False


class PatientForm(ConsentForm):
    """Who it is: number and name, both, so that a slip in one of them does not open another patient's record."""

    number = TextLine(_l("Identity number"), [required(_l("Write the identity number, 11 digits."))], longest=20)
    given_name = TextLine(_l("Given name"), [required(_l("Write the given name."))], longest=100)
    family_name = TextLine(_l("Family name"), [required(_l("Write the family name."))], longest=100)

    @property
    def digits(self) -> str:
        return "".join((self.number.data or "").split())

    def validate_number(self, field: Any) -> None:
        try:
            check_identity_number(self.digits)
        except InvalidIdentityNumber:
            raise ValidationError(_("This is not an identity number. Look at the digits once more.")) from None

    def refuse_number(self) -> None:
        """Say that the number is not of a person who may be here."""
        self.number.errors = [
            _("This number cannot be used here. Where Egenplan is tried out, only made-up people may be written in.")
        ]

    def refuse_name(self) -> None:
        """Say that number and name are not one person's."""
        self.family_name.errors = [_("The number and the name do not belong to the same person. Look at both once more.")]
