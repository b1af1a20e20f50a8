"""What people send when they sign in or change their settings."""

from flask_babel import lazy_gettext as _l
from wtforms import RadioField, StringField
from wtforms.fields.choices import SelectChoice

from app.localisation.language import NAMES
from app.platform.forms import Form


class DemoSignInForm(Form):
    person = StringField()


class LanguageForm(Form):
    language = RadioField(_l("Language"), choices=[SelectChoice(code, name) for code, name in NAMES.items()])
