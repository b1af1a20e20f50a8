"""The mark of who is signed in, for a phone to tell its owners apart by. It says nothing of who they are."""

from __future__ import annotations

from app.identity.actor import Actor
from app.platform.crypto import lookup_hash

LENGTH = 32


def owner_mark(actor: Actor) -> str:
    """The same at every sign-in of the same person; another for the same person at work as health personnel."""
    at_work = f" at work {actor.practice.clinician_id}" if actor.practice else ""
    return lookup_hash(f"owner of a phone {actor.person_id}{at_work}")[:LENGTH]
