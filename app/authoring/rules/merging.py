"""Two who began from the same plan and went different ways: what differs, and one document of both."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from app.authoring.rules.document import GROUPS, GROWING, SECTIONS, Row, Sections, changed_groups, said

WHOLE = "all"


@dataclass(frozen=True)
class Difference:
    """One thing somebody else has changed since, and which therefore stands otherwise in the draft. `group` is a name in
    `GROUPS`, or `WHOLE` where the row has come or gone. `both` is true where the draft changes it too."""

    section: str
    key: str
    group: str
    mine: Row | None
    theirs: Row | None
    both: bool

    @property
    def name(self) -> str:
        return f"{self.section}.{self.key}.{self.group}"


def differences(base: Sections, mine: Sections, theirs: Sections) -> list[Difference]:
    """Where `theirs` has left `base`, and `mine` says something else. What only the draft changes is not asked about."""
    found: list[Difference] = []
    for section in SECTIONS:
        first, second, third = (_by_key(each[section]) for each in (base, mine, theirs))
        for key in dict.fromkeys([*third, *first]):
            found += _of_row(section, key, first.get(key), second.get(key), third.get(key))
    return found


def merged(mine: Sections, theirs: Sections, asked: list[Difference], taken: Mapping[str, bool]) -> Sections:
    """The draft with `theirs` wherever `taken` says so."""
    document = {section: [dict(row) for row in mine[section]] for section in SECTIONS}
    for each in asked:
        if taken.get(each.name):
            _take(document[each.section], each)
    return document


def _of_row(section: str, key: str, base: Row | None, mine: Row | None, theirs: Row | None) -> list[Difference]:
    if (base is None) is not (theirs is None) and section in GROWING:
        return (
            []
            if mine is None and theirs is None
            else [Difference(section, key, WHOLE, mine, theirs, _differ(base, mine, section))]
        )
    if theirs is None or base is None:
        return []
    if mine is None:
        return [Difference(section, key, WHOLE, None, theirs, both=True)] if _differ(base, theirs, section) else []
    return [
        Difference(section, key, group, mine, theirs, both=said(base, names) != said(mine, names))
        for group, names in GROUPS[section].items()
        if said(base, names) != said(theirs, names) != said(mine, names)
    ]


def _take(rows: list[Row], each: Difference) -> None:
    at = next((place for place, row in enumerate(rows) if row["key"] == each.key), None)
    if each.group != WHOLE and at is not None and each.theirs is not None:
        rows[at] |= {name: each.theirs.get(name, "") for name in GROUPS[each.section][each.group]}
    elif each.theirs is None and at is not None:
        rows[at]["out"] = True
    elif each.theirs is not None and at is not None:
        rows[at] = dict(each.theirs)
    elif each.theirs is not None:
        rows.append(dict(each.theirs))


def _differ(one: Row | None, other: Row | None, section: str) -> bool:
    if one is None or other is None:
        return one is not other
    return bool(changed_groups(section, one, other))


def _by_key(rows: list[Row]) -> dict[str, Row]:
    """Rows of a plan by key; one that was taken out is as good as gone."""
    return {row["key"]: row for row in rows if not row.get("out")}
