"""What a phone's outbox changes here."""

from app.outbox.actions.decide import accept, set_aside
from app.outbox.actions.keys import key_for
from app.outbox.actions.receive import Answer, Ready, receive

__all__ = ["Answer", "Ready", "accept", "key_for", "receive", "set_aside"]
