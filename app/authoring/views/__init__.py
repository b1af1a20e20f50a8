"""The pages of the pen, all under `/clinic`."""

from app.authoring.views import drafts, ending, patients, publishing, sections
from app.authoring.views.blueprint import blueprint

__all__ = ["blueprint", "drafts", "ending", "patients", "publishing", "sections"]
