"""The national examples sent, and every answer as it is on the wire.

The files hold one patient, one health personnel number and one set of ids; each run has its own, changed for those on the way.
"""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any
from uuid import uuid4

import pytest
from flask import Flask
from werkzeug.test import TestResponse

from app.config import VERSION
from app.exchange.reader import read_json
from tests.careplan.desk import HOME, Desk

GOLDEN = Path(__file__).parent / "golden"
NUMBER, HPR, EVENT = "07845110004", "999000017", "b8a6b0b4-5a0a-4b53-9a77-0d7f6d7f6d01"
IDS = "5f0c1d0e-7b0b-4a52-9a2b-1f7d2c9e0a"
PLAN, GOAL = f"{IDS}01", f"{IDS}03"
MOMENT = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.(\d+)\+0[12]:00")
REQUESTS = sorted((GOLDEN / "requests").glob("*.json"))


class Wire:
    """The line between the files and a desk."""

    def __init__(self, desk: Desk) -> None:
        self.desk = desk
        desk.system.headers["nhn-event-id"] = str(uuid4())
        ours = {NUMBER: desk.number, HPR: desk.hpr, IDS: str(uuid4())[: len(IDS)]}
        self.changes = ours | {EVENT: str(desk.system.headers["nhn-event-id"])}

    def sent(self, text: str) -> str:
        for golden, ours in self.changes.items():
            text = text.replace(golden, ours)
        return text

    def heard(self, answer: TestResponse) -> dict[str, Any]:
        text = json.dumps({"status": answer.status_code, "headers": headers(answer), "body": json.loads(answer.data or "null")})
        for golden, ours in self.changes.items():
            text = text.replace(ours, golden)
        text = text.replace(f'"{VERSION}"', '"test"')
        said: dict[str, Any] = json.loads(MOMENT.sub(lambda found: f"2026-09-10T12:30:00.{'0' * len(found[1])}+02:00", text))
        return said

    def send(self, method: str, way: str, body: str | None = None, **settings: Any) -> dict[str, Any]:
        value = read_json(self.sent(body).encode()) if body else None
        return self.heard(self.desk.system.send(method, HOME + self.sent(way), value, **settings))


def headers(answer: TestResponse) -> dict[str, str]:
    names = ("Content-Type", "Location", "ETag", "nhn-event-id", "nhn-error-code", "Cache-Control")
    return {name: answer.headers[name] for name in names if name in answer.headers}


def conversation(app: Flask, desk: Desk) -> Iterator[tuple[str, dict[str, Any]]]:
    """Everything a client does with a plan, from consent to deletion."""
    wire = Wire(desk)
    asked = {"subject:Patient.identifier": desk.number, "_include": "*", "status": "active"}
    subject = json.dumps({"subject": {"type": "Patient", "identifier": {"value": NUMBER}}, "consent": True})
    yield "search-empty", wire.send("POST", "/CarePlan/_search", form=asked)
    yield "create-without-consent", wire.send("POST", "/Condition", REQUESTS[0].read_text(encoding="utf-8"))
    yield "consent", wire.send("POST", "/consent", subject)
    for path in REQUESTS:
        text = path.read_text(encoding="utf-8")
        yield f"create-{path.stem}", wire.send("POST", "/" + json.loads(text)["resourceType"], text)
    yield "search", wire.send("POST", "/CarePlan/_search", form=asked)
    yield "by-identifier", wire.send("GET", f"/CarePlan?identifier={PLAN}")
    yield "search-by-number", wire.send("GET", f"/CarePlan?subject:Patient.identifier={NUMBER}")
    now = json.dumps(wire.send("GET", f"/Goal/{GOAL}")["body"])
    yield "update-nothing", wire.send("PUT", f"/Goal/{GOAL}", now)
    yield "update", wire.send("PUT", f"/Goal/{GOAL}", now.replace("uten pause", "i mitt eget tempo"))
    yield "update-stale", wire.send("PUT", f"/Goal/{GOAL}", now.replace("uten pause", "med pause"))
    yield "duplicate", wire.send("POST", "/CarePlan", REQUESTS[-1].read_text(encoding="utf-8"))
    yield "history", wire.send("GET", f"/Goal/{GOAL}/_history")
    yield "status", wire.send("POST", "/status", json.dumps({"nin": NUMBER}))
    yield "delete", wire.send("DELETE", f"/Goal/{GOAL}")
    yield "deleted", wire.send("GET", f"/Goal/{GOAL}")
    app.config["CAREPLAN_ERROR_FORM"] = "object"
    yield "update-deleted-pilot", wire.send("PUT", f"/Goal/{GOAL}", now)


def test_every_answer_is_as_it_was(app: Flask, new_desk: Callable[[], Desk], monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(app.config, "CAREPLAN_ERROR_FORM", "string")  # and back again afterwards
    said = dict(conversation(app, new_desk()))
    golden = {path.stem: json.loads(path.read_text(encoding="utf-8")) for path in (GOLDEN / "answers").glob("*.json")}
    assert set(said) == set(golden)
    for name, answer in said.items():
        assert answer == golden[name], name


def test_what_was_sent_is_in_the_answer_word_for_word(new_desk: Callable[[], Desk]) -> None:
    for path in REQUESTS:
        request = json.loads(path.read_text(encoding="utf-8"))
        answer = json.loads((GOLDEN / "answers" / f"create-{path.stem}.json").read_text(encoding="utf-8"))["body"]
        assert request == {name: value for name, value in answer.items() if name not in ("id", "meta")}
