"""What must hold when a schedule is over: nothing lost, nothing twice, nothing in the wrong name or record, nothing dropped
without a word, and no word that is not true. Judged from the database, the phone, and what the witness wrote down.

Whatever is found begins with one of `KINDS`.
"""

from __future__ import annotations

import json
from collections import Counter
from datetime import datetime, timedelta
from decimal import Decimal
from typing import TYPE_CHECKING, Any
from uuid import UUID

from sqlalchemy import select

from app.models.check_in import CheckIn
from app.models.occurrence import Occurrence
from app.models.outbox_receipt import OutboxReceipt
from app.models.quarantined_item import QuarantinedItem
from app.models.reading import Reading
from app.outbox.rules import Why
from app.platform.db import db
from tests.browser.outbox.schedule.home import DAG, KARI, Home
from tests.browser.outbox.schedule.ledger import Item

if TYPE_CHECKING:
    from tests.browser.outbox.schedule.walk import Walk

KINDS = ("lost", "twice", "misplaced", "dropped", "untrue", "invented", "altered", "not finished")
SLACK = timedelta(seconds=2)
MOMENT = 120  # the server takes a phone's clock to be right within so many seconds
UNSENT = ("waiting", "attention")


def said_too_early(home: Home, sent: dict[str, str]) -> list[str]:
    """Of what the phone says is sent, by the server's name for it, what the database lacks at this moment."""
    if not sent:
        return []
    names = [UUID(each) for each in sent.values()]
    with home.rows():
        there = set(db.session.scalars(select(OutboxReceipt.id).where(OutboxReceipt.id.in_(names))))
        there |= set(db.session.scalars(select(CheckIn.id).where(CheckIn.id.in_(names))))
    return [
        f"untrue: {name} is said to be sent, and the server does not have it"
        for name, id_ in sent.items()
        if UUID(id_) not in there
    ]


class There:
    """What the database has of a home."""

    def __init__(self, home: Home) -> None:
        with home.rows():
            of = lambda model: list(db.session.scalars(select(model).where(model.record_id.in_(home.records))))  # noqa: E731
            self.check_ins: list[CheckIn] = of(CheckIn)
            self.receipts: dict[UUID, OutboxReceipt] = {row.id: row for row in of(OutboxReceipt)}
            self.quarantined: list[QuarantinedItem] = of(QuarantinedItem)
            self.readings: list[Reading] = of(Reading)
            self.occurrences: list[Occurrence] = of(Occurrence)
            self.words = {row.id: (json.loads(row.content)["fields"].get("note") or "") for row in self.quarantined}

    def of(self, item: Item) -> list[CheckIn | QuarantinedItem | OutboxReceipt]:
        """Every place where it is; more than one is one too many."""
        if item.kind == "answer":
            row = self.receipts.get(UUID(item.id)) if item.id else None
            return [row] if row else []
        here: list[CheckIn | QuarantinedItem | OutboxReceipt] = [row for row in self.check_ins if row.note == item.note]
        return here + [row for row in self.quarantined if self.words[row.id] == item.note]


def judged(walk: Walk) -> list[str]:
    """What was wrong, in words."""
    there, found = There(walk.home), list(walk.wrong)
    lost: Counter[str] = Counter()
    for item in walk.ledger.items:
        rows = there.of(item)
        if len(rows) > 1:
            found.append(f"twice: {item} is there {len(rows)} times")
        for row in rows:
            found += _misplaced(walk, item, row, there)
        if not rows and item.promised:
            lost[item.writer.owner] += 1
            if lost[item.writer.owner] > walk.ledger.evicted[item.writer.owner]:
                found.append(f"lost: {item}: {_lies(walk, item)}")
    found += _never_written(walk, there) + _last_words(walk, there) + _what_the_phone_says(walk, there) + _heard(walk, there)
    return found


def _lies(walk: Walk, item: Item) -> str:
    return next((f"{row['state']} {row.get('why') or ''}" for row in walk.rows if row["id"] == item.id), "nowhere on the phone")


def _misplaced(walk: Walk, item: Item, row: Any, there: There) -> list[str]:
    found = []
    person_id = row.written_by_id if isinstance(row, CheckIn) else row.person_id
    if (row.record_id, person_id) != (item.record_id, item.writer.person_id):
        found.append(f"misplaced: {item} is in the record {row.record_id} in the name of {person_id}")
    if not walk.clock_is_wrong and abs(row.measured_at.timestamp() - item.at) > MOMENT:
        found.append(f"altered: {item} was written at {item.at:.0f}, and is of {row.measured_at.timestamp():.0f}")
    if isinstance(row, CheckIn):
        values = [each for each in there.readings if each.check_in_id == row.id]
        if [each.value for each in values] != [Decimal(item.weight.replace(",", "."))]:
            found.append(f"altered: {item} has the values {[str(each.value) for each in values]} and not {item.weight}")
    helped = item.writer.name == DAG and item.record_id == walk.home.members[KARI].record_id
    outcome, told = getattr(row, "outcome", None), [row.received_at] + ([] if walk.clock_is_wrong else [row.measured_at])
    if isinstance(row, QuarantinedItem) or outcome == Why.QUARANTINED:
        # With a wrong clock nobody knows which moment the phone told of: it may be one before the fullmakt.
        lacked = any(_lacked(walk.home, moment, SLACK) for moment in (row.received_at, row.measured_at))
        if not helped or not (lacked or walk.clock_is_wrong):
            found.append(f"misplaced: {item} lies in quarantine for nothing")
    elif helped and any(_lacked(walk.home, moment, -SLACK) for moment in told):
        found.append(f"misplaced: {item} is in the record, and the fullmakt had ended")
    return found


def _lacked(home: Home, moment: datetime, slack: timedelta) -> bool:
    """Whether the fullmakt was not in force then, give or take."""
    return any(start - slack <= moment and (end is None or moment <= end + slack) for start, end in home.gaps)


def _never_written(walk: Walk, there: There) -> list[str]:
    notes = {item.note for item in walk.ledger.items}
    found = [f"invented: a check-in of nobody's words: {row.note}" for row in there.check_ins if row.note not in notes]
    answers = [row for row in there.receipts.values() if row.kind == "answer"]
    pressed = [item for item in walk.ledger.items if item.kind == "answer"]
    if len(answers) > len(pressed):
        found.append(f"invented: {len(answers)} answers came and {len(pressed)} were given")
    if all(item.promised for item in pressed):
        known = {item.id for item in pressed}
        found += [f"invented: an answer nobody gave: {row.id}" for row in answers if str(row.id) not in known]
    return found


def _last_words(walk: Walk, there: There) -> list[str]:
    """Where every answer to one time of a measure came in, the last one given stands."""
    found: list[str] = []
    if walk.clock_is_wrong:
        return found
    by_time: dict[tuple[UUID, str], list[Item]] = {}
    for item in walk.ledger.items:
        if item.kind == "answer":
            by_time.setdefault((item.record_id, item.due), []).append(item)
    for (record_id, due), items in by_time.items():
        receipts = [there.receipts.get(UUID(item.id)) if item.id else None for item in items]
        if not all(row and row.outcome in ("new", Why.OVERTAKEN) for row in receipts):
            continue
        states = [row.state for row in there.occurrences if row.record_id == record_id and f"{row.due_on} {row.due_time}" == due]
        if states != [items[-1].state] and not (items[-1].state == "open" and not states):
            found.append(f"altered: the last word of {due} was {items[-1].state}, and there stands {states}")
    return found


def _what_the_phone_says(walk: Walk, there: There) -> list[str]:
    """When everybody has signed in again nothing waits, and every row says what is."""
    found = []
    kept = {row.id for row in there.check_ins}
    for row in walk.rows:
        here = there.receipts.get(UUID(row.get("keptAs") or row["id"]))
        outcome = here.outcome if here else ("new" if UUID(row["id"]) in kept else None)
        item = walk.ledger.ids.get(row["id"])
        if row["state"] in UNSENT:
            found.append(f"dropped: {item or row['id']} still waits: {row['state']} {row.get('why') or ''}")
        elif row["state"] == "sent" and outcome not in ("new", "identical"):
            found.append(f"untrue: {item or row['id']} is said to be sent and is {outcome}")
        elif row["state"] == "told" and outcome != row.get("why"):
            found.append(f"untrue: {item or row['id']} is said to be {row.get('why')} and is {outcome}")
    return found


def _heard(walk: Walk, there: There) -> list[str]:
    """No page said of anything that it was sent before the server had it."""
    found = []
    received = {str(row.id): row.received_at.timestamp() for row in (*there.check_ins, *there.receipts.values())}
    notes = {row.note: row.received_at.timestamp() for row in there.check_ins}
    moved = {row["id"]: row["keptAs"] for row in walk.rows if row.get("keptAs")}
    for line in walk.phone.heard:
        if line.get("outcome") in ("new", "identical"):
            at = received.get(moved.get(line["told"], line["told"]))
        elif "shown" in line:
            at = notes.get(line["shown"])
        else:
            continue
        if at is None or line["at"] / 1000 < at - 0.05:
            found.append(f"untrue: a page said that {line.get('told') or line['shown']} was sent, and it was not there")
    return found
