"""Settings that would put patients at risk stop the start."""

from __future__ import annotations

import stat
from pathlib import Path

import pytest

from app.config import UnsafeConfiguration, read_config
from tests.support.applications import KEY

PRODUCTION = {
    "EGENPLAN_ENVIRONMENT": "production",
    "EGENPLAN_BASE_URL": "https://egenplan.test",
    "EGENPLAN_SECRET_KEY": "s" * 43,
    "EGENPLAN_DATA_KEY": KEY,
}


def test_a_whole_production_set_up_starts_without_the_demo(tmp_path: Path) -> None:
    config = read_config(PRODUCTION | {"EGENPLAN_INSTANCE": str(tmp_path)})
    assert config.secure
    assert not config.demo
    assert config.cookie_name == "__Host-egenplan"


@pytest.mark.parametrize(
    "change",
    [
        {"EGENPLAN_DEMO": "1"},
        {"EGENPLAN_BASE_URL": "http://egenplan.test"},
        {"EGENPLAN_BASE_URL": ""},
        {"EGENPLAN_SECRET_KEY": ""},
        {"EGENPLAN_SECRET_KEY": "short"},
        {"EGENPLAN_DATA_KEY": ""},
        {"EGENPLAN_DATA_KEY": "short"},
        {"EGENPLAN_DATA_KEY": "not base64 at all, and long enough to look like it"},
        {"EGENPLAN_ENVIRONMENT": "prod"},
        {"EGENPLAN_PROXIES": "one"},
        {"EGENPLAN_SESSION_HOURS": "never"},
    ],
    ids=lambda change: " ".join(f"{name}={value or 'empty'}" for name, value in change.items())[:50],
)
def test_an_unsafe_set_up_does_not_start(tmp_path: Path, change: dict[str, str]) -> None:
    with pytest.raises(UnsafeConfiguration):
        read_config(PRODUCTION | {"EGENPLAN_INSTANCE": str(tmp_path)} | change)


def test_made_keys_last_and_are_the_owners_alone(tmp_path: Path) -> None:
    settings = {"EGENPLAN_INSTANCE": str(tmp_path)}
    assert read_config(settings).secret_key == read_config(settings).secret_key
    assert {stat.S_IMODE(path.stat().st_mode) for path in tmp_path.glob("*.txt")} == {0o600}


@pytest.mark.parametrize("address", ["postgres://u@h/d", "postgresql://u@h/d"])
def test_a_plain_postgresql_address_is_understood(tmp_path: Path, address: str) -> None:
    config = read_config({"EGENPLAN_INSTANCE": str(tmp_path), "DATABASE_URL": address})
    assert config.database_url == "postgresql+psycopg://u@h/d"


ISSUER = '[{"issuer": "https://sts.test", "jwks_uri": "https://sts.test/jwks", "vouches_for": ["clinician", "machine"]}]'


def test_the_issuers_of_tokens_are_read(tmp_path: Path) -> None:
    config = read_config(PRODUCTION | {"EGENPLAN_INSTANCE": str(tmp_path), "EGENPLAN_TOKEN_ISSUERS": ISSUER})
    assert [each.issuer for each in config.token_issuers] == ["https://sts.test"]
    assert (config.careplan_error_form, config.careplan_status_shape) == ("string", "a_v1")


@pytest.mark.parametrize(
    "change",
    [
        {"EGENPLAN_TOKEN_ISSUERS": "https://sts.test"},
        {"EGENPLAN_TOKEN_ISSUERS": '[{"issuer": "https://sts.test"}]'},
        {"EGENPLAN_TOKEN_ISSUERS": ISSUER.replace("machine", "anybody")},
        {"EGENPLAN_TOKEN_ISSUERS": ISSUER.replace('"clinician", "machine"', "")},
        {"EGENPLAN_TOKEN_ISSUERS": ISSUER.replace("https://sts.test/jwks", "http://sts.test/jwks")},
        {"EGENPLAN_TOKEN_ISSUERS": ISSUER.replace("https://sts.test/jwks", "file:///etc/passwd")},
        {"EGENPLAN_CAREPLAN_ERROR_FORM": "xml"},
        {"EGENPLAN_CAREPLAN_STATUS_SHAPE": "c"},
    ],
)
def test_settings_of_the_api_that_say_nothing_stop_the_start(tmp_path: Path, change: dict[str, str]) -> None:
    with pytest.raises(UnsafeConfiguration):
        read_config(PRODUCTION | {"EGENPLAN_INSTANCE": str(tmp_path)} | change)
