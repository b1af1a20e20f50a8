"""The national examples, as requests and as answers, and ours."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from tests.planer.conftest import PLANS, Scene

GOLDEN = Path(__file__).parent / "golden"
_NEW_EACH_TIME = ("id", "updated_at")


def golden(name: str) -> Any:
    return json.loads((GOLDEN / f"{name}.json").read_text(encoding="utf-8"))


def settled(plan: dict[str, Any], scene: Scene) -> dict[str, Any]:
    """The answer with what is new each time as it is in the files."""
    text = json.dumps(plan).replace(scene.number, "07845110004").replace(scene.nurse[1].hpr_number, "999000017")
    return {**json.loads(text), **{name: "…" for name in _NEW_EACH_TIME if name in plan}}


@pytest.fixture
def written(scene: Scene) -> tuple[dict[str, Any], dict[str, Any]]:
    """The answers to the request that creates, and to the one that changes."""
    created = scene.create(**{**golden("create-request"), "subject": {"id": scene.number}})
    changed = scene.system.put(f"{PLANS}/{created['id']}", golden("update-request")).json
    return created, changed  # type: ignore[return-value]


def test_the_answers_are_what_was_agreed(scene: Scene, written: tuple[dict[str, Any], dict[str, Any]]) -> None:
    assert settled(written[0], scene) == golden("create-answer")
    assert settled(written[1], scene) == golden("update-answer")


def test_the_history_is_what_was_agreed(scene: Scene, written: tuple[dict[str, Any], dict[str, Any]]) -> None:
    told = scene.system.get(f"{PLANS}/{written[0]['id']}/history").json
    lines = [settled(line, scene) for line in told["history"]]  # type: ignore[index]
    assert lines == golden("history-answer")["history"]


def test_an_old_version_is_told_as_agreed(scene: Scene, written: tuple[dict[str, Any], dict[str, Any]]) -> None:
    told = scene.system.put(f"{PLANS}/{written[0]['id']}", golden("update-request")).json
    current = settled(told.pop("current"), scene)  # type: ignore[union-attr]
    assert {**told, "current": current} == golden("stale-answer")  # type: ignore[dict-item]
