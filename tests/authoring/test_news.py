""" "The plan has changed": through every mouth, for each person by themselves, until they have said that they saw it."""

from __future__ import annotations

from datetime import timedelta

import pytest
from sqlalchemy import event, select

from app.models.plan_reading import PlanReading
from app.plans.actions import register_plan, revise_plan
from app.plans.queries import news
from app.plans.rules import PlanContent, PlanKind
from app.platform import clock
from app.platform.db import db
from app.zones.rules import Level, ZoneContent
from tests.factories.at_home import a_home
from tests.support.phone import form_to

pytestmark = pytest.mark.usefixtures("database")
ZONES = tuple(ZoneContent(level, f"Slik er {level}", "Gjør dette") for level in Level)


@pytest.fixture
def kari(database, phone):
    return a_home(phone)


@pytest.fixture
def plan(kari):
    made = register_plan(kari.nurse, PlanContent(PlanKind.SELF_CARE, "Når pusten blir dårligere", zones=ZONES))
    db.session.commit()
    return made


def change(kari, plan, action="Ring oss"):
    zones = (ZONES[0], ZoneContent(Level.YELLOW, "Slik er yellow", action), ZONES[2])
    db.session.expire_all()
    revise_plan(kari.nurse, plan.id, plan.version, PlanContent(PlanKind.SELF_CARE, "Når pusten blir dårligere", zones=zones), "x")
    db.session.commit()


def today(phone, kari):
    return phone.get(kari.at("/today"))


def see(phone, kari):
    form_to(today(phone, kari), "/plan/seen").submit()


def test_each_person_has_seen_it_by_themselves(kari, plan):
    daughter = kari.relative()
    see(kari.phone, kari)
    assert "You have a new plan" not in today(kari.phone, kari).text
    assert "You have a new plan" in today(daughter, kari).text
    see(daughter, kari)
    change(kari, plan)
    for reader in (kari.phone, daughter):
        told = today(reader, kari).text
        assert "The plan has changed" in told and "Yellow zone" in told and "Nina Testesen" in told


def test_looking_is_not_saying_that_one_has_seen_it(kari, plan):
    for path in ("/today", "/plan", "/plan/history", "/today"):
        assert "You have a new plan" in kari.phone.get(kari.at(path)).text
    assert db.session.scalars(select(PlanReading).where(PlanReading.record_id == kari.record.id)).all() == []


def test_what_came_after_the_page_was_drawn_is_still_new(kari, plan):
    page = today(kari.phone, kari)
    change(kari, plan)
    form_to(page, "/plan/seen").submit()
    assert "The plan has changed" in today(kari.phone, kari).text


def test_a_page_that_was_left_open_takes_nothing_back(kari, plan):
    old = today(kari.phone, kari)
    change(kari, plan)
    see(kari.phone, kari)
    form_to(old, "/plan/seen").submit()
    assert "The plan has changed" not in today(kari.phone, kari).text


def test_what_the_patient_writes_themself_is_no_news(kari, plan):
    see(kari.phone, kari)
    form = form_to(kari.phone.get(kari.at("/goals/new")), "/goals/new")
    form["text"] = "Gå til butikken"
    form.submit()
    assert "The plan has changed" not in today(kari.phone, kari).text


@pytest.mark.parametrize("until", ["", "x", "2026-13-01", "2026-11-25T10:00:00", "9" * 5000, "1999-01-01T00:00:00+00:00"])
def test_a_moment_that_is_none_is_refused(kari, plan, until):
    form = form_to(today(kari.phone, kari), "/plan/seen")
    form["until"] = until
    form.submit(status=400)
    assert "You have a new plan" in today(kari.phone, kari).text


def test_a_moment_in_the_future_is_now(kari, plan):
    form = form_to(today(kari.phone, kari), "/plan/seen")
    form["until"] = (clock.now() + timedelta(days=400)).isoformat()
    form.submit()
    change(kari, plan)
    assert "The plan has changed" in today(kari.phone, kari).text


def test_a_plan_that_came_by_mistake_is_no_news(kari, plan):
    plan.status = "entered-in-error"
    db.session.commit()
    assert "new plan" not in today(kari.phone, kari).text


def test_it_is_one_statement_and_finds_its_way_by_index(kari, plan):
    sent = []
    listen = lambda _c, _k, statement, parameters, *_m: sent.append((statement, parameters))  # noqa: E731
    event.listen(db.engine, "before_cursor_execute", listen)
    news.plan_news(kari.me)
    event.remove(db.engine, "before_cursor_execute", listen)
    (asked,) = [each for each in sent if "plan_reading" in each[0]]
    if db.engine.dialect.name == "sqlite":  # PostgreSQL reads small tables whole, whatever the indexes
        steps = db.session.connection().exec_driver_sql("EXPLAIN QUERY PLAN " + asked[0], asked[1]).all()
        assert steps and [step[3] for step in steps if step[3].startswith("SCAN") and "(subquery" not in step[3]] == []
