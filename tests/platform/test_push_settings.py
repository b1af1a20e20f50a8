"""A set-up that would send notifications where it should not, or in nobody's name, does not start."""

from __future__ import annotations

import stat
from base64 import urlsafe_b64decode
from pathlib import Path

import pytest
from flask import Flask

from app.config import UnsafeConfiguration, read_config
from app.platform.push.settings import PushSettings, prepare_push
from tests.platform.test_config import PRODUCTION

KEY = "AQEBAQEBAQEBAQEBAQEBAQEBAQEBAQEBAQEBAQEBAQE"
WHOLE = PRODUCTION | {"EGENPLAN_VAPID_PRIVATE_KEY": KEY, "EGENPLAN_VAPID_SUBJECT": "mailto:drift@kommune.no"}


def test_without_a_key_production_sends_nothing(tmp_path: Path) -> None:
    assert prepared(tmp_path, PRODUCTION) is None
    assert list(tmp_path.glob("vapid*")) == []


def test_a_whole_production_set_up_sends_only_to_services(tmp_path: Path) -> None:
    settings = prepared(tmp_path, WHOLE)
    assert settings
    assert not settings.loopback
    assert settings.hosts == ("fcm.googleapis.com", "*.push.services.mozilla.com", "*.push.apple.com", "*.notify.windows.com")


@pytest.mark.parametrize(
    "change",
    [
        {"EGENPLAN_VAPID_SUBJECT": ""},
        {"EGENPLAN_VAPID_SUBJECT": "drift@kommune.no"},
        {"EGENPLAN_VAPID_SUBJECT": "mailto:drift@localhost"},
        {"EGENPLAN_VAPID_SUBJECT": "mailto:drift@server.local"},
        {"EGENPLAN_VAPID_SUBJECT": "https://127.0.0.1"},
        {"EGENPLAN_VAPID_SUBJECT": "http://kommune.no"},
        {"EGENPLAN_VAPID_PRIVATE_KEY": "short"},
        {"EGENPLAN_VAPID_PRIVATE_KEY": "not base64: æøå"},
        {"EGENPLAN_VAPID_PRIVATE_KEY": "/" * 43},
        {"EGENPLAN_VAPID_EARLIER_KEY": "short"},
        {"EGENPLAN_PUSH_HOSTS": " "},
        {"EGENPLAN_PUSH_HOSTS": "*"},
        {"EGENPLAN_PUSH_HOSTS": "*.com *"},
        {"EGENPLAN_PUSH_HOSTS": "http://127.0.0.1:8080"},
        {"EGENPLAN_PUSH_HOSTS": "localhost"},
        {"EGENPLAN_PUSH_HOSTS": "127.0.0.1"},
        {"EGENPLAN_PUSH_HOSTS": "fcm.googleapis.com:8443"},
        {"EGENPLAN_PUSH_HOSTS": "https://fcm.googleapis.com"},
    ],
    ids=lambda change: " ".join(f"{name}={value or 'empty'}" for name, value in change.items())[9:],
)
def test_an_unsafe_one_does_not_start(tmp_path: Path, change: dict[str, str]) -> None:
    with pytest.raises(UnsafeConfiguration):
        prepared(tmp_path, WHOLE | change)


def test_where_things_are_tried_out_a_key_is_made_and_is_the_owners_alone(tmp_path: Path) -> None:
    first, second = prepared(tmp_path, {}), prepared(tmp_path, {})
    assert first and second
    assert first.key.public == second.key.public
    assert len(urlsafe_b64decode(first.key.public + "=")) == 65
    assert stat.S_IMODE((tmp_path / "vapid_private_key.txt").stat().st_mode) == 0o600


def test_the_demo_may_be_told_to_send_nothing(tmp_path: Path) -> None:
    assert prepared(tmp_path, {"EGENPLAN_VAPID_PRIVATE_KEY": ""}) is None


def prepared(folder: Path, environ: dict[str, str]) -> PushSettings | None:
    app = Flask("bare")
    prepare_push(app, read_config(environ | {"EGENPLAN_INSTANCE": str(folder)}))
    settings: PushSettings | None = app.extensions["push"]
    return settings
