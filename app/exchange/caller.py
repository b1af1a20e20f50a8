"""Who calls: from the Authorization header alone, never from a cookie."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from flask import current_app, g, request

from app.access.system_call import SystemCall
from app.exchange.calls import Call, Header, read_call, require_headers
from app.exchange.errors import Forbidden, Refused, Unauthorised
from app.identity.actor import Actor
from app.identity.tokens.bearers import Unknown, actor_of
from app.identity.tokens.claims import Claims
from app.identity.tokens.issuers import IssuerSilent
from app.identity.tokens.nonces import new_nonce
from app.identity.tokens.proofs import ALGORITHMS, BadProof, StaleNonce, Use, check_proof
from app.identity.tokens.verify import BadToken, NotEnough, TooWeak, verify_token

REALM = 'realm="egenplan"'
ALGS = f'algs="{" ".join(ALGORITHMS)}"'


@dataclass(frozen=True)
class Caller:
    """Who calls, with what. `actor` is nobody where a system calls by itself: it may then open no record."""

    actor: Actor | None
    claims: Claims
    scopes: frozenset[str]
    call: Call

    @property
    def source_system(self) -> str:
        """What the caller's system calls itself, else the name its token has."""
        return self.call.source_system or self.claims.client_name or "unknown"

    @property
    def event_id(self) -> str:
        return self.call.event_id

    @property
    def basis(self) -> str | None:
        return self.call.basis

    def require(self, *headers: Header) -> None:
        """Errors: `Refused` with CPLF-0002 naming the first header that was left out."""
        require_headers(self.call, *headers)

    def as_system_call(self) -> SystemCall:
        return SystemCall(self.source_system[:512], self.event_id, self.basis)


def current_caller() -> Caller:
    """Who sends this request. Errors: `Unauthorised`, `Forbidden`, `Refused`."""
    if "caller" not in g:
        g.caller = _read_caller(g.audiences)
        g.actor = g.caller.actor
    found: Caller = g.caller
    return found


def require_scope(caller: Caller, *any_of: str) -> None:
    """Errors: `Forbidden` where the caller has none of the scopes."""
    if not caller.scopes & set(any_of):
        scope = " ".join(any_of)
        raise Forbidden(f"The access token lacks the scope {any_of[0]}.", challenge=_challenge("insufficient_scope", scope=scope))


def require_person(caller: Caller) -> Actor:
    """The person who acts. Errors: `Forbidden` where a system calls by itself."""
    if caller.actor is None:
        raise Forbidden("A system by itself may not do this: send a token of a person.", "CPLF-0010")
    return caller.actor


def _read_caller(audiences: Iterable[str]) -> Caller:
    scheme, _, token = request.headers.get("Authorization", "").partition(" ")
    if scheme.lower() not in ("bearer", "dpop") or not token.strip():
        raise Unauthorised("Send an access token.", f"Bearer {REALM}, DPoP {REALM}, {ALGS}")
    claims = _claims(token.strip(), frozenset(audiences))
    _check_binding(scheme.lower(), token.strip(), claims)
    call = read_call()
    try:
        return Caller(actor_of(claims, call.role.code if call.role else None), claims, claims.scopes, call)
    except (Unknown, NotEnough) as error:
        raise Forbidden(str(error), "CPLF-0010", _challenge("insufficient_scope")) from None


def _claims(token: str, audiences: frozenset[str]) -> Claims:
    try:
        return verify_token(token, audiences)
    except BadToken as error:
        raise Unauthorised(str(error), _challenge("invalid_token")) from None
    except TooWeak as error:
        # RFC 9470: the person must sign in again, more strongly.
        challenge = _challenge("insufficient_user_authentication", acr_values=str(error))
        raise Unauthorised("The person must be signed in at the highest level.", challenge) from None
    except NotEnough as error:
        raise Forbidden(str(error), "CPLF-0010", _challenge("insufficient_scope")) from None
    except IssuerSilent:
        raise Refused("CPLX-0012", "The issuer of the access token does not answer.") from None


def _check_binding(scheme: str, token: str, claims: Claims) -> None:
    if claims.jkt is None:
        if scheme == "dpop":
            raise Unauthorised("The access token is bound to no key.", _challenge("invalid_token", "DPoP"))
        return
    if scheme == "bearer":
        raise Unauthorised("The access token is bound to a key: send it as DPoP.", _challenge("invalid_token", "DPoP"))
    use = Use(request.method, current_app.config["BASE_URL"] + request.path, token, claims.jkt)
    try:
        check_proof(request.headers.getlist("DPoP"), use)
    except BadProof as error:
        raise Unauthorised(str(error), _challenge("invalid_dpop_proof", "DPoP"), _nonce()) from None
    except StaleNonce:
        told = "Make the proof with the nonce in DPoP-Nonce and send it again."
        raise Unauthorised(told, _challenge("use_dpop_nonce", "DPoP"), _nonce()) from None
    g.proved = True


def _challenge(error: str, scheme: str = "Bearer", **more: str) -> str:
    parts = {"error": error, **more}
    told = ", ".join(f'{name}="{value}"' for name, value in parts.items())
    return f"{scheme} {REALM}, {told}" + (f", {ALGS}" if scheme == "DPoP" else "")


def _nonce() -> dict[str, str]:
    return {"DPoP-Nonce": new_nonce()}
