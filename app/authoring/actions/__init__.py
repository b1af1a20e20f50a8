"""Writing with the pen: meeting a patient, drafts, and what becomes of them. Records are opened for `Purpose.WRITE_PLAN`."""

from app.authoring.actions.drafts import begin, discard, discard_all, rebase, save
from app.authoring.actions.meeting import AnotherName, meet
from app.authoring.actions.publishing import publish

__all__ = ["AnotherName", "begin", "discard", "discard_all", "meet", "publish", "rebase", "save"]
