"""A phone without JavaScript: follows links and sends forms as a person would, with what the page itself put in them."""

from __future__ import annotations

from flask import Flask
from webtest import TestApp, TestResponse
from webtest.forms import Form

from app.identity.sessions import start_session
from app.platform.db import db


class Phone(TestApp):  # type: ignore[misc]
    """One browser. `sign_in` stands for the identity provider; everything after goes through pages and forms."""

    __test__ = False

    def __init__(self, app: Flask) -> None:
        super().__init__(app.wsgi_app, extra_environ={"HTTP_HOST": "localhost"})
        self.flask = app

    def sign_in(self, person: object, clinician: object = None) -> Phone:
        with self.flask.app_context():
            clinician_id = getattr(clinician, "id", None)
            token = start_session(person.id, clinician_id, provider="test", device="Test")  # type: ignore[attr-defined]
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
