"""What a reader looks up is there: every setting, every code of an error, every address for other systems."""

from __future__ import annotations

import re
from pathlib import Path

from flask import Flask

from app.exchange.errors import CODES

ROOT = Path(__file__).resolve().parents[2]
API = (ROOT / "docs" / "api.md").read_text(encoding="utf-8")
OPERATOR = (ROOT / "docs" / "operator.md").read_text(encoding="utf-8")
PREFIXES = ("/api/careplan", "/api/planer", "/fhir")


def test_every_setting_is_described() -> None:
    read = set(re.findall(r"\"(EGENPLAN_\w+|DATABASE_URL|PORT)\"", (ROOT / "app" / "config.py").read_text(encoding="utf-8")))
    described = set(re.findall(r"^\| `(\w+)` \|", OPERATOR, re.MULTILINE))
    assert len(read) > 10
    assert read - described == set()


def test_no_setting_is_made_up() -> None:
    config = (ROOT / "app" / "config.py").read_text(encoding="utf-8")
    assert [name for name in set(re.findall(r"EGENPLAN_\w+", API + OPERATOR)) if name not in config] == []


def test_every_code_is_described_as_it_is_told() -> None:
    described = re.findall(r"^\| (CPL\w-\d{4}) \| (\d{3}) \| (.+) \|$", API, re.MULTILINE)
    assert described == [(code, str(each.status), each.message) for code, each in CODES.items()]


def test_every_address_for_systems_is_described_and_no_other(app: Flask) -> None:
    served = {
        (method, path_of(rule.rule))
        for rule in app.url_map.iter_rules()
        if rule.rule.startswith(PREFIXES)
        for method in (rule.methods or set()) - {"HEAD", "OPTIONS"}
    }
    described = {
        (method, path.partition("?")[0])
        for method, path in re.findall(r"^\| `([A-Z]+) ((?:/api|/fhir)\S*)` \|", API, re.MULTILINE)
    }
    assert served == described


def path_of(rule: str) -> str:
    """A route as the page writes it."""
    return re.sub(r"<(?:[^<>:]+:)?(\w+)>", lambda found: f"<{_NAMES.get(found[1], found[1])}>", rule)


_NAMES = {"known_as": "id", "plan_id": "id"}
