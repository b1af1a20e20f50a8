"""A browser boiled down: a cookie, a CSRF token, one request at a time. For checks that make thousands of requests."""

from __future__ import annotations

import contextvars
from typing import Any

from flask import Flask
from itsdangerous import URLSafeTimedSerializer
from werkzeug.test import TestResponse

from app.identity.sessions import start_session
from app.platform.db import db
from tests.support.own_session import settle

RAW_TOKEN = "f" * 40


class Visitor:
    """One browser, signed out until `sign_in`. It stands at `localhost` and speaks English."""

    def __init__(self, app: Flask, host: str = "http://localhost") -> None:
        self.app = app
        self.host = host
        self.client = app.test_client()
        self.put_in_cookie({})

    def sign_in(self, person: object, clinician: object = None) -> Visitor:
        """Stands for the identity provider."""
        person_id, clinician_id = person.id, getattr(clinician, "id", None)  # type: ignore[attr-defined]
        settle()
        with self.app.app_context():
            token = start_session(person_id, clinician_id, provider="test", device="Test")
            db.session.commit()
        return self.put_in_cookie({"token": token})

    def put_in_cookie(self, content: dict[str, str]) -> Visitor:
        serializer = self.app.session_interface.get_signing_serializer(self.app)  # type: ignore[attr-defined]
        value = serializer.dumps({"csrf_token": RAW_TOKEN, "language": "en"} | content)
        self.client.set_cookie(self.app.config["SESSION_COOKIE_NAME"], value, domain="localhost")
        return self

    @property
    def csrf_token(self) -> str:
        """What a page would have put in its forms."""
        return URLSafeTimedSerializer(self.app.secret_key, salt="wtf-csrf-token").dumps(RAW_TOKEN)  # type: ignore[arg-type, return-value]

    def get(self, address: str, **settings: Any) -> TestResponse:
        return self.send("GET", address, **settings)

    def post(self, address: str, form: dict[str, Any] | None = None, **settings: Any) -> TestResponse:
        """Post `form` with a good CSRF token added."""
        return self.send("POST", address, data={"csrf_token": self.csrf_token} | (form or {}), **settings)

    def send(self, method: str, address: str, **settings: Any) -> TestResponse:
        settle()
        # An empty context, so that nothing the test has opened (its session, its `g`) reaches into the request.
        return contextvars.Context().run(self.client.open, address, method=method, base_url=self.host, buffered=True, **settings)
