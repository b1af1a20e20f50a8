"""The addresses a phone's outbox talks to, and the pages about what waits on the phone."""

from app.outbox.views import deliver, phone, unsent
from app.outbox.views.blueprint import blueprint
from app.outbox.views.phone import add_owner_mark

__all__ = ["add_owner_mark", "blueprint", "deliver", "phone", "unsent"]
