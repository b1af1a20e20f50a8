"""Planer over the wire: made, read, changed, listed, and what it was before."""

from __future__ import annotations

from copy import deepcopy
from typing import Any
from uuid import uuid4

import pytest
from sqlalchemy import select

from app.models.plan import Plan
from app.plans.actions.withdraw import withdraw_everything
from app.platform.db import db
from tests.factories.people import a_clinician, a_patient, a_person, opened_by_clinician, opened_by_patient
from tests.factories.plan import a_contact, a_plan, a_treatment_plan
from tests.factories.zone import some_contacts
from tests.planer.conftest import PLANS, Scene
from tests.support.api import System


def zones(plan: dict[str, Any], **words: str) -> dict[str, Any]:
    """The plan's content, its zones with other words by level."""
    content = deepcopy(plan["clinical_content"])
    for zone in content["zones"]:
        zone["condition"] = words.get(zone["level"], zone["condition"])
    return content


def test_a_plan_is_made_and_says_who_wrote_it(scene: Scene) -> None:
    answer = scene.system.post(PLANS, scene.request())
    plan = answer.json
    assert answer.status_code == 201
    assert answer.headers["Location"] == f"{PLANS}/{plan['id']}"
    assert (plan["version"], plan["clinical_content"]["version"], plan["comment"]) == (1, 1, "Første versjon")
    hpr = scene.nurse[1].hpr_number
    place = {"id": "999999999", "name": "Prøvesund legesenter"}
    assert plan["updated_by"] == {"type": "practitioner", "id": hpr, "name": "Nina Testesen", "organization": place}


def test_what_was_made_is_read_back_the_same(scene: Scene) -> None:
    plan = scene.create()
    assert scene.system.get(f"{PLANS}/{plan['id']}").json == plan
    assert plan["subject"] == {"id": scene.number}


def test_what_we_do_not_know_comes_back_digit_for_digit(scene: Scene) -> None:
    sent = scene.request(extra={"a": [1, None]}, subject={"id": scene.number, "kind": "x"})
    sent["clinical_content"]["zones"][1]["limit"] = 37
    plan = scene.system.send("POST", PLANS, None, data=exact(sent), headers={"Content-Type": "application/json"})
    read = scene.system.get(f"{PLANS}/{plan.json['id']}")  # type: ignore[index]
    assert '"limit":37.10' in read.text.replace(" ", "")
    assert (read.json["extra"], read.json["subject"]["kind"]) == ({"a": [1, None]}, "x")  # type: ignore[index]


def exact(sent: dict[str, Any]) -> bytes:
    from app.exchange.reader import write_json

    return write_json(sent).replace(b'"limit":37', b'"limit":37.10')


def test_the_number_and_the_given_hand_are_kept_as_they_should_be(scene: Scene) -> None:
    plan = scene.create()
    received = db.session.scalars(select(Plan.received).where(Plan.record_id == scene.record_id)).one()
    assert scene.number not in received, "the number is sealed elsewhere"
    assert '"999000017"' in received, "what the caller said of who wrote"
    assert plan["updated_by"]["id"] != "999000017"


def test_without_consent_nothing_is_made(without_consent: Scene) -> None:
    answer = without_consent.system.post(PLANS, without_consent.request())
    assert (answer.status_code, answer.json["error"]) == (403, "CPLF-0017")  # type: ignore[index]
    assert without_consent.system.post(f"{PLANS}/_list", {"subject": {"id": without_consent.number}}).json == {"plans": []}


def test_new_content_moves_both_counters(scene: Scene) -> None:
    plan = scene.create()
    changed = scene.put(plan, clinical_content=zones(plan, yellow="Opp tre kilo"), comment="Justert").json
    assert (changed["version"], changed["clinical_content"]["version"], changed["comment"]) == (2, 2, "Justert")  # type: ignore[index]
    assert changed["clinical_content"]["zones"][1]["condition"] == "Opp tre kilo"  # type: ignore[index]


@pytest.mark.parametrize(
    ("changes", "counters"),
    [
        ({"status": "on-hold"}, (2, 1)),
        ({"comment": "Fortsatt riktig"}, (2, 1)),
        ({"extra": "rundt"}, (2, 1)),
        ({}, (1, 1)),
        ({"comment": None}, (1, 1)),
        ({"updated_by": {"name": "En annen"}}, (1, 1)),
    ],
)
def test_the_content_counter_moves_with_the_content_only(
    scene: Scene, changes: dict[str, Any], counters: tuple[int, int]
) -> None:
    answer = scene.put(scene.create(), **changes)
    plan = answer.json
    assert (answer.status_code, (plan["version"], plan["clinical_content"]["version"])) == (200, counters)  # type: ignore[index]


@pytest.mark.parametrize("what", ["title", "description", "order", "gone", "kept"])
def test_whatever_changes_in_the_content_moves_its_counter(scene: Scene, what: str) -> None:
    plan = scene.create()
    content = deepcopy(plan["clinical_content"])
    if what in ("title", "description"):
        content[what] = "Noe annet"
    elif what == "order":
        content["zones"].reverse()
    elif what == "gone":
        content["zones"].pop()
    else:
        content["zones"][0]["colour"] = "grønn"
    changed = scene.put(plan, clinical_content=content).json
    assert changed["clinical_content"] == {**content, "version": 2}  # type: ignore[index]


def test_a_zone_that_went_can_come_back(scene: Scene) -> None:
    plan = scene.create()
    fewer = scene.put(plan, clinical_content={**plan["clinical_content"], "zones": plan["clinical_content"]["zones"][:2]}).json
    again = scene.put(fewer, clinical_content=plan["clinical_content"]).json  # type: ignore[arg-type]
    assert again["clinical_content"] == {**plan["clinical_content"], "version": 3}  # type: ignore[index]


def test_without_status_it_stays_what_it_was(scene: Scene) -> None:
    ended = scene.put(scene.create(), status="completed").json
    del ended["status"]  # type: ignore[union-attr]
    assert scene.put(ended, comment="Mer om hvorfor").json["status"] == "completed"  # type: ignore[index, arg-type]


def test_a_new_version_without_a_reason_does_not_borrow_the_old_one(scene: Scene) -> None:
    plan = scene.create()
    assert scene.put(plan, status="on-hold", comment=None).json["comment"] is None  # type: ignore[index]


def test_an_old_version_is_refused_with_what_stands_there_now(scene: Scene) -> None:
    plan = scene.create()
    now = scene.put(plan, clinical_content=zones(plan, red="Blå lepper")).json
    answer = scene.put(plan, clinical_content=zones(plan, red="Noe tredje"))
    told = answer.json
    assert answer.status_code == 409
    assert (told["error"], told["version"], told["path"], told["current"]) == ("CPLF-0008", 2, "plan.version", now)  # type: ignore[index]
    assert scene.system.get(f"{PLANS}/{plan['id']}").json == now


@pytest.mark.parametrize("version", [0, 7, 2**40])
def test_no_other_version_than_the_servers_will_do(scene: Scene, version: int) -> None:
    answer = scene.put(scene.create(), version=version)
    assert answer.status_code == (422 if version == 0 else 409)


def test_the_patient_and_the_plan_stay_the_same(scene: Scene) -> None:
    plan = scene.create()
    for changes, path in (({"subject": {"id": "07845110004"}}, "plan.subject.id"), ({"id": str(uuid4())}, "plan.id")):
        answer = scene.put(plan, **changes)
        assert (answer.status_code, answer.json["path"]) == (422, path)  # type: ignore[index]
    bare = {name: value for name, value in plan.items() if name not in ("subject", "id")}
    assert scene.system.put(f"{PLANS}/{plan['id']}", {**bare, "status": "on-hold"}).json["subject"] == {"id": scene.number}  # type: ignore[index]


def test_what_planer_has_no_word_for_stays(scene: Scene) -> None:
    plan = scene.create()
    row = db.session.scalars(select(Plan).where(Plan.record_id == scene.record_id)).one()
    row.language = "se"
    a_contact(row, some_contacts()[0])
    version = scene.system.get(f"{PLANS}/{plan['id']}").json["version"]  # type: ignore[index]
    assert scene.put(plan, version=version, clinical_content=zones(plan, green="Alt vel")).status_code == 200
    db.session.refresh(row)
    from app.zones.queries import current_zones

    shown = current_zones(opened_by_clinician(*scene.nurse, scene.patient, scene.record))
    assert shown is not None and [each.name for each in shown.contacts] == ["Nina Testesen"]
    assert row.language == "se"


def test_a_list_is_of_one_patient_and_of_self_care_only(scene: Scene) -> None:
    first, second = scene.create(), scene.create()
    a_treatment_plan(scene.record)
    other = a_patient()[1]
    a_plan(other, "self_care")
    told = scene.system.post(f"{PLANS}/_list", {"subject": {"id": scene.number}}).json
    assert told == {"plans": [second, first]}


def test_a_treatment_plan_is_not_here(scene: Scene) -> None:
    treatment = a_treatment_plan(scene.record)
    assert scene.system.get(f"{PLANS}/{treatment.id}").status_code == 404


def test_the_history_is_lines(scene: Scene) -> None:
    plan = scene.create()
    paused = scene.put(plan, status="on-hold", comment="Innlagt").json
    scene.put(paused, status="active", comment="Hjemme", clinical_content=zones(plan, red="Blå lepper"))  # type: ignore[arg-type]
    told = scene.system.get(f"{PLANS}/{plan['id']}/history").json
    assert told["id"] == plan["id"]  # type: ignore[index]
    lines = told["history"]  # type: ignore[index]
    assert [(line["version"], line["status"], line["comment"], line["clinical_content"]["version"]) for line in lines] == [
        (3, "active", "Hjemme", 2),
        (2, "on-hold", "Innlagt", 1),
        (1, "active", "Første versjon", 1),
    ]
    assert set(lines[0]) == {"version", "status", "updated_at", "updated_by", "comment", "clinical_content"}
    assert lines[2]["updated_by"] == plan["updated_by"]


def test_the_patient_reads_and_does_not_write(scene: Scene) -> None:
    plan, own = scene.create(), scene.citizen()
    assert own.get(f"{PLANS}/{plan['id']}").json == plan
    assert own.post(f"{PLANS}/_list", {"subject": {"id": scene.number}}).json == {"plans": [plan]}
    assert own.put(f"{PLANS}/{plan['id']}", plan).status_code == 403
    assert own.post(PLANS, scene.request()).status_code == 403


@pytest.mark.parametrize("status", ["draft", "entered-in-error"])
def test_what_is_not_for_the_patient_does_not_reach_them(scene: Scene, status: str) -> None:
    plan, own = scene.create(status=status), scene.citizen()
    assert scene.system.get(f"{PLANS}/{plan['id']}").status_code == 200
    for address in (f"{PLANS}/{plan['id']}", f"{PLANS}/{plan['id']}/history"):
        assert own.get(address).status_code == 404
    assert own.post(f"{PLANS}/_list", {"subject": {"id": scene.number}}).json == {"plans": []}


def test_the_drafts_before_are_not_in_the_patients_history(scene: Scene) -> None:
    plan = scene.create(status="draft")
    scene.put(plan, status="active")
    lines = scene.citizen().get(f"{PLANS}/{plan['id']}/history").json["history"]  # type: ignore[index]
    assert [line["version"] for line in lines] == [2]


def test_others_cannot_tell_a_plan_from_none(scene: Scene, app: Any) -> None:
    plan = scene.create()
    for caller in (System(app).as_clinician(*a_clinician()), System(app).as_citizen(a_person("Fremmed"))):
        answers = [
            (caller.get(f"{PLANS}/{each}{end}"), caller.put(f"{PLANS}/{each}", plan))
            for each in (plan["id"], uuid4())
            for end in ("", "/history")
        ]
        assert {(one.status_code, one.data) for pair in answers for one in pair} == {(404, answers[0][0].data)}


def test_a_system_by_itself_gets_nothing(scene: Scene, app: Any) -> None:
    plan, machine = scene.create(), System(app).as_machine()
    assert machine.get(f"{PLANS}/{plan['id']}").status_code == 403
    assert machine.post(PLANS, scene.request()).status_code == 403


def test_a_token_for_another_mouth_is_no_good(scene: Scene, app: Any) -> None:
    narrow = System(app).as_clinician(*scene.nurse, aud=["nhn:careplan"])
    assert narrow.post(PLANS, scene.request()).status_code == 401
    scopeless = System(app).as_clinician(*scene.nurse, scope=["nhn:careplan/api"])
    assert scopeless.post(PLANS, scene.request()).status_code == 403


def test_an_attested_relation_is_enough(scene: Scene, app: Any) -> None:
    doctor = System(app).as_clinician(*a_clinician("Dag", "LE"), basis="SAMTYKKE")
    answer = doctor.post(PLANS, scene.request())
    assert answer.status_code == 201
    assert doctor.get(answer.headers["Location"]).json["updated_by"]["name"] == "Dag Testesen"  # type: ignore[index]


def test_the_number_is_never_taken_from_the_address(scene: Scene) -> None:
    assert scene.system.get(f"{PLANS}?subject={scene.number}").status_code == 405
    assert scene.system.get(f"{PLANS}/{scene.number}").status_code == 404


def test_when_the_consent_is_taken_back_the_plan_is_gone(scene: Scene) -> None:
    plan = scene.create()
    withdraw_everything(opened_by_patient(scene.patient, scene.record))
    address = f"{PLANS}/{plan['id']}"
    answers = [scene.system.get(address), scene.system.get(f"{address}/history"), scene.put(plan, status="on-hold")]
    assert [answer.status_code for answer in answers] == [404, 404, 404]
    assert scene.system.post(PLANS, scene.request()).status_code == 403
