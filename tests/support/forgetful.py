"""Egenplan with a planted fault: the answer goes out first and the commit follows a little later. The rig must notice."""

from __future__ import annotations

import threading

from flask import Flask, Response, g

from app import create_app
from app.platform.db import db, only_reads

DELAY_SECONDS = 0.2


def forgetful(app: Flask) -> Flask:
    """`app`, with its commit put off until after the answer."""
    edge = [each for each in app.after_request_funcs[None] if getattr(each, "__name__", "") == "_commit"]
    assert edge, "the commit has moved: plant the fault where it is now"
    app.after_request_funcs[None].remove(edge[0])
    app.after_request(_commit_later)
    return app


def _commit_later(response: Response) -> Response:
    if not only_reads() and response.status_code < 400:
        session = db.session
        g.pop("_sqlalchemy_sessions")  # else the end of the request would close it
        threading.Timer(DELAY_SECONDS, lambda: (session.commit(), session.close())).start()
    return response


def build() -> Flask:
    return forgetful(create_app())
