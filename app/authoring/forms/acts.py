"""What is said with a press: where to start, why it was changed, which of two to keep, why it ends."""

from __future__ import annotations

from typing import Any

from flask_babel import lazy_gettext as _l
from wtforms import RadioField
from wtforms.validators import ValidationError

from app.authoring.forms.fields import LANGUAGES, Choice
from app.authoring.rules.merging import Difference
from app.localisation.text import gettext as _
from app.platform.forms import Form, SeenVersion, TextArea, TextLine, required

LONGEST = 1000


class ShapeForm(Form):
    """Where a new plan starts, and in which language. The page names the shapes."""

    shape = RadioField(_l("Start from"), choices=[], validate_choice=False)
    language = Choice(_l("The language of the plan"))

    def __init__(self, shapes: list[tuple[str, str]], *args: Any, **settings: Any) -> None:
        super().__init__(*args, **settings)
        self.shape.choices = shapes
        self.language.choices = list(LANGUAGES)

    def validate_shape(self, field: Any) -> None:
        if field.data not in {value for value, _name in field.choices}:
            raise ValidationError(_("Choose what to start from."))


class PublishForm(Form):
    """Publishing what was shown: `version` is the draft's as it was before the clinician's eyes."""

    version = SeenVersion()
    comment = TextArea(_l("Why the plan is changed"), longest=LONGEST)

    def needs_comment(self) -> bool:
        """Say that a change needs a reason; answers whether one is missing."""
        if not self.comment.data and not self.comment.errors:
            self.comment.errors = [_("Write why, in a few words. The patient can read it.")]
            return True
        return False


class MergeForm(Form):
    """Which of two versions to keep, one choice for each difference; `seen` is the fingerprint of what others wrote."""

    seen = TextLine(longest=64)

    def taken(self, asked: list[Difference], sent: Any) -> dict[str, bool]:
        """By the name of the difference, whether theirs is taken; what was not said stays the draft's."""
        return {each.name: sent.get(each.name) == "theirs" for each in asked}


class EndForm(Form):
    """Ending a plan. `version` is the plan's as it was before the clinician's eyes."""

    version = SeenVersion()
    status = RadioField(_l("Why does it end?"), validate_choice=False)
    reason = TextArea(
        _l("The reason, in words the patient can read"), [required(_l("Write why the plan ends."))], longest=LONGEST
    )

    def __init__(self, *args: Any, **settings: Any) -> None:
        super().__init__(*args, **settings)
        self.status.choices = [
            ("completed", _("It is finished: it has done what it was for")),
            ("revoked", _("It is stopped: it should no longer be followed")),
        ]

    def validate_status(self, field: Any) -> None:
        if field.data not in ("completed", "revoked"):
            raise ValidationError(_("Choose one."))
