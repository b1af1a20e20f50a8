"""Measured values of one person, and what it costs to ask for them."""

from __future__ import annotations

from datetime import timedelta
from decimal import Decimal

import pytest

from app.platform import clock
from app.readings.queries import last_values, series, zones_since
from tests.check_ins.counting import statements
from tests.factories.check_in import a_check_in
from tests.factories.people import a_patient, opened_by_patient
from tests.factories.reading import daily_values

pytestmark = pytest.mark.usefixtures("database")


@pytest.fixture
def opened(database):
    return opened_by_patient(*a_patient())


def test_the_last_value_of_each_kind_in_one_statement(opened):
    daily_values(opened, "weight", ["70.0", "71.5", None])
    daily_values(opened, "pulse", ["66", None, None])
    daily_values(opened_by_patient(*a_patient()), "pulse", ["99"])

    with statements() as run:
        lasts = last_values(opened)

    assert {kind: last.value for kind, last in lasts.items()} == {"weight": Decimal("71.5"), "pulse": Decimal(66)}
    assert len(run) == 1


def test_a_series_begins_where_asked_and_knows_the_zone_of_each_value(opened):
    daily_values(opened, "weight", ["70", "71"], zone="yellow")
    daily_values(opened_by_patient(*a_patient()), "weight", ["99"])

    points = series(opened, clock.now() - timedelta(hours=12))["weight"]

    assert [(point.value, point.zone) for point in points] == [(Decimal(71), "yellow")]


def test_zones_are_there_without_any_values(opened):
    a_check_in(opened, "yellow", ago=timedelta(days=1))
    a_check_in(opened, None)

    assert [level for _, level in zones_since(opened, clock.now() - timedelta(days=7))] == ["yellow", None]
