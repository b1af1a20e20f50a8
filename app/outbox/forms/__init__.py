"""What was typed on a phone, read by the forms of the pages it was typed in; and what a clinician says of it."""

from app.outbox.forms.decision import SetAsideForm
from app.outbox.forms.typed import Unusable, read_item, reread

__all__ = ["SetAsideForm", "Unusable", "read_item", "reread"]
