"""When two check-ins are the same."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from decimal import Decimal
from uuid import uuid4

import pytest

from app.check_ins.rules import FRESH, fingerprint, is_fresh
from app.platform import clock
from app.zones.rules import Level
from tests.factories.check_in import content

AUTHOR = uuid4()
SAID = content("green", readings={"weight": "72.4"}, note="Som vanlig")


def test_the_same_words_a_moment_later_are_the_same_check_in():
    later = replace(SAID, measured_at=SAID.measured_at + timedelta(seconds=2), received_at=None)

    assert fingerprint(later, AUTHOR) == fingerprint(SAID, AUTHOR)


@pytest.mark.parametrize(
    "change",
    [
        {"level": Level.RED},
        {"level": None},
        {"worried": True},
        {"note": "Verre"},
        {"readings": (("weight", Decimal("72.5")),)},
        {"readings": ()},
    ],
    ids=lambda change: next(iter(change)),
)
def test_anything_else_said_is_another_check_in(change):
    assert fingerprint(replace(SAID, **change), AUTHOR) != fingerprint(SAID, AUTHOR)


def test_the_same_words_from_somebody_else_are_another_check_in():
    assert fingerprint(SAID, uuid4()) != fingerprint(SAID, AUTHOR)


def test_advice_is_about_now_for_a_day():
    now = clock.now()

    assert is_fresh(now - FRESH + timedelta(seconds=1), now)
    assert not is_fresh(now - FRESH, now)
