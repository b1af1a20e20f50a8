"""What is in the registry hangs together."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from app.fhir.days import moments_of
from app.fhir.kinds.content import dated
from app.fhir.kinds.kind import Interaction
from app.fhir.kinds.values import Moments
from app.fhir.registry import REGISTRY

TYPES = {"token", "date", "reference", "string", "quantity"}


@pytest.mark.parametrize("kind", REGISTRY.values(), ids=lambda kind: kind.name)
def test_every_kind_says_how_it_is_searched(kind: object) -> None:
    assert {"_id", "_lastUpdated"} <= kind.parameters.keys()  # type: ignore[attr-defined]
    assert {"_id", "_lastUpdated"} <= kind.sorts  # type: ignore[attr-defined]
    assert {each.type for each in kind.parameters.values()} <= TYPES  # type: ignore[attr-defined]
    assert {Interaction.READ, Interaction.SEARCH} <= kind.interactions  # type: ignore[attr-defined]


def test_a_month_is_searched_as_all_its_days() -> None:
    first, end = moments_of("2026-03")
    assert (first.astimezone(UTC), end.astimezone(UTC)) == (
        datetime(2026, 2, 28, 23, tzinfo=UTC),
        datetime(2026, 3, 31, 22, tzinfo=UTC),  # summer time has begun
    )


@pytest.mark.parametrize(
    ("prefix", "date", "found"),
    [
        ("eq", "2026-03", False),
        ("eq", "2026", True),
        ("ge", "2026-03-20", True),
        ("ge", "2026-05", False),
        ("le", "2026-03-09", False),
        ("le", "2026-03-10", True),
        ("gt", "2026-04-20", False),
        ("lt", "2026-03-10", False),
        ("sa", "2026-03-09", True),
        ("eb", "2026-04-21", True),
        ("ne", "2026", False),
    ],
)
def test_a_period_is_found_by_what_overlaps_it(prefix: str, date: str, found: bool) -> None:
    plan = {"period": {"start": "2026-03-10", "end": "2026-04-20"}}
    assert dated("period")(Moments(prefix, *moments_of(date)))(plan) is found
    assert not dated("created")(Moments(prefix, *moments_of(date)))(plan)
