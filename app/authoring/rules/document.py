"""A plan as a form in sections: rows of fields, each exactly as somebody typed it, finished or not."""

from __future__ import annotations

import hashlib
import json
from typing import Any, TypeAlias

Row: TypeAlias = dict[str, Any]
Sections: TypeAlias = dict[str, list[Row]]

SECTIONS = ("about", "problems", "goals", "measures", "zones", "contacts")
# Where rows come and go; the rows of the others are given.
GROWING = ("problems", "goals", "measures", "contacts")
MOST_ROWS = 60
KINDS = ("treatment", "self_care")
LEVELS = ("green", "yellow", "red")
LISTS = frozenset({"problems", "weekdays", "levels"})
_TARGET, _UNTIL, _REVIEW = (
    tuple(f"{name}-{part}" for part in ("day", "month", "year")) for name in ("target_on", "until_on", "review_on")
)

# The fields of a row, section by section; those that mean something only together stand under one name.
GROUPS: dict[str, dict[str, tuple[str, ...]]] = {
    "about": {"title": ("title",), "description": ("description",), "review_on": _REVIEW, "language": ("language",)},
    "problems": {"text": ("text",), "code": ("system", "code"), "language": ("language",)},
    "goals": {
        "text": ("text",),
        "expressed_by": ("expressed_by",),
        "target_on": _TARGET,
        "problem_ids": ("problems",),
        "language": ("language",),
    },
    "measures": {
        "title": ("title",),
        "description": ("description",),
        "rhythm": ("kind", "weekdays", "every", "times", "latest_by", "rrule", "in_words"),
        "until_on": _UNTIL,
        "asks_for": ("asks_for",),
        "category": ("category",),
        "performer": ("performer", "performer_name"),
        "problem_ids": ("problems",),
        "language": ("language",),
    },
    "zones": {"condition": ("condition",), "action": ("action",), "language": ("language",)},
    "contacts": {name: (name,) for name in ("role", "name", "phone", "hours", "levels", "language")},
}
FIELDS = {section: tuple(name for names in groups.values() for name in names) for section, groups in GROUPS.items()}
# What a new row says before anybody has typed.
PRESET: dict[str, Row] = {
    "goals": {"expressed_by": "clinician"},
    "measures": {"kind": "when-needed", "performer": "patient"},
}
_SAYS_NOTHING = {"language", "expressed_by", "kind", "performer", "system", "rrule", "in_words"}


def blank_row(section: str, key: str) -> Row:
    empty: Row = {name: [] if name in LISTS else "" for name in FIELDS[section]}
    return {"key": key, **empty, **PRESET.get(section, {})}


def blank_document() -> Sections:
    rows = {"about": KINDS, "zones": LEVELS}
    return {section: [blank_row(section, key) for key in rows.get(section, ())] for section in SECTIONS}


def is_blank(row: Row) -> bool:
    """Whether nobody has written anything in it."""
    return not any(value for name, value in row.items() if name not in _SAYS_NOTHING | {"key", "out"})


def standing(document: Sections, section: str) -> list[Row]:
    """The rows that are to be published: neither taken out nor empty."""
    return [row for row in document[section] if not row.get("out") and not is_blank(row)]


def laid(stored: list[Row], typed: list[Row]) -> list[Row]:
    """What was typed over what is kept. A row or a field that was not sent stays as it is: nothing is lost by sending less."""
    sent = {row["key"]: row for row in typed}
    known = {row["key"] for row in stored}
    return [{**row, **sent.get(row["key"], {})} for row in stored] + [row for row in typed if row["key"] not in known]


def said(row: Row | None, names: tuple[str, ...]) -> list[object]:
    """What a row says in these fields; blanks that nobody sees make no difference."""
    return [_plain((row or {}).get(name) or "") for name in names]


def _plain(value: object) -> object:
    if not isinstance(value, str):
        return value
    return "\n".join(" ".join(line.split()) for line in value.splitlines()).strip()


def changed_groups(section: str, base: Row | None, row: Row) -> frozenset[str]:
    """The names in `GROUPS` under which `row` says something else than `base`; all of them for a row that is new."""
    return frozenset(group for group, names in GROUPS[section].items() if base is None or said(base, names) != said(row, names))


def fingerprint(rows: list[Row]) -> str:
    """The same for the same rows: by it a form knows whether they have changed since it was drawn."""
    return hashlib.sha256(json.dumps(rows, sort_keys=True).encode()).hexdigest()[:16]
