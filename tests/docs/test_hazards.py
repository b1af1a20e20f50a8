"""The hazard log is whole: every row answered for, every named test there, and nothing called in place without one."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import yaml

ROOT = Path(__file__).resolve().parents[2]
ROWS: list[dict[str, Any]] = yaml.safe_load((ROOT / "docs" / "hazards.yaml").read_text(encoding="utf-8"))
FIELDS = {"id", "hazard", "consequence", "severity", "state", "control", "missing", "owner", "test", "residual"}
EXPECTED = [f"C-{n}" for n in range(1, 31)] + [f"T-{n}" for n in range(1, 36)]


def test_no_hazard_is_missing_or_doubled() -> None:
    assert [row["id"] for row in ROWS] == EXPECTED


def test_every_row_is_answered_for() -> None:
    assert [row["id"] for row in ROWS if set(row) != FIELDS or not all(row.values())] == []
    assert {row["state"] for row in ROWS} <= {"in place", "partly", "open"}
    assert {row["severity"] for row in ROWS} <= {1, 2, 3, 4, 5}


def test_every_named_test_exists() -> None:
    assert [path for row in ROWS for path in _tests(row) if not (ROOT / path).exists()] == []


def test_only_what_is_tested_is_called_in_place() -> None:
    assert [row["id"] for row in ROWS if row["state"] == "in place" and not _tests(row)] == []


def test_what_is_missing_is_said() -> None:
    assert [row["id"] for row in ROWS if (row["missing"] == "nothing") is not (row["state"] == "in place")] == []
    assert [row["id"] for row in ROWS if (row["control"] == "open") is not (row["state"] == "open")] == []


def _tests(row: dict[str, Any]) -> list[str]:
    named = row["test"] if isinstance(row["test"], list) else [row["test"]]
    return [path for path in named if path != "open"]
