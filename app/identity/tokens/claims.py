"""What a verified token says, under the names HelseID and ID-porten give it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

PID = "helseid://claims/identity/pid"
SECURITY_LEVEL = "helseid://claims/identity/security_level"
HPR_NUMBER = "helseid://claims/hpr/hpr_number"
ORGNR_PARENT = "helseid://claims/client/claims/orgnr_parent"
ORGNR_CHILD = "helseid://claims/client/claims/orgnr_child"
CLIENT_NAME = "helseid://claims/client/client_name"


class Kind(StrEnum):
    """Whom a token speaks of: health personnel, a citizen, or a system by itself."""

    CLINICIAN = "clinician"
    CITIZEN = "citizen"
    MACHINE = "machine"


@dataclass(frozen=True)
class Claims:
    """A verified token. `jkt` is the thumbprint of the key it is bound to; empty for one that any bearer may use."""

    kind: Kind
    issuer: str
    client_id: str
    client_name: str
    scopes: frozenset[str]
    audiences: frozenset[str]
    pid: str | None
    given_name: str | None
    family_name: str | None
    hpr_number: str | None
    security_level: str | None
    acr: str | None
    orgnr_parent: str | None
    orgnr_child: str | None
    jkt: str | None


def read_claims(claims: Mapping[str, Any]) -> Claims:
    """`claims` of a token whose signature holds; what is of another type than it should be counts as left out."""
    confirmation = claims.get("cnf")
    return Claims(
        kind=_kind(claims),
        issuer=str(claims.get("iss")),
        client_id=_text(claims, "client_id") or "",
        client_name=_text(claims, CLIENT_NAME) or _text(claims, "client_id") or "",
        scopes=frozenset(_list(claims.get("scope"))),
        audiences=frozenset(_list(claims.get("aud"))),
        pid=_text(claims, PID) or _text(claims, "pid"),
        given_name=_text(claims, "given_name"),
        family_name=_text(claims, "family_name"),
        hpr_number=_text(claims, HPR_NUMBER),
        security_level=_text(claims, SECURITY_LEVEL),
        acr=_text(claims, "acr"),
        orgnr_parent=_text(claims, ORGNR_PARENT),
        orgnr_child=_text(claims, ORGNR_CHILD),
        jkt=_text(confirmation, "jkt") if isinstance(confirmation, dict) else None,
    )


def _kind(claims: Mapping[str, Any]) -> Kind:
    """Any sign of health personnel outranks a sign of a citizen: less is then taken for granted."""
    if any(name in claims for name in (HPR_NUMBER, PID, SECURITY_LEVEL)):
        return Kind.CLINICIAN
    return Kind.CITIZEN if "pid" in claims else Kind.MACHINE


def _text(claims: Mapping[str, Any], name: str) -> str | None:
    value = claims.get(name)
    return value if isinstance(value, str) and 0 < len(value) <= 200 and value.isprintable() else None


def _list(value: object) -> list[str]:
    """A claim that is a list, or one text with blanks between (RFC 9068 `scope`, HelseID's list of scopes)."""
    parts = value.split() if isinstance(value, str) else value if isinstance(value, list) else []
    return [part for part in parts if isinstance(part, str)]
