"""Who says in a header which patient the call is about is never answered about another."""

from __future__ import annotations

from collections.abc import Callable
from uuid import uuid4

import pytest
from flask import Flask
from werkzeug.test import TestResponse

from tests.factories.people import a_clinician
from tests.planer.conftest import PLANS, Scene, a_scene
from tests.support.api import System


def every_call(scene: Scene, plan: dict[str, object]) -> dict[str, TestResponse]:
    address = f"{PLANS}/{plan['id']}"
    return {
        "read": scene.system.get(address),
        "history": scene.system.get(f"{address}/history"),
        "list": scene.system.post(f"{PLANS}/_list", {"subject": {"id": scene.number}}),
        "create": scene.system.post(PLANS, scene.request()),
        "update": scene.put(plan, comment="Til en annen"),
        "old update": scene.put(plan, version=7),
    }


@pytest.mark.parametrize("name", ["nhn-patient-nin", "hit-patient-pid"])
def test_a_call_about_another_patient_is_refused_and_changes_nothing(app: Flask, scene: Scene, name: str) -> None:
    plan = scene.create()
    other = a_scene(app)
    scene.system.headers[name] = other.number
    answers = every_call(scene, plan)
    told = {what: (answer.status_code, answer.headers.get("nhn-error-code")) for what, answer in answers.items()}
    assert told == dict.fromkeys(answers, (400, "CPLF-0003"))
    assert not any(scene.number in answer.text or "Når hjertet" in answer.text for answer in answers.values())
    del scene.system.headers[name]
    assert scene.system.post(f"{PLANS}/_list", {"subject": {"id": scene.number}}).json == {"plans": [plan]}


def test_a_call_about_the_plans_own_patient_goes_through(scene: Scene) -> None:
    plan = scene.create()
    scene.system.headers["nhn-patient-nin"] = scene.number
    statuses = {what: answer.status_code for what, answer in every_call(scene, plan).items()}
    assert statuses == {"read": 200, "history": 200, "list": 200, "create": 201, "update": 200, "old update": 409}


def test_a_citizen_too_is_not_answered_about_another_than_they_name(app: Flask, scene: Scene) -> None:
    plan, own = scene.create(), scene.citizen()
    own.headers["nhn-patient-nin"] = a_scene(app).number
    assert own.get(f"{PLANS}/{plan['id']}").status_code == 400


def test_a_stranger_cannot_try_out_whose_plan_it_is(scene: Scene, system: Callable[[], System]) -> None:
    plan, stranger = scene.create(), system().as_clinician(*a_clinician())
    told = set()
    for number in (scene.number, "07845110004"):
        for known in (plan["id"], uuid4()):
            answer = stranger.get(f"{PLANS}/{known}", headers={"nhn-patient-nin": number})
            told.add((answer.status_code, answer.data))
    assert len(told) == 1 and told.pop()[0] == 404
