"""What the page of one's devices shows."""

from __future__ import annotations

from dataclasses import dataclass
from uuid import UUID

from app.devices.queries import DeviceLine
from app.identity.pages import device_name
from app.localisation.moments import Moment, moment
from app.localisation.text import gettext as _
from app.platform.push.message import Outcome
from app.platform.push.settings import PushSettings


@dataclass(frozen=True)
class Device:
    """One browser that gets notifications."""

    id: UUID
    name: str
    since: Moment
    sent: Moment | None


@dataclass(frozen=True)
class DevicesPage:
    """`here` is this browser where it gets notifications. Without `key` nothing is sent from this service at all."""

    key: str | None
    here: Device | None
    others: tuple[Device, ...]


def devices_page(lines: list[DeviceLine], time_zone: str, settings: PushSettings | None) -> DevicesPage:
    return DevicesPage(
        key=settings.key.public if settings else None,
        here=next((_device(line, time_zone) for line in lines if line.here), None),
        others=tuple(_device(line, time_zone) for line in lines if not line.here),
    )


def trial_words(outcome: Outcome) -> str:
    """What became of a notification for trying out. That a service took it is not that it was shown."""
    words = {
        Outcome.SENT: _(
            "Sent. It should show within a minute. If it does not, look in the device’s own settings for notifications."
        ),
        Outcome.GONE: _("That device no longer takes notifications. It has been taken off the list."),
        Outcome.RETRY: _("The notification service does not answer just now. Try again in a little while."),
        Outcome.REFUSED: _("The notification service did not take it. Turn notifications off and on again on that device."),
    }
    return words[outcome]


def _device(line: DeviceLine, time_zone: str) -> Device:
    sent = moment(line.sent_at, time_zone) if line.sent_at else None
    return Device(line.target.id, device_name(line.device), moment(line.since, time_zone), sent)
