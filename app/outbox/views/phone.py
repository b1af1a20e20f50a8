"""Who is signed in on this phone, and the key to what it keeps for them."""

from __future__ import annotations

from uuid import UUID

from flask import Flask, Response, g, jsonify, request
from flask_wtf.csrf import generate_csrf

from app.identity.current import actor_if_any, current_actor, has_been_ended
from app.identity.owner import owner_mark
from app.outbox.actions import key_for
from app.outbox.views.blueprint import blueprint
from app.platform import clock


@blueprint.get("/phone")
def who() -> Response:
    """Whose sign-in a sending would be under (perhaps nobody's), a fresh CSRF token for it, and what time it is.

    `ended` is whether somebody ended the sign-in that the browser still holds: then nothing may be read on it any more.
    """
    actor = actor_if_any()
    owner = owner_mark(actor) if actor and not actor.practice else None
    ended = actor is None and has_been_ended()
    return jsonify(owner=owner, token=generate_csrf(), now=clock.now().isoformat(), ended=ended)


@blueprint.post("/phone/key")
def phone_key() -> Response:
    """The signed-in person's key on this phone, the same one as before where the phone says what it was called."""
    actor = current_actor()
    try:
        phone = UUID(request.form.get("phone", ""))
    except ValueError:
        phone = None
    row = key_for(actor, phone)
    return jsonify(phone=str(row.id), owner=owner_mark(actor), key=row.key)


def add_owner_mark(app: Flask) -> None:
    """Let the layout write whose page it is: `owner` for a patient or relative, `desk` for health personnel at work.

    Pages that ask nobody who they are do not begin to because of this.
    """
    app.jinja_env.globals["owner_mark"] = _mark


def _mark() -> dict[str, str]:
    actor = g.get("actor")
    return {"desk" if actor.practice else "owner": owner_mark(actor)} if actor else {}
