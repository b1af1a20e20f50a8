"""What a browser says of its subscription."""

from __future__ import annotations

from base64 import urlsafe_b64decode
from dataclasses import dataclass
from zoneinfo import ZoneInfo

from cryptography.hazmat.primitives.asymmetric.ec import SECP256R1, EllipticCurvePublicKey
from flask_babel import lazy_gettext as _l
from wtforms import StringField
from wtforms.validators import ValidationError

from app.platform.forms import Form
from app.platform.push.endpoints import NotAPushService, origin_of
from app.platform.push.message import Subscription
from app.platform.push.settings import PushSettings

_UNREADABLE = _l("We could not read what the browser sent. Load the page again and try once more.")

_UNKNOWN = _l("This browser uses a notification service that we do not know. Try another browser.")


@dataclass(frozen=True)
class Offered:
    """A browser's subscription, checked. `time_zone` is where the phone is now, nothing where it does not say."""

    subscription: Subscription
    time_zone: str | None


class DeviceForm(Form):
    """Sent by our own script; the names are those of the Push API."""

    endpoint = StringField()
    p256dh = StringField()
    auth = StringField()
    application_key = StringField()
    time_zone = StringField()

    def __init__(self, settings: PushSettings) -> None:
        super().__init__()
        self._settings = settings

    def validate_endpoint(self, field: StringField) -> None:
        try:
            origin_of(field.data or "", self._settings.hosts)
        except NotAPushService:
            raise ValidationError(_UNKNOWN) from None

    def validate_p256dh(self, field: StringField) -> None:
        try:
            EllipticCurvePublicKey.from_encoded_point(SECP256R1(), _decoded(field.data, 65))
        except ValueError:
            raise ValidationError(_UNREADABLE) from None

    def validate_auth(self, field: StringField) -> None:
        try:
            _decoded(field.data, 16)
        except ValueError:
            raise ValidationError(_UNREADABLE) from None

    def validate_application_key(self, field: StringField) -> None:
        if field.data not in self._settings.keys:
            raise ValidationError(_UNREADABLE)

    @property
    def offered(self) -> Offered:
        named = Subscription(self.endpoint.data, self.p256dh.data, self.auth.data, self.application_key.data)
        return Offered(named, _zone(self.time_zone.data))

    @property
    def fault(self) -> str:
        return str(next(iter(self.errors.values()))[0])


class RenewForm(DeviceForm):
    """A browser's new subscription and the one it follows, whose `auth` only that browser and we know (RFC 8291 § 2)."""

    old_endpoint = StringField()
    old_auth = StringField()


def _decoded(text: str | None, length: int) -> bytes:
    """Errors: `ValueError`."""
    raw = urlsafe_b64decode((text or "").encode("ascii") + b"==") if len(text or "") < 200 else b""
    if len(raw) != length:
        raise ValueError
    return raw


def _zone(name: str | None) -> str | None:
    try:
        return ZoneInfo(name).key if name and len(name) <= 64 else None
    except (ValueError, OSError, KeyError):  # no such zone, or a name that leads elsewhere
        return None
