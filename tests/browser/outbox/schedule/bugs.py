"""Bugs that others have had, planted in what the browser gets of the outbox's files, each with a schedule that meets it.

A rig that does not find each of them proves nothing.
"""

from __future__ import annotations

from dataclasses import dataclass

from app import ROOT
from tests.browser.outbox.schedule.drawing import Schedule, Step, check_in, race
from tests.browser.outbox.schedule.home import DAG
from tests.browser.outbox.schedule.house import House

Change = tuple[str, str, str]


@dataclass(frozen=True)
class Bug:
    """`changes`: in a file, what is right and what is wrong. `found` is how the verdict begins, or the ways it may."""

    found: str | tuple[str, ...]
    steps: tuple[Step, ...]
    changes: tuple[Change, ...]

    @property
    def schedule(self) -> Schedule:
        """Kari signs in at first, as at every odd number."""
        return Schedule(0, 1, self.steps)

    def plant(self, house: House) -> None:
        for file, right, _ in self.changes:
            if right not in (ROOT / "static/js/offline" / file).read_text(encoding="utf-8"):
                raise AssertionError(f"{file} no longer says {right}")
        house.spoil(*self.changes)


_ALL_SENT = "for (const { row } of %s) await outbox.settle(row, { state: 'sent', sentAt: clock.now() });"
_DELIVER = "const answer = await transport.deliver("
_JUDGE = "if (status !== 200 || body?.owner"
_REFUSED = "if (status === 403 || status === 404) {"
_NOBODY = "if (!who.owner) return 'signed-out';"
_UNSEAL = "export async function unseal(key, { iv, data }, boundTo) {"
_LISTENERS = "const listeners = new Set();"
_LAST_OPENED = "localStorage.setItem('subject', location.pathname.match(/records.([0-9a-f-]{36})/)?.[1]);"

BUGS = {
    "sent is said before the answer": Bug(
        "untrue",
        (check_in("dies before"),),
        (("sender.js", _DELIVER, f"{_ALL_SENT % 'parcel.items'}\n{_DELIVER}"),),
    ),
    "everything goes under whoever is signed in": Bug(
        "misplaced",
        (
            *(check_in("no coverage"), Step("lose cookies"), Step("coverage", {"on": True}), Step("sign in", {"who": DAG})),
            check_in("", DAG),
        ),
        (
            ("seal.js", "return { iv, data };", "return { plain: value };"),
            ("seal.js", _UNSEAL, "export async function unseal(key, { plain }) { return plain;"),
            ("sender.js", "await outbox.of(who.owner)", "await outbox.rows()"),
            ("parcels.js", "({ ...item, present:", "({ ...item, owner, present:"),
        ),
    ),
    "the record is the one that was opened last": Bug(
        "misplaced",
        (race("other tab"),),
        (
            (
                "read-form.js",
                "record: path.match(/\\/records\\/([0-9a-f-]{36})\\//)?.[1],",
                "record: localStorage.getItem('subject'),",
            ),
            ("here.js", _LISTENERS, f"{_LISTENERS} {_LAST_OPENED}"),
        ),
    ),
    "what is refused is dropped": Bug(
        "lost",
        (check_in("401"),),
        (
            (
                "settle.js",
                _REFUSED,
                f"if (status === 401) for (const {{ row }} of items) await outbox.remove(row.id);\n{_REFUSED}",
            ),
        ),
    ),
    "signed out, the outbox is emptied": Bug(
        "lost",
        (check_in("cookies lost"),),
        (
            (
                "sender.js",
                _NOBODY,
                f"if (!who.owner) for (const row of await outbox.rows()) await outbox.remove(row.id);\n{_NOBODY}",
            ),
        ),
    ),
    # Chromium sends a letter again by itself on a connection that was kept: it is then there once, under an id the phone lacks.
    "a new id for every sending": Bug(
        ("twice", "untrue"),
        (check_in("answer lost"), Step("reload")),
        (
            ("parcels.js", "({ ...item, present:", "({ ...item, id: crypto.randomUUID(), present:"),
            ("settle.js", "items.find(({ row }) => row.id === result.id)", "items[body.results.indexOf(result)]"),
        ),
    ),
    "any 200 counts as sent": Bug(
        "untrue",
        (check_in("portal"),),
        (
            ("settle.js", _JUDGE, f"if (status === 200 && !body) {{ {_ALL_SENT % 'items'} return true; }}\n{_JUDGE}"),
            ("settle.js", "for (const { row } of lost) await", "for (const { row } of []) await"),
        ),
    ),
}
