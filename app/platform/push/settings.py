"""Whether notifications are sent from here, by which keys, and to which services."""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from flask import Flask, current_app

from app.config import Config, UnsafeConfiguration
from app.platform.push.keys import VapidKey

# Where a push service may find us when something is wrong (RFC 8292 § 2.1). Apple takes no name that only we know.
_SUBJECT = re.compile(r"(?:mailto:[^@\s]+@|https://)(?:[a-z0-9-]+\.)+[a-z]{2,}", re.IGNORECASE)
_OWN_NAMES = (".local", ".localhost", ".test", ".invalid", ".example", ".internal")
_HOST = re.compile(r"(?:\*\.)?(?:[a-z0-9-]+\.)+[a-z]{2,}")
_OWN_HOST = re.compile(r"https?://(?:127\.0\.0\.1|localhost):\d{2,5}")


@dataclass(frozen=True)
class PushSettings:
    """How to send. `loopback` lets the connection go to this machine, where things are tried out and nowhere else."""

    key: VapidKey
    earlier: VapidKey | None
    hosts: tuple[str, ...]
    loopback: bool = False
    keys: dict[str, VapidKey] = field(init=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "keys", {key.public: key for key in (self.key, self.earlier) if key})


def prepare_push(app: Flask, config: Config) -> None:
    """Read what `config` says of notifications. Errors: `UnsafeConfiguration`."""
    app.extensions["push"] = _read(config) if config.vapid_private_key else None


def push_settings() -> PushSettings | None:
    """How notifications are sent from here, or nothing where they are not."""
    settings: PushSettings | None = current_app.extensions["push"]
    return settings


def _read(config: Config) -> PushSettings:
    production = config.environment == "production"
    if not _SUBJECT.fullmatch(config.vapid_subject) or config.vapid_subject.lower().endswith(_OWN_NAMES):
        raise UnsafeConfiguration("EGENPLAN_VAPID_SUBJECT must be mailto: or https: at a name that exists on the net.")
    own = [host for host in config.push_hosts if _OWN_HOST.fullmatch(host)]
    strange = [host for host in config.push_hosts if not _HOST.fullmatch(host) and (production or host not in own)]
    if strange or not config.push_hosts:
        raise UnsafeConfiguration("EGENPLAN_PUSH_HOSTS must be names of push services, or *. and a name.")
    return PushSettings(
        key=_key(config.vapid_private_key, config.vapid_subject),
        earlier=_key(config.vapid_earlier_key, config.vapid_subject) if config.vapid_earlier_key else None,
        hosts=config.push_hosts,
        loopback=bool(own),
    )


def _key(private: str, subject: str) -> VapidKey:
    try:
        return VapidKey(private, subject)
    except ValueError:
        raise UnsafeConfiguration("A VAPID key is 32 bytes in base64url.") from None
