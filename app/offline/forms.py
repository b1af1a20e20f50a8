"""What a phone says of itself."""

from app.platform.forms import Form, UuidField


class PhoneForm(Form):
    """`phone` is the name the phone was given with its key."""

    phone = UuidField()
