"""A phone without JavaScript: follows links and sends forms as a person would, with what the page itself put in them."""

from __future__ import annotations

import contextvars
from typing import Any

from flask import Flask
from webtest import TestApp, TestResponse
from webtest.forms import Form

from app.identity.sessions import start_session
from app.platform.db import db
from tests.support.own_session import settle


class Phone(TestApp):  # type: ignore[misc]
    """One browser. `sign_in` stands for the identity provider; everything after goes through pages and forms."""

    __test__ = False

    def __init__(self, app: Flask) -> None:
        super().__init__(app.wsgi_app, extra_environ={"HTTP_HOST": "localhost"})
        self.flask = app

    def do_request(self, *arguments: Any, **settings: Any) -> TestResponse:
        settle()
        # An empty context, so that nothing the test has opened (its session, its `g`) reaches into the request.
        return contextvars.Context().run(super().do_request, *arguments, **settings)

    def sign_in(self, person: object, clinician: object = None) -> Phone:
        person_id, clinician_id = person.id, getattr(clinician, "id", None)  # type: ignore[attr-defined]
        settle()
        with self.flask.app_context():
            token = start_session(person_id, clinician_id, provider="test", device="Test")
            db.session.commit()
        with self.flask.test_request_context():
            cookie = self.flask.session_interface.get_signing_serializer(self.flask).dumps({"token": token, "language": "en"})  # type: ignore[attr-defined]
        self.set_cookie(self.flask.config["SESSION_COOKIE_NAME"], cookie)
        return self


def form_to(page: TestResponse, ending: str) -> Form:
    """The one form on `page` whose action ends like that."""
    found = [form for form in dict.fromkeys(page.forms.values()) if form.action.endswith(ending)]
    assert len(found) == 1, (
        f"{len(found)} forms to …{ending} on {page.request.path}; there are {[f.action for f in page.forms.values()]}"
    )
    return found[0]
