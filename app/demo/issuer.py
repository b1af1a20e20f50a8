"""The demo's own issuer of tokens, in the place of HelseID and ID-porten. Trusted only while the demo is on."""

from __future__ import annotations

import json
import os
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path
from typing import Any

from flask import Flask, current_app
from joserfc import jwt
from joserfc.jwk import ECKey

from app.identity.tokens import claims as named
from app.identity.tokens.claims import Kind
from app.identity.tokens.issuers import Issuer, trust
from app.platform import clock
from app.platform.db import new_id

FHIR = "egenplan:fhir"
AUDIENCES = ("nhn:careplan", "nhn:patient-careplan", "egenplan:planer", FHIR)
FHIR_SCOPES = {Kind.CLINICIAN: "user/*.cruds", Kind.CITIZEN: "patient/*.rs", Kind.MACHINE: "system/*.rs"}
LIFE = timedelta(hours=1)
PARENT = "999999980"
SYSTEM_NAME = "Demo-EPJ 1.0"


@dataclass(frozen=True)
class Bearer:
    """Whom a token is for. All are empty for a system by itself."""

    given_name: str = ""
    family_name: str = ""
    pid: str = ""
    hpr_number: str = ""
    organisation_number: str = "999999999"

    @property
    def kind(self) -> Kind:
        return Kind.CLINICIAN if self.hpr_number else Kind.CITIZEN if self.pid else Kind.MACHINE


def trust_demo_issuer(app: Flask) -> None:
    """From now on `app` takes the demo's tokens, from anybody who can read its key file."""
    folder: Path = app.config["INSTANCE"]
    trust(app, Issuer(issuer_id(app), frozenset(Kind), lambda: {"keys": [_key(folder).as_dict(private=False)]}))


def issuer_id(app: Flask) -> str:
    return f"{app.config['BASE_URL']}/demo"


def issue_token(
    bearer: Bearer,
    *,
    audiences: Iterable[str] = AUDIENCES,
    scopes: Iterable[str] | None = None,
    jkt: str | None = None,
    life: timedelta = LIFE,
    **changes: object,
) -> str:
    """A signed access token for `bearer`, by default good in every mouth. `jkt` binds it to a key; `changes` overrides claims."""
    audiences, now = list(audiences), int(clock.now().timestamp())
    said: dict[str, Any] = {
        "iss": issuer_id(current_app),  # type: ignore[arg-type]
        "aud": audiences,
        "scope": _scopes(bearer, audiences) if scopes is None else list(scopes),
        "client_id": "demo",
        "jti": str(new_id()),
        "iat": now,
        "nbf": now,
        "exp": now + int(life.total_seconds()),
        **_person(bearer),
        **({"cnf": {"jkt": jkt}} if jkt else {}),
        **changes,
    }
    key = _key(current_app.config["INSTANCE"])
    return jwt.encode({"alg": "ES256", "typ": "at+jwt", "kid": key.kid}, said, key)


def _scopes(bearer: Bearer, audiences: Iterable[str]) -> list[str]:
    """Everything the bearer may do in those mouths."""
    return [FHIR_SCOPES[bearer.kind] if each == FHIR else f"{each}/api" for each in audiences]


def _person(bearer: Bearer) -> dict[str, object]:
    if bearer.kind is Kind.CITIZEN:
        return {"pid": bearer.pid, "acr": "idporten-loa-high"}
    system: dict[str, object] = {
        named.CLIENT_NAME: SYSTEM_NAME,
        named.ORGNR_PARENT: PARENT,
        named.ORGNR_CHILD: bearer.organisation_number,
    }
    if bearer.kind is Kind.MACHINE:
        return system
    return system | {
        "given_name": bearer.given_name,
        "family_name": bearer.family_name,
        named.PID: bearer.pid,
        named.SECURITY_LEVEL: "4",
        named.HPR_NUMBER: bearer.hpr_number,
    }


def _key(folder: Path) -> ECKey:
    """The demo's key, made on first use. Two processes that start at once end up with the same one."""
    path = folder / "demo_issuer.json"
    if not path.exists():
        folder.mkdir(parents=True, exist_ok=True)
        made = ECKey.generate_key("P-256", {"use": "sig", "alg": "ES256"}, auto_kid=True)
        draft = folder / f"demo_issuer.{new_id()}.tmp"
        with os.fdopen(os.open(draft, os.O_CREAT | os.O_EXCL | os.O_WRONLY, 0o600), "w") as file:
            json.dump(made.as_dict(private=True), file)
        try:
            os.link(draft, path)
        except FileExistsError:
            pass
        finally:
            draft.unlink()
    return ECKey.import_key(json.loads(path.read_text(encoding="utf-8")))
