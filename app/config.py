"""Every setting, read once from the environment and typed.

Raises `UnsafeConfiguration` where a setting would put patients at risk, so that a wrong set-up never serves a page.
"""

from __future__ import annotations

import base64
import json
import os
import secrets
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

LANGUAGES = ("nb", "en")
DEFAULT_LANGUAGE = "nb"
SECRET_LENGTH = 32
VERSION = "0.2.0"
ERROR_FORMS = ("string", "object")
STATUS_SHAPES = ("a_v1", "a_v2", "b")
CALLERS = ("clinician", "citizen", "machine")
PUSH_HOSTS = "fcm.googleapis.com *.push.services.mozilla.com *.push.apple.com *.notify.windows.com"


class UnsafeConfiguration(Exception):
    """The settings contradict each other or would expose patients."""


@dataclass(frozen=True)
class TokenIssuer:
    """Somebody whose access tokens we take, where their keys are, and for whom they may vouch (of `CALLERS`)."""

    issuer: str
    jwks_uri: str
    vouches_for: frozenset[str]


@dataclass(frozen=True)
class Config:
    """The settings of one running Egenplan."""

    environment: str
    base_url: str
    database_url: str
    instance: Path
    secret_key: str
    data_key: bytes
    demo: bool
    proxies: int
    contact: str
    session_idle_minutes: int
    session_hours: int
    rate_limit_storage: str
    api_limit: str
    worker: bool
    token_issuers: tuple[TokenIssuer, ...]
    careplan_error_form: str
    careplan_status_shape: str
    push_hosts: tuple[str, ...]
    vapid_private_key: str
    vapid_earlier_key: str
    vapid_subject: str

    @property
    def secure(self) -> bool:
        return self.base_url.startswith("https://")

    @property
    def cookie_name(self) -> str:
        # A `__Host-` cookie must be Secure, which plain HTTP on one's own machine cannot be.
        return "__Host-egenplan" if self.secure else "egenplan"


def read_config(environ: Mapping[str, str] | None = None) -> Config:
    """The configuration in `environ` (the process's own by default). Errors: `UnsafeConfiguration`."""
    env = os.environ if environ is None else environ
    instance = Path(env.get("EGENPLAN_INSTANCE", "instance")).resolve()
    environment = env.get("EGENPLAN_ENVIRONMENT", "demo")
    keys = _keys(env, instance, environment)
    config = Config(
        environment=environment,
        base_url=env.get("EGENPLAN_BASE_URL", f"http://127.0.0.1:{env.get('PORT', '8000')}").rstrip("/"),
        database_url=_database_url(env.get("DATABASE_URL", ""), instance),
        instance=instance,
        secret_key=keys["secret_key"],
        data_key=_data_key(keys["data_key"]),
        demo=env.get("EGENPLAN_DEMO", "1" if environment == "demo" else "0") == "1",
        proxies=_number(env, "EGENPLAN_PROXIES", 0),
        contact=env.get("EGENPLAN_CONTACT", ""),
        session_idle_minutes=_number(env, "EGENPLAN_SESSION_IDLE_MINUTES", 30),
        session_hours=_number(env, "EGENPLAN_SESSION_HOURS", 12),
        rate_limit_storage=env.get("EGENPLAN_RATE_LIMIT_STORAGE", "memory://"),
        api_limit=env.get("EGENPLAN_API_LIMIT", "12000/minute"),
        worker=_one_of(env, "EGENPLAN_WORKER", ("on", "off")) == "on",
        token_issuers=_token_issuers(env.get("EGENPLAN_TOKEN_ISSUERS", ""), environment),
        careplan_error_form=_one_of(env, "EGENPLAN_CAREPLAN_ERROR_FORM", ERROR_FORMS),
        careplan_status_shape=_one_of(env, "EGENPLAN_CAREPLAN_STATUS_SHAPE", STATUS_SHAPES),
        push_hosts=tuple(env.get("EGENPLAN_PUSH_HOSTS", PUSH_HOSTS).split()),
        vapid_private_key=_vapid_key(env, instance, environment),
        vapid_earlier_key=env.get("EGENPLAN_VAPID_EARLIER_KEY", ""),
        vapid_subject=env.get("EGENPLAN_VAPID_SUBJECT", "" if environment == "production" else "mailto:nobody@example.com"),
    )
    _refuse_unsafe(config)
    return config


def _refuse_unsafe(config: Config) -> None:
    if config.environment not in ("demo", "test", "production"):
        raise UnsafeConfiguration("EGENPLAN_ENVIRONMENT must be demo, test or production.")
    if config.environment != "production":
        return
    if config.demo:
        raise UnsafeConfiguration("The demo lets anybody in as anybody: it never runs in production.")
    if not config.secure:
        raise UnsafeConfiguration("Production needs EGENPLAN_BASE_URL with https://.")


def _keys(env: Mapping[str, str], instance: Path, environment: str) -> dict[str, str]:
    names = {"secret_key": "EGENPLAN_SECRET_KEY", "data_key": "EGENPLAN_DATA_KEY"}
    given = {key: env.get(name, "") for key, name in names.items()}
    if environment == "production" and not (len(given["secret_key"]) >= SECRET_LENGTH and given["data_key"]):
        raise UnsafeConfiguration("Production needs EGENPLAN_SECRET_KEY of at least 32 characters, and EGENPLAN_DATA_KEY.")
    return {key: value or _kept_key(instance / f"{key}.txt") for key, value in given.items()}


def _vapid_key(env: Mapping[str, str], instance: Path, environment: str) -> str:
    """The key given, which may be none: then nothing is sent. Where things are tried out one is made."""
    given = env.get("EGENPLAN_VAPID_PRIVATE_KEY")
    return given or "" if given is not None or environment == "production" else _kept_key(instance / "vapid_private_key.txt")


def _kept_key(path: Path) -> str:
    """The key kept in `path`, made on first start and readable by the owner only."""
    path.parent.mkdir(parents=True, exist_ok=True)
    try:
        with os.fdopen(os.open(path, os.O_CREAT | os.O_EXCL | os.O_WRONLY, 0o600), "w") as file:
            file.write(base64.urlsafe_b64encode(secrets.token_bytes(32)).decode())
    except FileExistsError:
        pass
    return path.read_text().strip()


def _data_key(text: str) -> bytes:
    try:
        key = base64.urlsafe_b64decode(text)
    except ValueError:
        key = b""
    if len(key) != 32:
        raise UnsafeConfiguration("EGENPLAN_DATA_KEY must be 32 bytes in URL-safe base64.")
    return key


def _database_url(url: str, instance: Path) -> str:
    if not url:
        return f"sqlite:///{instance / 'egenplan.sqlite'}"
    for short in ("postgres://", "postgresql://"):
        if url.startswith(short):
            return "postgresql+psycopg://" + url.removeprefix(short)
    return url


def _one_of(env: Mapping[str, str], name: str, choices: tuple[str, ...]) -> str:
    """The setting, which is the first of `choices` where nothing else is said."""
    chosen = env.get(name) or choices[0]
    if chosen not in choices:
        raise UnsafeConfiguration(f"{name} must be one of {', '.join(choices)}.")
    return chosen


def _token_issuers(text: str, environment: str) -> tuple[TokenIssuer, ...]:
    """From JSON: [{"issuer": "https://…", "jwks_uri": "https://…", "vouches_for": ["clinician", "machine"]}]."""
    try:
        found = tuple(
            TokenIssuer(str(each["issuer"]), str(each["jwks_uri"]), frozenset(each["vouches_for"]))
            for each in json.loads(text or "[]")
        )
    except (ValueError, TypeError, KeyError):
        raise UnsafeConfiguration("EGENPLAN_TOKEN_ISSUERS must be a list of issuer, jwks_uri and vouches_for.") from None
    for each in found:
        if not each.vouches_for or not each.vouches_for <= set(CALLERS):
            raise UnsafeConfiguration(f"A token issuer vouches for some of {', '.join(CALLERS)}.")
        if not each.jwks_uri.startswith("https://" if environment == "production" else ("https://", "http://")):
            raise UnsafeConfiguration("The keys of a token issuer are fetched by https.")
    return found


def _number(env: Mapping[str, str], name: str, default: int) -> int:
    try:
        return int(env.get(name, default))
    except ValueError:
        raise UnsafeConfiguration(f"{name} must be a whole number.") from None
