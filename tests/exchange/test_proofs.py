"""A token bound to a key opens only together with a proof made with that key, for this request, just now, once."""

from __future__ import annotations

import json
import time
from collections.abc import Callable
from typing import Any

import pytest
from flask import Flask
from joserfc.jwk import ECKey, OctKey, RSAKey

from app.demo.issuer import Bearer, issue_token
from app.identity.tokens.nonces import LIFE_SECONDS, new_nonce
from tests.support.api import System
from tests.support.proofs import a_proof, ath

KEY = ECKey.generate_key("P-256")
OTHER = ECKey.generate_key("P-256")
RSA = RSAKey.generate_key(2048)
ADDRESS = "/api/probe/caller"


@pytest.fixture
def token(api: Flask) -> str:
    with api.app_context():
        return issue_token(Bearer(), jkt=KEY.thumbprint())


@pytest.fixture
def nonce(api: Flask) -> str:
    with api.app_context():
        return new_nonce()


@pytest.fixture
def ask(system: Callable[[], System], token: str) -> Callable[..., Any]:
    return lambda proof, method="GET", address=ADDRESS: system().send(
        method, address, headers={"Authorization": f"DPoP {token}", "DPoP": proof}
    )


def test_the_first_answer_gives_the_nonce_and_the_second_proof_opens(ask: Callable[..., Any], token: str) -> None:
    first = ask(a_proof(KEY, token, None))
    assert first.status_code == 401
    assert 'DPoP realm="egenplan", error="use_dpop_nonce"' in first.headers["WWW-Authenticate"]
    second = ask(a_proof(KEY, token, first.headers["DPoP-Nonce"]))
    assert second.status_code == 200
    assert second.headers["DPoP-Nonce"]


@pytest.mark.parametrize(
    "address",
    [
        "HTTP://LOCALHOST/api/probe/caller",
        "http://localhost:80/api/probe/caller",
        "http://localhost/api/%70robe/caller",
        "http://localhost/api/probe/caller?x=1#y",
    ],
)
def test_the_same_address_written_otherwise_is_the_same(ask: Callable[..., Any], token: str, nonce: str, address: str) -> None:
    assert ask(a_proof(KEY, token, nonce, address=address), address=f"{ADDRESS}?other=2").status_code == 200


def test_an_rsa_key_does_as_well(api: Flask, system: Callable[[], System], nonce: str) -> None:
    with api.app_context():
        token = issue_token(Bearer(), jkt=RSA.thumbprint())
    for algorithm in ("RS256", "PS256"):
        proof = a_proof(RSA, token, nonce, header={"alg": algorithm})
        answer = system().get(ADDRESS, headers={"Authorization": f"DPoP {token}", "DPoP": proof})
        assert answer.status_code == 200, answer.text


def test_a_proof_is_good_once(ask: Callable[..., Any], token: str, nonce: str) -> None:
    proof = a_proof(KEY, token, nonce)
    assert [ask(proof).status_code for _ in range(3)] == [200, 401, 401]


def test_a_proof_name_used_before_is_not_good_for_another_proof(ask: Callable[..., Any], token: str, nonce: str) -> None:
    name = f"name-{time.time_ns()}"
    assert ask(a_proof(KEY, token, nonce, jti=name)).status_code == 200
    assert ask(a_proof(KEY, token, nonce, jti=name)).status_code == 401


SECRET = OctKey.import_key("a secret of 32 letters, at least")
SHARED = {"alg": "HS256", "jwk": SECRET.as_dict()}
BAD: dict[str, Callable[[str, str], str]] = {
    "none": lambda token, nonce: "",
    "a word": lambda token, nonce: "proof",
    "dots": lambda token, nonce: "..",
    "two in one header": lambda token, nonce: ",".join(a_proof(KEY, token, nonce) for _ in range(2)),
    "too long": lambda token, nonce: a_proof(KEY, token, nonce, x="y" * 6000),
    "the token itself": lambda token, nonce: token,
    "another method": lambda token, nonce: a_proof(KEY, token, nonce, method="POST"),
    "method in small letters": lambda token, nonce: a_proof(KEY, token, nonce, method="get"),
    "no method": lambda token, nonce: a_proof(KEY, token, nonce, htm=None),
    "another path": lambda token, nonce: a_proof(KEY, token, nonce, address="http://localhost/api/probe/needs"),
    "path with a slash more": lambda token, nonce: a_proof(KEY, token, nonce, address="http://localhost/api/probe/caller/"),
    "another host": lambda token, nonce: a_proof(KEY, token, nonce, address="http://evil.test/api/probe/caller"),
    "another scheme": lambda token, nonce: a_proof(KEY, token, nonce, address="https://localhost/api/probe/caller"),
    "another port": lambda token, nonce: a_proof(KEY, token, nonce, address="http://localhost:8000/api/probe/caller"),
    "no port at all": lambda token, nonce: a_proof(KEY, token, nonce, address="http://localhost:x/api/probe/caller"),
    "half an address": lambda token, nonce: a_proof(KEY, token, nonce, address="http://[::1"),
    "only a path": lambda token, nonce: a_proof(KEY, token, nonce, address="/api/probe/caller"),
    "no address": lambda token, nonce: a_proof(KEY, token, nonce, htu=None),
    "address as list": lambda token, nonce: a_proof(KEY, token, nonce, htu=["http://localhost/api/probe/caller"]),
    "another token's": lambda token, nonce: a_proof(KEY, token, nonce, ath=ath(token + "x")),
    "no token's": lambda token, nonce: a_proof(KEY, token, nonce, ath=None),
    "token in other letters": lambda token, nonce: a_proof(KEY, token, nonce, ath="é"),
    "made with another key": lambda token, nonce: a_proof(OTHER, token, nonce),
    "another key in the header": lambda token, nonce: a_proof(OTHER, token, nonce, header={"jwk": KEY.as_dict(private=False)}),
    "another kind of key": lambda token, nonce: a_proof(RSA, token, nonce),
    "the private key in it": lambda token, nonce: a_proof(KEY, token, nonce, header={"jwk": KEY.as_dict(private=True)}),
    "no key": lambda token, nonce: a_proof(KEY, token, nonce, header={"jwk": None, "kid": "x"}),
    "a shared secret": lambda token, nonce: a_proof(KEY, token, nonce, header=SHARED, signed_by=SECRET),
    "alg none": lambda token, nonce: unsigned(a_proof(KEY, token, nonce), "none"),
    "alg left out": lambda token, nonce: unsigned(a_proof(KEY, token, nonce), None),
    "signature cut": lambda token, nonce: a_proof(KEY, token, nonce)[:-4],
    "type JWT": lambda token, nonce: a_proof(KEY, token, nonce, header={"typ": "JWT"}),
    "no type": lambda token, nonce: a_proof(KEY, token, nonce, header={"typ": None}),
    "no name": lambda token, nonce: a_proof(KEY, token, nonce, jti=None),
    "short name": lambda token, nonce: a_proof(KEY, token, nonce, jti="1"),
    "long name": lambda token, nonce: a_proof(KEY, token, nonce, jti="x" * 201),
    "name as number": lambda token, nonce: a_proof(KEY, token, nonce, jti=12345678),
    "made long ago": lambda token, nonce: a_proof(KEY, token, nonce, iat=int(time.time()) - LIFE_SECONDS - 5),
    "made in advance": lambda token, nonce: a_proof(KEY, token, nonce, iat=int(time.time()) + 3600),
    "made never": lambda token, nonce: a_proof(KEY, token, nonce, iat=None),
    "made at a text": lambda token, nonce: a_proof(KEY, token, nonce, iat="now"),
    "made at true": lambda token, nonce: a_proof(KEY, token, nonce, iat=True),
    "made at a bomb": lambda token, nonce: a_proof(KEY, token, nonce, iat=10**400),
}  # fmt: skip


@pytest.mark.parametrize("make", BAD.values(), ids=BAD)
def test_a_proof_that_proves_nothing_is_refused(
    ask: Callable[..., Any], token: str, nonce: str, make: Callable[[str, str], str]
) -> None:
    answer = ask(make(token, nonce))
    assert (answer.status_code, answer.headers["nhn-error-code"]) == (401, "CPLF-0010"), answer.text
    assert 'DPoP realm="egenplan", error="invalid_dpop_proof"' in answer.headers["WWW-Authenticate"]
    assert answer.headers["DPoP-Nonce"]


def test_a_nonce_is_good_for_its_time_and_ours_alone(api: Flask, ask: Callable[..., Any], token: str, nonce: str) -> None:
    made, mark = nonce.split(".")
    with api.app_context():
        from app.identity.tokens.nonces import _nonce

        old, ahead = _nonce(int(made) - LIFE_SECONDS - 1), _nonce(int(made) + 3600)
    for wrong in ("", "x", f"{int(made) + 1}.{mark}", f"{made}.x", f"{made}.", f".{mark}", old, ahead, f"{made}.é", f"١.{mark}"):
        answer = ask(a_proof(KEY, token, wrong))
        assert 'error="use_dpop_nonce"' in answer.headers["WWW-Authenticate"], wrong


def test_a_bound_token_is_not_for_any_bearer(system: Callable[[], System], token: str, nonce: str) -> None:
    for proof in (None, a_proof(KEY, token, nonce)):
        assert system().get(ADDRESS, headers={"Authorization": f"Bearer {token}", "DPoP": proof}).status_code == 401


def test_an_unbound_token_is_not_taken_as_bound(api: Flask, system: Callable[[], System], nonce: str) -> None:
    with api.app_context():
        token = issue_token(Bearer())
    proof = a_proof(KEY, token, nonce)
    assert system().get(ADDRESS, headers={"Authorization": f"DPoP {token}", "DPoP": proof}).status_code == 401


def test_two_proof_headers_are_one_too_many(api: Flask, token: str, nonce: str) -> None:
    headers = [("Authorization", f"DPoP {token}"), *(("DPoP", a_proof(KEY, token, nonce)) for _ in range(2))]
    assert api.test_client().get(ADDRESS, headers=headers, base_url="http://localhost").status_code == 401


def test_the_proof_is_for_our_own_address_whatever_host_the_request_names(
    system: Callable[[], System], token: str, nonce: str
) -> None:
    proof = a_proof(KEY, token, nonce, address="http://evil.test/api/probe/caller")
    headers = {"Authorization": f"DPoP {token}", "DPoP": proof, "Host": "evil.test"}
    assert system().get(ADDRESS, headers=headers).status_code == 401


def unsigned(proof: str, algorithm: str | None) -> str:
    import base64

    _, said, _ = proof.split(".")
    header = {"typ": "dpop+jwt", "jwk": KEY.as_dict(private=False)} | ({"alg": algorithm} if algorithm else {})
    return f"{base64.urlsafe_b64encode(json.dumps(header).encode()).rstrip(b'=').decode()}.{said}.AAAA"
