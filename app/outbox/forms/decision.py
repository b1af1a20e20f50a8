from __future__ import annotations

from flask_babel import lazy_gettext as _l

from app.platform.forms import Form, TextLine, required


class SetAsideForm(Form):
    """Why something is left out of the record."""

    reason = TextLine(_l("Why it is left out"), [required(_l("Write in a few words why it is left out."))])
