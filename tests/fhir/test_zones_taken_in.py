"""A self-care plan in HL7 Norge's shapes, into the register and out again."""

from __future__ import annotations

import json
from collections.abc import Iterator
from copy import deepcopy
from pathlib import Path
from typing import Any
from uuid import uuid4

import pytest

from app.access.revisions import Stale
from app.consents.actions import give_consent
from app.exchange.errors import Refused
from app.fhir.kinds.opened import Opened
from app.fhir.shelf.zones import one_plan, take_in, written_out
from app.fhir.zones import is_v2
from app.fhir.zones.profiles import PROFILES, without_profiles
from app.goals.rules import ExpressedBy, GoalContent
from app.identity.people import identity_number_of
from app.models.plan import Plan
from app.planer.answers import plan_json
from app.plans.actions.singles import register_goal, register_problem
from app.plans.actions.singles.identity import public_id
from app.plans.rules import ProblemContent
from app.plans.rules.references import UnknownReference
from app.platform.db import db
from app.platform.elements import InvalidResource
from tests.factories.people import a_care_team_member, a_clinician, a_patient, opened_by_clinician

GOLDEN = Path(__file__).parent / "golden"
Json = dict[str, Any]


class Clinic:
    """A patient who has said yes, and the nurse who writes."""

    def __init__(self) -> None:
        self.patient, self.record = a_patient("Oddfrid")
        self.nina, self.nurse = a_clinician("Nina")
        a_care_team_member(self.record, self.nurse)
        self.opened = opened_by_clinician(self.nina, self.nurse, self.patient, self.record)
        give_consent(self.opened)

    def sent(self, version: int) -> list[Json]:
        """The example, about this patient and with ids of its own."""
        text = (GOLDEN / f"zones-v{version}.json").read_text(encoding="utf-8")
        own = str(uuid4())
        found: list[Json] = json.loads(text)
        for resource in found:
            resource["subject"] = {
                "identifier": {"system": "urn:oid:2.16.578.1.12.4.1.4.1", "value": identity_number_of(self.patient)}
            }
        return json.loads(json.dumps(found).replace("5f0c1d0e-7b0b-4a52-9a2b", own[:23]))  # type: ignore[no-any-return]

    def take(self, resources: list[Json], seen: int | None = None) -> Plan:
        plan, _ = take_in(Opened(self.opened).shelf, resources, seen)
        db.session.commit()
        return plan

    def out(self, plan: Plan, version: int) -> list[Json]:
        return written_out(plan, Opened(self.opened).shelf.resource(plan), version)


@pytest.fixture
def clinic(database: None) -> Iterator[Clinic]:
    yield Clinic()


def bare(resources: list[Json]) -> list[Json]:
    """What was sent, without what is the server's to say."""
    said = deepcopy([without_profiles(each) for each in resources])
    for each in said:
        for name in ("id", "meta", "subject", "partOf"):
            each.pop(name, None)
    return said


@pytest.mark.parametrize("version", [1, 2])
def test_what_was_sent_comes_back_in_its_own_shape(clinic: Clinic, version: int) -> None:
    sent = clinic.sent(version)
    out = clinic.out(clinic.take(deepcopy(sent)), version)
    assert is_v2(out) is (version == 2)
    for was, now in zip(bare(sent), bare(out), strict=True):
        assert {name: now.get(name) for name in was} == was


@pytest.mark.parametrize("version", [1, 2])
def test_either_shape_says_the_same(clinic: Clinic, version: int) -> None:
    """Read in the one and written in the other, there is nothing new in it; and it still is what it was in the first."""
    plan = clinic.take(clinic.sent(version))
    first, other = clinic.out(plan, version), clinic.out(plan, 3 - version)
    assert is_v2(other) is not is_v2(first)
    assert clinic.take(deepcopy(other)).version == 1
    assert clinic.out(plan, version) == first
    assert clinic.take(deepcopy(first)).version == 1


def test_each_says_which_profile_it_follows(clinic: Clinic) -> None:
    plan = clinic.take(clinic.sent(1))
    for version, much in ((1, 4), (2, 7)):
        named = [each["meta"]["profile"] for each in clinic.out(plan, version)]
        assert len(named) == much
        assert all(len(each) == 1 and each[0].startswith(PROFILES) for each in named)
        assert all(("v2" in each[0]) is (version == 2) for each in named)


def test_it_is_right_through_planer_and_on_the_phone(clinic: Clinic, phone: Any) -> None:
    sent = clinic.sent(2)
    plan = clinic.take(sent)
    told = plan_json(clinic.opened, plan.id)["clinical_content"]
    conditions = [each for each in sent if each["resourceType"] == "Condition"]
    assert [each["condition"] for each in told["zones"]] == [each["code"]["text"] for each in conditions]
    page = phone().sign_in(clinic.patient).get(f"/records/{clinic.record.id}/plan").text
    for each in told["zones"]:
        for line in (each["condition"] + "\n" + each["action"]).splitlines():
            assert line in page or line.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;") in page


def test_a_change_says_what_it_has_seen(clinic: Clinic) -> None:
    plan = clinic.take(clinic.sent(1))
    out = clinic.out(plan, 1)
    out[1]["note"][0]["text"] = "Ring lungesykepleieren"
    assert clinic.take(deepcopy(out)).version == 2
    with pytest.raises(Stale):
        clinic.take(deepcopy(out))
    db.session.rollback()
    del out[0]["meta"]
    with pytest.raises(Refused) as refused:
        clinic.take(deepcopy(out))
    assert refused.value.status == 428
    db.session.rollback()
    assert clinic.take(out, seen=2).version == 2, "the same again is no change"


def test_what_the_shape_has_no_word_for_stays(clinic: Clinic) -> None:
    plan = clinic.take(clinic.sent(1))
    out = clinic.out(plan, 2)
    zones = [each for each in out if each.get("partOf")]
    left = zones[-1]["addresses"][0]["reference"].rsplit("/", 1)[-1]
    smaller = [each for each in out if each is not zones[-1] and each["id"] != left]
    clinic.take(smaller)
    assert len(clinic.out(plan, 2)) == len(out) - 2, "a zone that is left out is no longer there"
    assert plan.content_version == 2


def test_other_resources_are_sent_by_themselves(clinic: Clinic) -> None:
    with pytest.raises(InvalidResource):
        clinic.take([*clinic.sent(1), {"resourceType": "Goal", "id": "x"}])


def test_nobody_elses_plan_is_found(clinic: Clinic) -> None:
    plan = clinic.take(clinic.sent(1))
    assert one_plan(clinic.opened, public_id(plan)) is plan
    assert one_plan(Clinic().opened, public_id(plan)) is None


SAID_ALONE: Json = {
    "goal": [{"display": "Gå i skogen igjen"}],
    "activity": [
        {"reference": {"type": "Task", "identifier": {"system": "urn:epj", "value": "7"}}},
        {"progress": [{"text": "Begynt"}], "reference": {"display": "Lungekurs"}},
    ],
}


@pytest.mark.parametrize("version", [1, 2])
def test_goals_and_activities_that_are_no_resource_here_come_back(clinic: Clinic, version: int) -> None:
    sent = clinic.sent(version)
    sent[0].update(deepcopy(SAID_ALONE))
    plan = clinic.take(deepcopy(sent))
    for shape in (1, 2):
        out = clinic.out(plan, shape)
        assert {name: out[0][name] for name in SAID_ALONE} == SAID_ALONE
        assert clinic.take(deepcopy(out)).version == 1, "read in one shape and sent back, there is nothing new in it"


@pytest.mark.parametrize("version", [1, 2])
def test_a_goal_that_is_there_already_joins_the_plan_that_names_it(clinic: Clinic, version: int) -> None:
    goal = register_goal(clinic.opened, GoalContent("Gå i skogen", ExpressedBy.CLINICIAN))
    sent = clinic.sent(version)
    sent[0]["goal"] = [{"reference": f"Goal/{goal.id}", "display": "Gå i skogen"}]
    plan = clinic.take(sent)
    assert goal.plan_id == plan.id
    assert clinic.out(plan, version)[0]["goal"] == sent[0]["goal"]
    said_no_more = clinic.out(plan, version)
    del said_no_more[0]["goal"]
    clinic.take(said_no_more)
    assert [each["reference"] for each in clinic.out(plan, version)[0]["goal"]] == [f"Goal/{goal.id}"], "it stays in the plan"


def test_a_goal_named_later_is_a_change_of_the_plan(clinic: Clinic) -> None:
    plan = clinic.take(clinic.sent(1))
    goal = register_goal(clinic.opened, GoalContent("Gå i skogen", ExpressedBy.CLINICIAN))
    out = clinic.out(plan, 1)
    out[0]["goal"] = [{"reference": f"Goal/{goal.id}"}]
    clinic.take(deepcopy(out), seen=1)
    assert (plan.version, plan.content_version, goal.plan_id) == (2, 2, plan.id)


@pytest.mark.parametrize(
    ("said", "place"),
    [
        ({"goal": [{"reference": f"Goal/{uuid4()}"}, {"display": "Gå"}]}, "CarePlan.goal[0]"),
        ({"activity": [{"reference": {"reference": f"ServiceRequest/{uuid4()}"}}]}, "CarePlan.activity[0]"),
    ],
)
def test_a_goal_or_measure_that_is_not_there_is_told_of(clinic: Clinic, said: Json, place: str) -> None:
    sent = clinic.sent(1)
    with pytest.raises(UnknownReference) as refused:
        clinic.take([sent[0] | said, *sent[1:]])
    assert refused.value.place == place


def test_an_activity_in_the_plan_itself_is_told_of(clinic: Clinic) -> None:
    sent = clinic.sent(1)
    with pytest.raises(InvalidResource) as refused:
        clinic.take([sent[0] | {"activity": [{"detail": {"status": "scheduled", "description": "Lungekurs"}}]}, *sent[1:]])
    assert refused.value.path == "CarePlan.activity[0].detail"


def test_what_the_plan_is_for_is_said_once_however_often_it_is_sent_back(clinic: Clinic) -> None:
    plan = clinic.take(clinic.sent(1))
    problem = register_problem(clinic.opened, ProblemContent("KOLS", None))
    problem.plan_id = plan.id
    db.session.commit()
    for title in ("Første", "Andre"):
        out = clinic.out(plan, 1)
        out[0]["title"] = title
        clinic.take(out)
    assert clinic.out(plan, 1)[0]["supportingInfo"] == [{"reference": f"Condition/{problem.id}"}]
