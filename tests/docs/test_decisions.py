"""Every decision says what holds it, and that check is there; every link between documents leads somewhere."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
DECISIONS = sorted((ROOT / "docs" / "decisions").glob("*.md"))
PAGES = [
    *DECISIONS,
    ROOT / "docs" / "api.md",
    ROOT / "docs" / "architecture.md",
    ROOT / "docs" / "operator.md",
    ROOT / "CHANGES.md",
]


def test_decisions_are_numbered_without_holes() -> None:
    assert [path.name[:4] for path in DECISIONS] == [f"{n:04}" for n in range(1, len(DECISIONS) + 1)]


@pytest.mark.parametrize("page", DECISIONS, ids=lambda page: page.stem)
def test_a_decision_has_its_four_parts_in_order(page: Path) -> None:
    parts = re.findall(r"^\*\*([A-Z][a-z ]+)\.\*\*", page.read_text(encoding="utf-8"), re.MULTILINE)
    assert parts == ["Context", "Decision", "Consequences", "Held by"]


@pytest.mark.parametrize("page", DECISIONS, ids=lambda page: page.stem)
def test_what_holds_a_decision_exists(page: Path) -> None:
    held_by = page.read_text(encoding="utf-8").rpartition("**Held by.**")[2]
    named = re.findall(r"`((?:tests|app|migrations)/[^`]+|[\w.-]+\.toml)`", held_by)
    assert named
    assert [path for path in named if not (ROOT / path).exists()] == []


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.stem)
def test_links_lead_somewhere(page: Path) -> None:
    links = re.findall(r"\]\((?!https?:)([^)#]+)", page.read_text(encoding="utf-8"))
    assert [link for link in links if not (page.parent / link).exists()] == []
