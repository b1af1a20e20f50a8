"""The zones in force."""

from __future__ import annotations

from datetime import timedelta

import pytest
from sqlalchemy import select

from app.models.zone import Zone
from app.platform import clock
from app.platform.db import db
from app.zones.pages import zone_card
from app.zones.queries import current_zones
from app.zones.rules import ContactContent, Level, ZoneContent
from tests.factories.people import a_patient, opened_by_patient
from tests.factories.plan import a_self_care_plan
from tests.factories.zone import three_zones

pytestmark = pytest.mark.usefixtures("database")


@pytest.fixture
def patient():
    return a_patient()


def test_without_a_self_care_plan_there_are_none(patient):
    assert current_zones(opened_by_patient(*patient)) is None


@pytest.mark.parametrize("change", [{"status": "completed"}, {"status": "on-hold"}, {"deleted_at": clock.now()}])
def test_a_plan_that_is_not_in_force_has_none(patient, change):
    a_self_care_plan(patient[1], **change)

    assert current_zones(opened_by_patient(*patient)) is None


def test_of_two_plans_the_newest_holds_whole(patient):
    a_self_care_plan(patient[1], three_zones(green="Gammel"), created_at=clock.now() - timedelta(days=9))
    newest = a_self_care_plan(patient[1], three_zones(green="Ny"))

    zones = current_zones(opened_by_patient(*patient))

    assert (zones.plan_id, len(zones.zones), zones.zone("green").condition) == (newest.id, 3, "Ny")


def test_nobody_elses_zones_are_ever_among_them(patient):
    a_self_care_plan(a_patient()[1])

    assert current_zones(opened_by_patient(*patient)) is None


def test_a_card_has_one_sentence_a_line_and_only_its_own_contacts(app):
    zone = ZoneContent(Level.YELLOW, "Tungpusten\n\n Hoster mer ", "Hvil\nRing oss")
    contacts = (
        ContactContent("Oss", "Nina", "00 00 10 01", None, ("yellow",)),
        ContactContent("113", None, "113", None, ("red",)),
    )
    with app.test_request_context(headers={"Accept-Language": "en"}):
        card = zone_card(zone, contacts)
    assert (card.label, card.signs, card.actions) == ("Yellow zone", ("Tungpusten", "Hoster mer"), ("Hvil", "Ring oss"))
    assert [row.role for row in card.contacts] == ["Oss"]


def test_a_removed_zone_is_gone(patient):
    plan = a_self_care_plan(patient[1])
    zones = current_zones(opened_by_patient(*patient))
    assert len(zones.zones) == 3
    _remove_green(plan)

    assert [zone.level for zone in current_zones(opened_by_patient(*patient)).zones] == ["yellow", "red"]


def _remove_green(plan) -> None:
    green = db.session.scalar(select(Zone).where(Zone.plan_id == plan.id, Zone.level == "green"))
    green.deleted_at = clock.now()
    db.session.commit()
