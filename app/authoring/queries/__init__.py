"""The plans as a form, and the drafts of them."""

from app.authoring.queries.drafts import DraftLine, draft, open_drafts
from app.authoring.queries.plans import Standing, standing
from app.authoring.queries.shapes import Shape, shaped, shapes

__all__ = ["DraftLine", "Shape", "Standing", "draft", "open_drafts", "shaped", "shapes", "standing"]
