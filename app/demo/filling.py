"""The placeholders of the demo's files, filled in: who is who, and the days counted from today."""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import date, timedelta
from typing import Any

from app.demo.beats import STARTED_DAYS_AGO
from app.demo.cast import Part, cast

REVIEW_IN_DAYS = 120
_PLACE = re.compile(r"\{\{(\w+)\}\}")


def words_for(patient: Part, today: date) -> dict[str, str]:
    """What to fill in for one patient."""
    by_key = {part.key: part for part in cast()}
    doctor, nurse, relative = by_key["doctor"], by_key["nurse"], by_key["relative"]
    return {
        "subject": patient.identity_number,
        "doctor_hpr": doctor.hpr_number or "",
        "doctor_name": doctor.name,
        "nurse_hpr": nurse.hpr_number or "",
        "nurse_name": nurse.name,
        "nurse_org_name": nurse.organisation["name"],
        "nurse_org_number": nurse.organisation["number"],
        "relative_name": relative.name,
        "starts_on": (today - timedelta(days=STARTED_DAYS_AGO)).isoformat(),
        "review_on": (today + timedelta(days=REVIEW_IN_DAYS)).isoformat(),
    }


def fill(value: Any, words: Mapping[str, str]) -> Any:
    """`value`, at any depth, with every placeholder filled. Errors: `KeyError` for one nobody knows."""
    if isinstance(value, str):
        return _PLACE.sub(lambda place: words[place[1]], value)
    if isinstance(value, list):
        return [fill(each, words) for each in value]
    if isinstance(value, dict):
        return {name: fill(each, words) for name, each in value.items()}
    return value
