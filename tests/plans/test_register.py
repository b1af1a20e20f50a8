"""Writing a plan."""

from __future__ import annotations

from dataclasses import replace

import pytest
from sqlalchemy import select

from app.access.revisions import history
from app.goals.queries import all_goals
from app.goals.rules import ExpressedBy
from app.measures.queries import all_measures
from app.models.revision import Revision
from app.plans.actions import register_plan
from app.plans.queries import all_problems
from app.plans.rules import ActivePlanExists, DuplicateIdentifier, PlanStatus, UnknownProblem
from app.platform.db import db
from app.zones.queries import current_zones
from tests.plans.contents import a_goal, a_measure, a_problem, a_writer, self_care, treatment

pytestmark = pytest.mark.usefixtures("database")


def test_everything_is_kept_with_its_first_revision():
    record = a_writer()
    register_plan(record, treatment())
    register_plan(record, self_care())

    kept = db.session.scalars(select(Revision).where(Revision.record_id == record.id)).all()

    assert sorted(each.entity for each in kept) == ["contact"] * 2 + ["goal", "measure", "plan", "plan", "problem"] + ["zone"] * 3
    assert {(each.version, each.author_name) for each in kept} == {(1, record.actor.name)}


def test_goals_and_measures_find_their_problem_by_its_identifier():
    record = a_writer()
    register_plan(record, treatment())

    (problem,) = all_problems(record)

    assert all_goals(record)[0].problem_ids == (str(problem.id),)
    assert all_measures(record)[0].problem_ids == (str(problem.id),)


def test_a_goal_in_the_patients_words_stays_the_patients():
    record = a_writer()
    register_plan(record, treatment(goals=(a_goal("Gå til butikken", expressed_by=ExpressedBy.PATIENT),)))

    (goal,) = all_goals(record)

    assert (goal.expressed_by, goal.author_role) == ("patient", "SP")


def test_the_zones_hold_from_then_on():
    record = a_writer()
    plan = register_plan(record, self_care())

    zones = current_zones(record)

    assert zones.plan_id == plan.id
    assert [zone.level for zone in zones.zones] == ["green", "yellow", "red"]
    assert [contact.phone for contact in zones.contacts] == ["00 00 10 01", "113"]


def test_the_comment_is_kept_with_the_plan():
    record = a_writer()
    plan = register_plan(record, self_care(), "Første versjon")

    assert [each.comment for each in history(record, "plan", plan.id)] == ["Første versjon"]


def test_a_patient_has_one_active_treatment_plan():
    record = a_writer()
    register_plan(record, treatment())

    with pytest.raises(ActivePlanExists):
        register_plan(record, treatment())


def test_an_ended_treatment_plan_is_not_in_the_way():
    record = a_writer()
    register_plan(record, treatment(status=PlanStatus.COMPLETED))

    assert register_plan(record, treatment()).status == "active"


def test_a_self_care_plan_is_not_in_the_way():
    record = a_writer()
    register_plan(record, self_care())

    assert register_plan(record, treatment()).version == 1


@pytest.mark.parametrize("part", [{"goals": (a_goal(problems=("ukjent",)),)}, {"measures": (a_measure(problems=("ukjent",)),)}])
def test_a_problem_nobody_has_named_is_refused(part):
    with pytest.raises(UnknownProblem):
        register_plan(a_writer(), treatment(**part))


def test_a_problem_of_the_records_other_plan_may_be_named():
    record, plan = a_writer(), treatment()
    register_plan(record, plan)

    register_plan(record, self_care(measures=(a_measure("Gå tur", (str(plan.problems[0].identifier),)),)))

    assert {line.problem_ids for line in all_measures(record)} == {(str(all_problems(record)[0].id),)}


def test_another_records_problem_may_not():
    plan = treatment()
    register_plan(a_writer(), plan)

    with pytest.raises(UnknownProblem):
        register_plan(a_writer(), self_care(measures=(a_measure("Gå tur", (str(plan.problems[0].identifier),)),)))


def test_one_identifier_twice_is_refused():
    one = a_problem()
    with pytest.raises(DuplicateIdentifier):
        register_plan(a_writer(), treatment(problems=(one, replace(one, text="Noe annet")), goals=(), measures=()))


def test_two_zones_of_one_level_are_refused():
    zones = self_care().zones
    with pytest.raises(DuplicateIdentifier):
        register_plan(a_writer(), self_care(zones=(*zones, zones[0])))


def test_an_identifier_that_is_somebody_elses_is_refused():
    goal = a_goal()
    register_plan(a_writer(), treatment(goals=(goal,)))

    with pytest.raises(DuplicateIdentifier):
        register_plan(a_writer(), treatment(goals=(goal,)))
