"""Changing a plan."""

from __future__ import annotations

from dataclasses import replace
from uuid import uuid4

import pytest

from app.access.gate import NoSuchRecord
from app.access.revisions import Stale, history, keep
from app.goals.queries import all_goals
from app.goals.rules import ExpressedBy
from app.measures.queries import all_measures
from app.models.goal import Goal
from app.plans.actions import register_plan, revise_plan
from app.plans.queries import all_problems
from app.plans.rules import ActivePlanExists, DuplicateIdentifier, NoChange, PlanStatus
from app.platform.db import db
from app.zones.queries import current_zones
from tests.factories.people import a_patient, opened_by_patient
from tests.plans.contents import a_goal, a_measure, a_writer, self_care, treatment

pytestmark = pytest.mark.usefixtures("database")


def test_only_the_zone_that_differs_moves():
    record, content = a_writer(), self_care()
    plan = register_plan(record, content)
    green, yellow, red = content.zones

    revise_plan(record, plan.id, 1, replace(content, zones=(green, replace(yellow, action="Ring oss"), red)), "Etter kontroll")

    assert (plan.version, plan.content_version) == (2, 2)
    assert current_zones(record).zone("yellow").action == "Ring oss"
    assert [each.comment for each in history(record, "plan", plan.id)] == ["Etter kontroll", None]


def test_status_alone_moves_the_version_but_not_the_contents():
    record, content = a_writer(), self_care()
    plan = register_plan(record, content)

    revise_plan(record, plan.id, 1, replace(content, status=PlanStatus.ON_HOLD), None)

    assert (plan.version, plan.content_version, plan.status) == (2, 1, "on-hold")


def test_a_new_comment_alone_moves_the_version_but_not_the_contents():
    record, content = a_writer(), self_care()
    plan = register_plan(record, content)

    revise_plan(record, plan.id, 1, content, "Gjennomgått, ingen endring")

    assert (plan.version, plan.content_version, plan.comment) == (2, 1, "Gjennomgått, ingen endring")


def test_no_change_is_no_version():
    record, content = a_writer(), treatment()
    plan = register_plan(record, content)

    with pytest.raises(NoChange):
        revise_plan(record, plan.id, 1, content, None)

    assert plan.version == 1


def test_an_old_version_is_refused():
    record, content = a_writer(), self_care()
    plan = register_plan(record, content)
    revise_plan(record, plan.id, 1, replace(content, title="Nytt navn"), None)

    with pytest.raises(Stale):
        revise_plan(record, plan.id, 1, replace(content, title="Enda et navn"), None)


def test_goals_and_measures_are_known_by_their_identifier_wherever_they_stand():
    record = a_writer()
    first, second = a_goal("Det ene"), a_goal("Det andre")
    content = treatment(goals=(first, second))
    plan = register_plan(record, content)
    before = {goal.text: goal.id for goal in all_goals(record)}

    revise_plan(record, plan.id, 1, replace(content, goals=(second, replace(first, text="Det tredje"))), None)

    assert {goal.text: goal.id for goal in all_goals(record)} == {
        "Det andre": before["Det andre"],
        "Det tredje": before["Det ene"],
    }


def test_what_is_left_out_is_taken_away_but_kept():
    record, content = a_writer(), treatment()
    plan = register_plan(record, content)
    (measure,) = all_measures(record)

    revise_plan(record, plan.id, 1, replace(content, measures=()), None)

    assert all_measures(record) == []
    assert [each.content["deleted_at"] is None for each in history(record, "measure", measure.id)] == [False, True]


def test_what_comes_back_goes_on_where_it_left_off():
    record, content = a_writer(), treatment()
    plan = register_plan(record, content)
    (goal,) = all_goals(record)
    revise_plan(record, plan.id, 1, replace(content, goals=()), None)

    revise_plan(record, plan.id, 2, content, None)

    assert [(each.id, each.version) for each in all_goals(record)] == [(goal.id, 3)]


def test_what_is_new_joins_the_plan():
    record, content = a_writer(), treatment()
    plan = register_plan(record, content)

    revise_plan(record, plan.id, 1, replace(content, measures=(*content.measures, a_measure("Gå tur"))), None)

    assert [each.title for each in all_measures(record)] == ["Inhalasjon morgen", "Gå tur"]


def test_a_goal_the_patient_has_reworded_since_is_left_as_it_is():
    patient = a_patient()
    record = a_writer(patient)
    content = treatment(goals=(a_goal("Gå til butikken", expressed_by=ExpressedBy.PATIENT),))
    plan = register_plan(record, content)
    goal = db.session.get_one(Goal, all_goals(record)[0].id)
    goal.text = "Gå til butikken uten å stoppe"
    keep(opened_by_patient(*patient), goal)

    revise_plan(record, plan.id, 1, replace(content, title="Nytt navn"), None)

    assert [each.text for each in all_goals(record)] == ["Gå til butikken uten å stoppe"]


def test_a_writer_without_the_resource_takes_none_away():
    record, content = a_writer(), treatment(received='{"resourceType": "CarePlan"}')
    plan = register_plan(record, content)

    revise_plan(record, plan.id, 1, replace(content, received=None, identifier=None, title="Nytt navn"), None)

    assert (plan.received, plan.identifier) == (content.received, content.identifier)


def test_taking_up_an_ended_plan_while_another_is_active_is_refused():
    record, ended = a_writer(), treatment(status=PlanStatus.COMPLETED)
    plan = register_plan(record, ended)
    register_plan(record, treatment())

    with pytest.raises(ActivePlanExists):
        revise_plan(record, plan.id, 1, replace(ended, status=PlanStatus.ACTIVE), None)


def test_an_identifier_that_is_somebody_elses_is_refused():
    goal = a_goal()
    register_plan(a_writer(), treatment(goals=(goal,)))
    record, content = a_writer(), treatment()
    plan = register_plan(record, content)

    with pytest.raises(DuplicateIdentifier):
        revise_plan(record, plan.id, 1, replace(content, goals=(goal,)), None)


@pytest.mark.parametrize("whose", ["nobody's", "another's"])
def test_a_plan_of_another_record_is_not_there(whose):
    plan_id = uuid4() if whose == "nobody's" else register_plan(a_writer(), self_care()).id

    with pytest.raises(NoSuchRecord):
        revise_plan(a_writer(), plan_id, 1, self_care(), None)


def test_a_problem_that_leaves_takes_its_name_along():
    record, content = a_writer(), treatment()
    plan = register_plan(record, content)

    revise_plan(record, plan.id, 1, replace(content, problems=(), goals=(), measures=()), None)

    assert all_problems(record) == []
