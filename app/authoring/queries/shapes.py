"""The shapes a new plan may start from: files of our own, read once."""

from __future__ import annotations

import json
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

from app.authoring.rules.document import GROWING, Sections, blank_document, blank_row
from app.platform.db import new_id

FOLDER = Path(__file__).resolve().parents[1] / "shapes"
NAMES = ("copd", "heart_failure", "diabetes", "relapse")
FALLBACK = "nb"


@dataclass(frozen=True)
class Shape:
    """One to choose, by name, in the reader's language."""

    name: str
    title: str
    detail: str
    language: str


def shapes(language: str) -> list[Shape]:
    """Those there are, named in `language`, else in bokmål."""
    found = []
    for name in NAMES:
        spoken = _spoken(name, language)
        said = _read(name)[spoken]
        found.append(Shape(name, said["title"], said["detail"], spoken))
    return found


def shaped(name: str, language: str) -> Sections:
    """A new document from the shape, for a plan in `language`; empty where there is none of that name.

    Texts that are not there in that language are in bokmål, and say so.
    """
    document = blank_document()
    for row in document["about"]:
        row["language"] = language
    if name in NAMES:
        _fill(document, _read(name)[_spoken(name, language)], _spoken(name, language), language)
    return document


def _fill(document: Sections, said: dict[str, Any], spoken: str, language: str) -> None:
    own = "" if spoken == language else spoken
    keys = {each["id"]: str(new_id()) for each in said["problems"]}
    for row in document["about"]:
        row |= {**said[row["key"]], "language": spoken}
    for row in document["zones"]:
        row |= {**said["zones"][row["key"]], "language": own}
    for section in GROWING:
        for each in said[section]:
            given = {name: value for name, value in each.items() if name != "id"}
            key = keys[each["id"]] if section == "problems" else str(new_id())
            named = {"problems": [keys[name] for name in each["problems"]]} if "problems" in each else {}
            document[section].append(blank_row(section, key) | given | named | {"language": own})


def _spoken(name: str, language: str) -> str:
    return language if language in _read(name) else FALLBACK


@cache
def _read(name: str) -> dict[str, Any]:
    content: dict[str, Any] = json.loads((FOLDER / f"{name}.json").read_text(encoding="utf-8"))
    return content
