"""What is new in the plans, and to whom."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import pytest

from app.access.record import Record
from app.access.revisions import keep
from app.goals.rules import ExpressedBy
from app.models.goal import Goal
from app.models.plan import Plan
from app.plans.actions import register_plan, revise_plan
from app.plans.actions.reading import see_plan
from app.plans.actions.singles import remove
from app.plans.actions.singles.goals import change_goal, register_goal
from app.plans.actions.singles.plans import change_plan_around
from app.plans.queries import plan_news
from app.plans.rules import PlanContent
from app.platform import clock
from app.platform.db import db
from tests.factories.at_home import Home, a_home
from tests.factories.people import a_fullmakt, a_person
from tests.plans.contents import a_goal, treatment

pytestmark = pytest.mark.usefixtures("database")
NOTHING = {"problems": (), "goals": (), "measures": ()}


@pytest.fixture
def kari(database, phone) -> Home:
    return a_home(phone)


@pytest.fixture
def content() -> PlanContent:
    return replace(treatment(), goals=(a_goal("Gå til butikken", expressed_by=ExpressedBy.PATIENT),))


@pytest.fixture
def plan(kari, content) -> Plan:
    """A plan that the patient has seen."""
    made = register_plan(kari.nurse, content)
    db.session.commit()
    see_plan(kari.me, clock.now())
    db.session.commit()
    return made


def told(reader: Record) -> list[tuple[str, bool]]:
    db.session.commit()
    return [(line.entity, line.removed) for line in plan_news(reader)]


def goal_of(plan: Plan) -> Goal:
    return db.session.query(Goal).filter_by(plan_id=plan.id).one()


def today(kari: Home) -> str:
    db.session.commit()
    return kari.phone.get(kari.at("/today")).text


def test_what_nobody_is_shown_is_no_news(kari, plan, content):
    """A system puts an element in that the plan has no place for: nothing the patient can see has changed."""
    revise_plan(kari.nurse, plan.id, plan.version, replace(content, received='{"resourceType":"CarePlan","x":1}'), None)
    goal = goal_of(plan)
    change_goal(kari.nurse, goal, replace(content.goals[0], received='{"resourceType":"Goal","x":1}'))
    assert (plan.version, goal.version) == (2, 2)
    assert told(kari.me) == []
    change_goal(kari.nurse, goal, replace(content.goals[0], text="Gå til butikken og hjem"))
    assert told(kari.me) == [("goal", False)]


def test_what_a_clinician_changed_stays_new_though_the_patient_changes_the_same(kari, plan, content):
    change_goal(kari.nurse, goal_of(plan), replace(content.goals[0], text="Gå til butikken hver dag"))
    goal = goal_of(plan)
    goal.text = "Gå til butikken på lørdager"
    keep(kari.me, goal)
    (line,) = (db.session.commit(), plan_news(kari.me))[1]
    assert (line.entity, line.author_name) == ("goal", kari.nurse.actor.name)
    see_plan(kari.me, clock.now())
    assert told(kari.me) == []


def test_what_only_the_patient_changed_is_no_news(kari, plan):
    goal = goal_of(plan)
    goal.text = "Gå til butikken på lørdager"
    keep(kari.me, goal)
    assert told(kari.me) == []


def test_a_new_helper_is_not_told_of_what_was_before_them(kari, plan, content):
    person = a_person("Anne")
    a_fullmakt(kari.record, person, valid_from=clock.now())
    helper = replace(kari.me, actor=replace(kari.me.actor, person_id=person.id))
    assert told(helper) == []
    change_goal(kari.nurse, goal_of(plan), replace(content.goals[0], text="Gå til butikken hver dag"))
    assert told(helper) == [("goal", False)]


def test_a_helper_whose_fullmakt_is_renewed_still_hears_what_came_between(kari, plan, content):
    person = a_person("Anne")
    a_fullmakt(kari.record, person, valid_from=clock.now() - timedelta(days=1))
    change_goal(kari.nurse, goal_of(plan), replace(content.goals[0], text="Gå til butikken hver dag"))
    db.session.commit()
    a_fullmakt(kari.record, person, valid_from=clock.now())
    assert ("goal", False) in told(replace(kari.me, actor=replace(kari.me.actor, person_id=person.id)))


def test_a_plan_taken_away_whole_is_told(kari, plan):
    remove(kari.nurse, plan)
    assert told(kari.me) == [("plan", True)]
    page = today(kari)
    assert "The plan has been taken away" in page
    assert "Taken away: Treatment plan" in page
    assert plan.title not in page
    see_plan(kari.me, clock.now())
    assert told(kari.me) == []


def test_a_goal_that_was_there_before_its_plan_is_news_when_it_joins(kari, plan, content):
    later = register_goal(kari.nurse, a_goal("Sove bedre"))
    see_plan(kari.me, clock.now())
    names = {"problems": [content.problems[0].identifier], "goals": [content.goals[0].identifier, later.identifier]}
    measures = [each.identifier for each in content.measures]
    change_plan_around(kari.nurse, plan, content, {**names, "measures": measures})
    assert told(kari.me) == [("plan", False)]
