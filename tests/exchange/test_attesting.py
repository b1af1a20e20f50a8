"""Only the door for systems may pass on a system's word for the treating relation."""

from __future__ import annotations

import ast
from pathlib import Path

APP = Path(__file__).resolve().parents[2] / "app"


def test_only_the_door_speaks_for_a_system() -> None:
    speaking = {path.relative_to(APP).as_posix() for path in APP.rglob("*.py") if speaks(path.read_text(encoding="utf-8"))}
    assert speaking == {"exchange/door.py"}


def test_another_would_be_found() -> None:
    assert speaks("open_record(actor, record_id, Purpose.READ, call)")
    assert speaks("gate.open_record(actor, record_id, Purpose.READ, call=call)")
    assert not speaks("open_record(actor, record_id, Purpose.READ)")


def speaks(source: str) -> bool:
    """Whether it opens a record with the word of a system."""
    calls = [node for node in ast.walk(ast.parse(source)) if isinstance(node, ast.Call)]
    named = [node for node in calls if (getattr(node.func, "id", "") or getattr(node.func, "attr", "")) == "open_record"]
    return any(len(node.args) > 3 or node.keywords for node in named)
