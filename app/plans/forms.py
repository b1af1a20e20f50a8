"""What a reader says of a plan."""

from __future__ import annotations

from datetime import datetime

from wtforms import HiddenField

from app.platform.forms import Form


class MomentField(HiddenField):  # type: ignore[misc]
    """A moment as a page gave it out (ISO 8601 with its offset). `data` is nothing where it cannot be read."""

    data: datetime | None

    def process_formdata(self, valuelist: list[str]) -> None:
        try:
            found = datetime.fromisoformat(valuelist[0])
        except (IndexError, ValueError):
            found = None
        self.data = found if found is not None and found.tzinfo is not None and found.year > 2000 else None


class SeenPlanForm(Form):
    """ "I have seen it": what was changed up to the moment the page told of."""

    until = MomentField()
