"""Every code in every form it is told in, as it is on the wire: a client goes by these, so none changes unseen."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from flask import Flask, current_app

from app.config import VERSION
from app.exchange import speakers
from app.exchange.errors import CODES, Refused

TESTS = Path(__file__).parents[1]
EVENT = "b8a6b0b4-5a0a-4b53-9a77-0d7f6d7f6d01"
# The form, who tells it, how that is set, and where it was agreed.
FORMS = {
    "newer": (speakers.careplan, "string", "careplan/golden/errors/newer.json"),
    "pilot": (speakers.careplan, "object", "careplan/golden/errors/pilot.json"),
    "planer": (speakers.planer, "string", "planer/golden/errors/every-code.json"),
}


def told(app: Flask, form: str) -> dict[str, Any]:
    """Each code as `form` tells it."""
    speak, setting, _ = FORMS[form]
    found = {}
    for code in CODES:
        with app.test_request_context("/api/careplan/Goal", headers={"nhn-event-id": EVENT}):
            current_app.config["CAREPLAN_ERROR_FORM"] = setting
            answer = current_app.make_response(speak(Refused(code, "Mend it so.", "CarePlan.title")))
        text = answer.get_data(as_text=True).replace(f'"{VERSION}"', '"test"')
        head = {name: answer.headers[name] for name in ("Content-Type", "nhn-error-code")}
        found[code] = {"status": answer.status_code, "headers": head, "body": json.loads(text)}
    return found


@pytest.mark.parametrize("form", FORMS)
def test_every_code_is_told_as_agreed(app: Flask, monkeypatch: pytest.MonkeyPatch, form: str) -> None:
    monkeypatch.setitem(app.config, "CAREPLAN_ERROR_FORM", "string")  # and back again afterwards
    assert told(app, form) == json.loads((TESTS / FORMS[form][2]).read_text(encoding="utf-8"))


def test_the_pilots_clients_find_an_object_and_the_newer_a_text() -> None:
    """As the national pages have it; the first is no valid R4."""
    pilot, newer = (json.loads((TESTS / FORMS[form][2]).read_text(encoding="utf-8")) for form in ("pilot", "newer"))
    assert {type(each["body"]["issue"][0]["diagnostics"]) for each in pilot.values()} == {dict}
    assert {type(each["body"]["issue"][0]["diagnostics"]) for each in newer.values()} == {str}
    assert {each["body"]["id"] for each in newer.values()} == {EVENT}
