"""Who is in the demo, as `people.json` has it."""

from __future__ import annotations

import json
from dataclasses import dataclass
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any

_FILE = Path(__file__).parent / "people.json"


@dataclass(frozen=True)
class Part:
    """One person. `plan` is set for patients, `hpr_number` for health personnel, `acts_for` for relatives."""

    key: str
    given_name: str
    family_name: str
    birth_date: date
    identity_number: str
    language: str | None
    plan: str | None
    followed_by: tuple[str, ...]
    acts_for: str | None
    hpr_number: str | None
    role: str | None
    organisation: dict[str, str]

    @property
    def name(self) -> str:
        return f"{self.given_name} {self.family_name}"


@cache
def cast() -> tuple[Part, ...]:
    return tuple(_part(each) for each in json.loads(_FILE.read_text(encoding="utf-8"))["people"])


def _part(said: dict[str, Any]) -> Part:
    return Part(
        key=said["key"],
        given_name=said["given_name"],
        family_name=said["family_name"],
        birth_date=date.fromisoformat(said["birth_date"]),
        identity_number=said["identity_number"],
        language=said["language"],
        plan=said.get("plan"),
        followed_by=tuple(said.get("followed_by", ())),
        acts_for=said.get("acts_for"),
        hpr_number=said["hpr_number"],
        role=said["role"],
        organisation=said["organisation"] or {},
    )
