"""When a value is asked about. It is never refused."""

from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from app.readings.rules import ASKED, KINDS, Doubt, asked_by, doubt, in_groups

exactly = settings(derandomize=True, print_blob=True, database=None)


@pytest.mark.parametrize(("kind", "value"), [("weight", "372"), ("oxygen_saturation", "9"), ("temperature", "372")])
def test_a_value_no_living_adult_has_is_asked_about(kind, value):
    assert doubt(kind, Decimal(value), None) is Doubt.OUTSIDE


@pytest.mark.parametrize("kind", KINDS)
def test_the_ends_of_the_plausible_are_plausible(kind):
    assert doubt(kind, KINDS[kind].low, None) is None
    assert doubt(kind, KINDS[kind].high, None) is None


@pytest.mark.parametrize("kind", KINDS)
def test_the_example_of_a_kind_is_plausible(kind):
    assert doubt(kind, KINDS[kind].example, None) is None


def test_a_plausible_value_far_from_the_last_is_asked_about():
    assert doubt("weight", Decimal("130"), Decimal("72.4")) is Doubt.CHANGED
    assert doubt("weight", Decimal("123.1"), Decimal("72.4")) is Doubt.CHANGED
    assert doubt("weight", Decimal("123.0"), Decimal("72.4")) is None


@exactly
@given(st.sampled_from(sorted(KINDS)), st.decimals(-10_000, 10_000, places=2), st.none() | st.decimals(0, 500, places=1))
def test_whatever_the_numbers_there_is_an_answer(kind, value, last):
    assert doubt(kind, value, last) in (None, Doubt.OUTSIDE, Doubt.CHANGED)


def test_every_kind_answers_something_a_plan_may_ask_for():
    assert asked_by(KINDS) == set(ASKED)
    assert asked_by(["blood_pressure_diastolic"]) == {"blood_pressure"}


def test_the_two_numbers_of_a_blood_pressure_stand_together():
    assert in_groups(["weight", "blood_pressure_systolic"]) == [
        ("blood_pressure", ("blood_pressure_systolic", "blood_pressure_diastolic")),
        ("weight", ("weight",)),
    ]
