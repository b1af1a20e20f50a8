"""What was written on the phone, by whom and about whom, apart from what the phone and the server say of it."""

from __future__ import annotations

import time
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any
from uuid import UUID

from tests.browser.outbox.schedule.home import Member


@dataclass
class Item:
    """`note` is nobody else's words. `promised`: the phone had it, or a page of the server's said so; what was pressed as the
    browser was left may have been kept or not. `refused`: the page said that it was not kept. `id` is the phone's name for it,
    `at` when it was written."""

    kind: str
    writer: Member
    record_id: UUID
    note: str = ""
    weight: str = ""
    state: str = ""
    due: str = ""
    form: str | None = None
    id: str | None = None
    promised: bool = False
    refused: bool = False
    at: float = field(default_factory=time.time)

    def __str__(self) -> str:
        about = self.note or f"{self.state} of {self.due}"
        return f"{self.kind} {about} by {self.writer.name} in {str(self.record_id)[:8]} ({self.id})"


@dataclass
class Ledger:
    """`ids` are all that ever lay in the outbox, by the item they are of."""

    items: list[Item] = field(default_factory=list)
    ids: dict[str, Item | None] = field(default_factory=dict)
    evicted: Counter[str] = field(default_factory=Counter)

    def notice(self, rows: Iterable[dict[str, Any]]) -> None:
        """What has come to lie in the outbox is of an item that lay nowhere yet: of its form, or its writer's next."""
        for row in rows:
            if row["id"] in self.ids:
                continue
            item = self._of(row)
            self.ids[row["id"]] = item
            if item:
                item.id, item.promised = row["id"], True

    def _of(self, row: dict[str, Any]) -> Item | None:
        free = [each for each in self.items if each.id is None and each.writer.owner == row["owner"]]
        of_form = [each for each in free if each.form == row.get("form")]
        return next(iter(of_form or [each for each in free if each.form is None and not each.refused]), None)
