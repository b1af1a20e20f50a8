"""The actor of this request, from the token in the cookie."""

from __future__ import annotations

from datetime import timedelta

from flask import current_app, g, request, session
from werkzeug.datastructures import WWWAuthenticate
from werkzeug.exceptions import Unauthorized

from app.identity.actor import Actor, NotSignedIn
from app.identity.sessions import Limits, actor_by_token, is_not_ended
from app.localisation.language import speak


def current_actor() -> Actor:
    """Who is signed in. Errors: `NotSignedIn`."""
    actor = actor_if_any()
    if actor is None:
        raise NotSignedIn
    return actor


def actor_if_any() -> Actor | None:
    """Who is signed in, or nobody."""
    if "actor" not in g:
        g.actor = _from_cookie()
        speak(g.actor.language if g.actor else None)
    actor: Actor | None = g.actor
    return actor


def has_timed_out() -> bool:
    """Whether nobody is signed in because nobody has been here for a while, and not because anybody signed out."""
    token = session.get("token")
    return isinstance(token, str) and is_not_ended(token)


def has_been_ended() -> bool:
    """Whether the browser still holds the sign-in of a session that somebody ended; one that holds none may only have lost it."""
    token = session.get("token")
    return isinstance(token, str) and not is_not_ended(token)


def session_limits() -> Limits:
    config = current_app.config
    return Limits(timedelta(minutes=config["SESSION_IDLE_MINUTES"]), timedelta(hours=config["SESSION_HOURS"]))


def _from_cookie() -> Actor | None:
    # Whoever sends a token is a program: it has addresses of its own, with checks of their own.
    if request.headers.get("Authorization", "").partition(" ")[0].lower() in ("bearer", "dpop"):
        raise Unauthorized(www_authenticate=WWWAuthenticate("session", {"realm": "egenplan"}))
    token = session.get("token")
    return actor_by_token(token, session_limits()) if isinstance(token, str) else None
