"""What is broken or meant to break is refused with its place, and nothing of it is kept."""

from __future__ import annotations

import json
import time
from typing import Any

import pytest

from app.exchange.reader import write_json
from tests.planer.conftest import PLANS, Scene

ZONE = {"level": "red", "condition": "Blå lepper", "action": "Ring 113"}
JSON = {"Content-Type": "application/json"}
ANYTHING: list[Any] = [None, True, 0, 2**62, "", "x" * 400, [], [None], [[]], {}, {"id": None}, {"": ""}]


def content(**changes: Any) -> dict[str, Any]:
    return {"title": "t", "zones": [ZONE], **changes}


@pytest.mark.parametrize(
    ("changes", "path"),
    [
        ({"status": "banana"}, "plan.status"),
        ({"status": 7}, "plan.status"),
        ({"subject": None}, "plan.subject.id"),
        ({"subject": {}}, "plan.subject.id"),
        ({"subject": "07845110004"}, "plan.subject"),
        ({"subject": {"id": 7845110004}}, "plan.subject.id"),
        ({"subject": {"id": "07845110005"}}, "plan.subject.id"),
        ({"updated_by": "Nina"}, "plan.updated_by"),
        ({"comment": ["a"]}, "plan.comment"),
        ({"clinical_content": None}, "plan.clinical_content.title"),
        ({"clinical_content": []}, "plan.clinical_content"),
        ({"clinical_content": content(title=" ")}, "plan.clinical_content.title"),
        ({"clinical_content": content(title="x" * 301)}, "plan.clinical_content.title"),
        ({"clinical_content": content(description={})}, "plan.clinical_content.description"),
        ({"clinical_content": content(zones={})}, "plan.clinical_content.zones"),
        ({"clinical_content": content(zones=[ZONE, None])}, "plan.clinical_content.zones[1].level"),
        ({"clinical_content": content(zones=[ZONE, "red"])}, "plan.clinical_content.zones[1]"),
        ({"clinical_content": content(zones=[ZONE, ZONE])}, "plan.clinical_content.zones[1].level"),
        ({"clinical_content": content(zones=[{**ZONE, "level": "RED"}])}, "plan.clinical_content.zones[0].level"),
        ({"clinical_content": content(zones=[{**ZONE, "level": None}])}, "plan.clinical_content.zones[0].level"),
        ({"clinical_content": content(zones=[{**ZONE, "action": ""}])}, "plan.clinical_content.zones[0].action"),
        ({"clinical_content": content(zones=[{**ZONE, "condition": "a\x07b"}])}, "plan.clinical_content.zones[0].condition"),
    ],
)
def test_it_is_refused_with_its_place(scene: Scene, changes: dict[str, Any], path: str) -> None:
    answer = scene.system.post(PLANS, scene.request(**changes))
    told = answer.json
    assert answer.status_code in (400, 422)
    assert (told["path"], set(told)) == (path, {"error", "message", "path"})  # type: ignore[index, arg-type]
    assert scene.number not in answer.text


@pytest.mark.parametrize("version", [None, True, "1", -1, 0, [1], {}, "1.0", 2**63 - 1])
def test_a_version_is_a_whole_number(scene: Scene, version: Any) -> None:
    answer = scene.put(scene.create(), version=version)
    assert answer.status_code == (409 if version == 2**63 - 1 else 422)
    assert answer.json["path"] == "plan.version"  # type: ignore[index]


@pytest.mark.parametrize(
    "raw",
    [
        b"",
        b"null",
        b"[]",
        b'"plan"',
        b"{",
        b"\xff",
        b'{"a":1,"a":2}',
        b'{"a":NaN}',
        b'{"a":1E9999999}',
        b'{"a":99999999999999999999}',
        b'{"a":"\\ud800"}',
        b'{"a":"\\u0000"}',
        b"[" * 100_000,
        b'{"a":' * 60 + b"1" + b"}" * 60,
    ],
)
def test_what_is_no_plan_is_told_so_at_once(scene: Scene, raw: bytes) -> None:
    plan = scene.create()
    began = time.monotonic()
    for method, address in (("POST", PLANS), ("PUT", f"{PLANS}/{plan['id']}"), ("POST", f"{PLANS}/_list")):
        answer = scene.system.send(method, address, data=raw, headers=JSON)
        assert answer.status_code in (400, 415, 422), (raw[:20], answer.status_code)
        assert {"error", "message"} <= set(answer.json)  # type: ignore[arg-type]
    assert time.monotonic() - began < 2
    assert scene.system.get(f"{PLANS}/{plan['id']}").json == plan


@pytest.mark.parametrize("place", ["subject", "updated_by", "clinical_content", "zones", "zone", "unknown", "status", "comment"])
def test_anything_in_any_place_never_fails_us(scene: Scene, place: str) -> None:
    for value in ANYTHING:
        sent = scene.request()
        if place in ("zones", "zone"):
            sent["clinical_content"]["zones"] = value if place == "zones" else [ZONE | {"level": "green"}, value]
        else:
            sent[place] = value
        answer = scene.system.post(PLANS, sent)
        assert answer.status_code in (201, 400, 422), (place, value, answer.text)
        if answer.status_code == 201:
            again = scene.system.put(answer.headers["Location"], {**sent, "version": 1})
            assert again.status_code in (200, 422)


def test_other_media_are_refused(scene: Scene) -> None:
    raw = write_json(scene.request())
    for media in ("application/xml", "text/plain", "application/x-www-form-urlencoded"):
        answer = scene.system.send("POST", PLANS, data=raw, headers={"Content-Type": media})
        assert (answer.status_code, answer.mimetype) == (415, "application/json")
    assert scene.system.send("POST", PLANS, scene.request(), headers={"Accept": "application/xml"}).status_code == 406


@pytest.mark.parametrize("address", ["", "/7", "/%00", "/../plans", "/_list/x", f"/{'a' * 3000}"])
def test_addresses_that_are_none_are_told_in_json(scene: Scene, address: str) -> None:
    answer = scene.system.get(PLANS + address)
    assert answer.status_code in (404, 405)
    assert json.loads(answer.data)["error"] in ("CPLF-0006", "CPLF-0007")


def test_markup_is_kept_as_text_and_shown_as_text(scene: Scene, phone: Any) -> None:
    scene.create(clinical_content=content(title="<script>alert(1)</script>", zones=[{**ZONE, "condition": "<b>Blå</b>"}]))
    page = phone().sign_in(scene.patient).get(f"/records/{scene.record_id}/plan")
    assert "<script>alert(1)" not in page.text and "&lt;b&gt;Blå" in page.text
