"""Trust in an issuer: its keys are fetched seldom, from where the configuration says, and kept while it is silent."""

from __future__ import annotations

import json
import threading
from collections.abc import Callable, Iterator
from contextlib import suppress
from http.server import BaseHTTPRequestHandler, HTTPServer
from typing import Any

import pytest
from flask import Flask
from joserfc.jwk import ECKey, OctKey

from app.identity.tokens import issuers
from app.identity.tokens.claims import Kind, read_claims
from app.identity.tokens.issuers import ASK_AGAIN_SECONDS, KEPT_SECONDS, Issuer, IssuerSilent, fetch_keys, trusted
from tests.factories.people import a_patient
from tests.support.phone import Phone

FIRST = ECKey.generate_key("P-256", {"kid": "first"})
SECOND = ECKey.generate_key("P-256", {"kid": "second"})


class Watch:
    """A clock that stands until it is moved."""

    def __init__(self) -> None:
        self.now = 1000.0

    def monotonic(self) -> float:
        return self.now


@pytest.fixture
def watch(monkeypatch: pytest.MonkeyPatch) -> Watch:
    made = Watch()
    monkeypatch.setattr(issuers, "time", made)
    return made


class Answers:
    """An issuer's address: what it answers now, and how often it was asked."""

    def __init__(self, *keys: ECKey) -> None:
        self.asked = 0
        self.keys: tuple[ECKey, ...] | None = keys

    def __call__(self) -> dict[str, Any]:
        self.asked += 1
        if self.keys is None:
            raise OSError
        return {"keys": [key.as_dict(private=False) for key in self.keys]}


def issuer(answers: Callable[[], dict[str, Any]]) -> Issuer:
    return Issuer("https://issuer.test", frozenset(Kind), answers)


def test_keys_are_asked_for_once_a_day(watch: Watch) -> None:
    answers = Answers(FIRST)
    one = issuer(answers)
    for _ in range(100):
        assert one.key("first")
    watch.now += KEPT_SECONDS
    assert one.key("first")
    assert answers.asked == 2


def test_a_new_key_is_found_and_a_made_up_one_asks_once_a_minute(watch: Watch) -> None:
    answers = Answers(FIRST)
    one = issuer(answers)
    assert one.key("first")
    answers.keys = (FIRST, SECOND)
    assert [one.key(f"made up {number}") for number in range(100)] == [None] * 100
    assert answers.asked == 1
    watch.now += ASK_AGAIN_SECONDS
    assert one.key("second")
    assert answers.asked == 2


def test_a_key_that_was_taken_back_is_no_longer_good(watch: Watch) -> None:
    answers = Answers(FIRST)
    one = issuer(answers)
    assert one.key("first")
    answers.keys = (SECOND,)
    watch.now += KEPT_SECONDS
    assert one.key("first") is None


def test_keys_outlive_a_silent_day_and_no_more(watch: Watch) -> None:
    answers = Answers(FIRST)
    one = issuer(answers)
    assert one.key("first")
    answers.keys = None
    watch.now += KEPT_SECONDS + 1
    assert one.key("first")
    watch.now += KEPT_SECONDS
    with pytest.raises(IssuerSilent):
        one.key("first")
    answers.keys = (FIRST,)
    watch.now += ASK_AGAIN_SECONDS
    assert one.key("first")


@pytest.mark.parametrize(
    "answer",
    [
        {},
        {"keys": 1},
        {"keys": [1, None]},
        {"keys": [{"kty": "EC"}]},
        {"keys": [{"kty": "EC", "kid": "first"}]},
        {"keys": [{"kty": "EC", "kid": "first", "crv": [5], "x": 1, "y": None}]},
    ],
)
def test_an_answer_without_keys_is_none(watch: Watch, answer: dict[str, Any]) -> None:
    one = issuer(lambda: answer)
    with suppress(IssuerSilent):
        assert one.key("first") is None


def test_shared_secrets_and_keys_for_sealing_are_not_taken(watch: Watch) -> None:
    sealing = FIRST.as_dict(private=False) | {"use": "enc", "kid": "sealing"}
    one = issuer(lambda: {"keys": [OctKey.generate_key(256, {"kid": "shared"}).as_dict(), sealing]})
    assert one.key("shared") is None
    assert one.key("sealing") is None


@pytest.fixture
def server() -> Iterator[str]:
    """A server that answers by path."""
    keys = json.dumps({"keys": [FIRST.as_dict(private=False)]}).encode()

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            found = {"/keys": (200, keys), "/moved": (302, b""), "/large": (200, b" " * 200_000), "/list": (200, b"[]")}
            status, body = found.get(self.path, (404, b""))
            self.send_response(status)
            if status == 302:
                self.send_header("Location", "/keys")
            self.end_headers()
            self.wfile.write(body)

        def log_message(self, *_: object) -> None:
            pass

    listening = HTTPServer(("127.0.0.1", 0), Handler)
    thread = threading.Thread(target=listening.serve_forever)
    thread.start()
    yield f"http://127.0.0.1:{listening.server_port}"
    listening.shutdown()
    thread.join()
    listening.server_close()


def test_keys_are_fetched_from_where_the_configuration_says(server: str) -> None:
    assert issuer(lambda: fetch_keys(f"{server}/keys")).key("first")


@pytest.mark.parametrize("path", ["moved", "large", "list", "nothing"])
@pytest.mark.filterwarnings("ignore::pytest.PytestUnraisableExceptionWarning")
def test_anything_else_is_not_followed(server: str, path: str) -> None:
    with pytest.raises((OSError, ValueError)):
        fetch_keys(f"{server}/{path}")


def test_any_sign_of_health_personnel_outranks_a_citizens() -> None:
    assert read_claims({"pid": "1", "helseid://claims/identity/security_level": "4"}).kind is Kind.CLINICIAN
    assert read_claims({"pid": "1"}).kind is Kind.CITIZEN
    assert read_claims({}).kind is Kind.MACHINE


@pytest.mark.parametrize("scheme", ["Bearer x", "bearer x", "DPoP x", "Bearer"])
def test_the_pages_take_no_token(app: Flask, database: None, scheme: str) -> None:
    person, record = a_patient("Kari")
    address = f"/records/{record.id}/today"
    phone = Phone(app).sign_in(person)
    assert phone.get(address).status_int == 200
    for visitor in (phone, Phone(app)):
        page = visitor.get(address, headers={"Authorization": scheme}, status=401)
        assert page.content_type == "text/html"
        assert "This is not the way in" in page or "Dette er ikke veien inn" in page
        assert page.headers["WWW-Authenticate"].lower().startswith("session")


def test_the_demos_issuer_is_trusted_only_in_the_demo(app: Flask, tmp_path: Any) -> None:
    from app import create_app
    from app.config import read_config
    from tests.support.applications import environment

    with app.app_context():
        assert trusted("http://localhost/demo")
    plain = create_app(read_config(environment(f"sqlite:///{tmp_path}/x.sqlite", tmp_path) | {"EGENPLAN_DEMO": "0"}))
    with plain.app_context():
        assert trusted("http://localhost/demo") is None
