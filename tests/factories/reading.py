from __future__ import annotations

from datetime import timedelta

from app.access.record import Record as OpenRecord
from app.models.check_in import CheckIn
from tests.factories.check_in import a_check_in


def daily_values(opened: OpenRecord, kind: str, values: list[str | None], zone: str = "green") -> list[CheckIn]:
    """One check-in a day with a value of `kind`, the last of them today; an empty place is a day without."""
    return [
        a_check_in(opened, zone, ago=timedelta(days=len(values) - 1 - place), readings={kind: value})
        for place, value in enumerate(values)
        if value is not None
    ]
