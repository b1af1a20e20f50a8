"""Whether there is a plan, without anybody looking."""

from __future__ import annotations

import json
import re
from collections.abc import Callable
from pathlib import Path

import pytest
from flask import Flask
from sqlalchemy import func, select

from app.models.access_log_entry import AccessLogEntry
from app.platform.db import db
from tests.careplan.desk import HOME, Desk, told

PRIVACY = {"hasReservationKjernejournal": False, "isRestricted": False, "isBlocked": False}
MOMENT = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{7}\+0[12]:00")


def ask(desk: Desk, number: str | None = None) -> dict[str, object]:
    desk.system.as_machine()
    desk.system.headers |= dict.fromkeys(("nhn-patient-nin", "nhn-user-role", "nhn-access-basis", "nhn-source-system"))
    answer = desk.system.post(f"{HOME}/status", {"nin": number or desk.number})
    assert answer.status_code == 200, answer.text
    assert isinstance(answer.json, dict)
    return answer.json


@pytest.mark.parametrize(
    ("shape", "privacy"),
    [("a_v1", {}), ("a_v2", {"privacySetting": {"consent": True, **PRIVACY}}), ("b", {})],
)
def test_the_three_shapes(
    app: Flask, desk: Desk, monkeypatch: pytest.MonkeyPatch, shape: str, privacy: dict[str, object]
) -> None:
    monkeypatch.setitem(app.config, "CAREPLAN_STATUS_SHAPE", shape)
    assert ask(desk) == {"activeCarePlan": False, "lastChangedDateTime": None} | privacy
    desk.system.as_clinician(desk.nurse, desk.clinician, basis="UNNTAK")
    desk.system.headers |= {"nhn-patient-nin": desk.number, "nhn-source-system": "Prøve-EPJ", "nhn-user-role": ROLE}
    desk.write_everything()
    told_now = ask(desk)
    assert MOMENT.fullmatch(str(told_now.pop("lastChangedDateTime")))
    assert told_now == {"activeCarePlan": True} | privacy


def test_nobody_and_somebody_without_a_plan_look_alike(new_desk: Callable[[], Desk]) -> None:
    desk = new_desk()
    assert ask(desk) == ask(desk, "07845110004") == {"activeCarePlan": False, "lastChangedDateTime": None}


def test_a_plan_that_is_over_is_not_active(desk: Desk) -> None:
    desk.write_everything()
    desk.change(desk.read("CarePlan") | {"status": "completed"})
    answer = ask(desk)
    assert (answer["activeCarePlan"], answer["lastChangedDateTime"] is None) == (False, False)


def test_it_moves_with_whatever_is_in_the_plan(desk: Desk) -> None:
    desk.write_everything()
    goal = desk.read("Goal")
    headers = dict(desk.system.headers)
    before = ask(desk)["lastChangedDateTime"]
    desk.system.headers = headers
    assert desk.change(goal | {"description": {"text": "Nytt"}}).status_code == 200
    assert str(ask(desk)["lastChangedDateTime"]) > str(before)


def test_it_stands_in_no_log(desk: Desk, database: None) -> None:
    lines = select(func.count()).where(AccessLogEntry.record_id == desk.record_id)
    before = db.session.scalar(lines)
    ask(desk)
    assert db.session.scalar(lines) == before


@pytest.mark.parametrize("body", [{}, {"nin": None}, {"nin": "1"}, {"nin": "07845110005"}])
def test_a_number_that_is_none_is_refused(desk: Desk, body: dict[str, object]) -> None:
    assert told(desk.system.as_machine().post(f"{HOME}/status", body)) == (400, "CPLF-0023")


def test_a_citizen_asks_about_themselves_only(desk: Desk) -> None:
    desk.system.as_citizen(desk.patient)
    assert desk.system.post(f"{HOME}/status", {"nin": desk.number}).status_code == 200
    assert told(desk.system.post(f"{HOME}/status", {"nin": "07845110004"})) == (403, "CPLF-0018")


ROLE = '{"system": "urn:oid:2.16.578.1.12.4.1.1.9060", "code": "SP"}'


@pytest.mark.parametrize("shape", ["a_v1", "a_v2", "b"])
def test_each_shape_is_as_it_was_agreed(
    app: Flask, new_desk: Callable[[], Desk], monkeypatch: pytest.MonkeyPatch, shape: str
) -> None:
    monkeypatch.setitem(app.config, "CAREPLAN_STATUS_SHAPE", shape)
    desk = new_desk()
    headers, said = dict(desk.system.headers), {"nobody who consented": ask(desk)}
    desk.system.headers = headers
    desk.consent()
    desk.write_everything()
    said["an active plan"] = ask(desk)
    said["an active plan"]["lastChangedDateTime"] = MOMENT.sub(
        "2026-09-10T12:30:00.0000000+02:00", str(said["an active plan"]["lastChangedDateTime"])
    )
    golden = Path(__file__).parent / "golden" / "status" / f"{shape}.json"
    assert said == json.loads(golden.read_text(encoding="utf-8"))
