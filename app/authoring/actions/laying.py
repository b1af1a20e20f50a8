"""Bringing one plan's rows to what the form says, each known by its id.

A row that stays keeps its place unless the order was changed: else one new measure would move the version of all of them, and
whoever holds those versions could not write any more.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence

from app.authoring.rules.wanted import Columns, Part
from app.plans.actions.parts import Part as PartRow
from app.plans.actions.parts import Writing, lay
from app.platform import clock


def settle(
    writing: Writing,
    rows: Mapping[str, PartRow],
    wanted: Sequence[Part],
    columns: Callable[[Part], Columns],
    create: Callable[[Part, int], PartRow],
) -> tuple[dict[str, str], bool]:
    """The ids of `wanted` by key, and whether anything changed. `rows` are those the form was about, in their order."""
    ids: dict[str, str] = {}
    changed = False
    for part, position in zip(wanted, places(rows, [part.key for part in wanted]), strict=True):
        row = rows.get(part.key)
        if row is None:
            ids[part.key], changed = str(create(part, position).id), True
            continue
        ids[part.key] = str(row.id)
        changed |= lay(writing, row, {**columns(part), "position": position, "deleted_at": None})
    for key, row in rows.items():
        if key not in ids and row.deleted_at is None:
            changed |= lay(writing, row, {"deleted_at": clock.now()})
    return ids, changed


def places(rows: Mapping[str, PartRow], wanted: Sequence[str]) -> list[int]:
    """The position of each of `wanted`: as it is where the order is the same and what is new comes last."""
    stay = [key for key in rows if key in wanted]
    if [*wanted[: len(stay)]] != stay:
        return list(range(len(wanted)))
    free = max((row.position for row in rows.values()), default=-1) + 1
    return [rows[key].position for key in stay] + [free + number for number in range(len(wanted) - len(stay))]
