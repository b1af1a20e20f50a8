"""The model's server answers as the real one does, on deliveries that a seed makes up: else the model proves nothing."""

from __future__ import annotations

import json
import random
import shutil
import subprocess
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any
from uuid import UUID

import pytest
from sqlalchemy import select, update

from app.models.person import Person
from app.models.record import Record
from app.models.representation import Representation
from app.platform import clock
from app.platform.db import db
from tests.factories.measure import a_measure
from tests.factories.people import opened_by_patient
from tests.outbox.bringing import bring, item
from tests.outbox.conftest import Home

NODE = shutil.which("node")
MODEL = Path(__file__).parent / "model" / "answer.mjs"
pytestmark = pytest.mark.skipif(NODE is None, reason="The model runs in Node: apt-get install nodejs")
DELIVERIES = 40


def test_the_model_answers_as_the_server_does(home: Home) -> None:
    seed = random.SystemRandom().randrange(2**32)
    print(f"seed {seed}")  # noqa: T201 - shown when it fails
    dice, measure_id = random.Random(seed), asked(home)
    with home.app.app_context():
        ended = clock.now() - timedelta(hours=dice.choice([0, 5]))
        of_daughter = Representation.actor_id == home.daughter_id
        db.session.execute(update(Representation).where(of_daughter).values(ended_at=ended if dice.random() < 0.5 else None))
        db.session.commit()
        right = db.session.scalars(select(Representation).where(of_daughter)).one()
    rights = [{"from": ms(right.valid_from), "to": ms(right.ended_at) if right.ended_at else None}]
    lines: list[dict[str, Any]] = [{"set": {"record": str(home.record_id), "rights": rights, "asked": [str(measure_id)]}}]
    real, made = [], []
    for _ in range(DELIVERIES):
        who = dice.choice(["patient", "daughter"])
        items = [an_item(dice, home, measure_id, made) for _ in range(dice.randint(1, 3))]
        answer = bring(getattr(home, who), home.record_id, *items, known=[each["id"] for each in made[:5]])
        real.append((answer.status_code, told(answer.json)))
        lines.append(delivery(who, home, items, [each["id"] for each in made[:5]]))
        made += items
    assert NODE
    ran = subprocess.run([NODE, MODEL], input="\n".join(map(json.dumps, lines)), capture_output=True, text=True, check=True)
    model = [json.loads(line) for line in ran.stdout.splitlines()]
    assert [(each["status"], told(each["body"])) for each in model] == real


def an_item(dice: random.Random, home: Home, measure_id: UUID, made: list[dict[str, Any]]) -> dict[str, Any]:
    """A new one, one from before, or one from before with other words."""
    if made and dice.random() < 0.4:
        again = dice.choice(made)
        return (
            again if dice.random() < 0.6 or again["kind"] == "answer" else again | {"content": {"zone": "red", "note": "other"}}
        )
    at = clock.now() - timedelta(minutes=dice.randrange(600))
    if dice.random() < 0.1:  # written while the phone had lost the time
        at = datetime(1970, 1, 1, tzinfo=UTC) + timedelta(minutes=dice.randrange(600))
    if dice.random() < 0.4:
        measure = dice.choice([measure_id, UUID(int=5)])
        on = (clock.today("Europe/Oslo") - timedelta(days=1)).isoformat()  # had begun when the first of them was said
        fields = {"measure": str(measure), "due_on": on, "due_time": "", "state": dice.choice(["done", "skipped"])}
        return item(home.record_id, at, kind="answer", content=fields)
    fields = {"zone": dice.choice(["green", "yellow", "red"]), "note": str(dice.random())}
    says_nothing, unread = {"zone": dice.choice(["", "blue"]), "note": " "}, fields | {"weight": "x"}
    content = dice.choice([fields, fields, fields, unread, says_nothing])
    return item(home.record_id, at, content=content, present=dice.random() < 0.3)


def delivery(who: str, home: Home, items: list[dict[str, Any]], known: list[str]) -> dict[str, Any]:
    now = clock.now()
    sent = [each | {"owner": who, "content": marked(each["content"])} for each in items]
    body = {"owner": who, "now": now.isoformat(), "items": sent, "known": known}
    return {"who": who, "record": str(home.record_id), "body": body, "now": ms(now)}


def marked(content: dict[str, str]) -> dict[str, str]:
    """What the real server would ask about, or finds nothing in, the model is told of."""
    empty = content.get("note") == " "
    return content | ({"unlikely": "yes"} if content.get("weight") == "x" else {}) | ({"bad": "yes"} if empty else {})


def told(body: dict[str, Any] | None) -> list[Any]:
    results = [(each["id"], each["outcome"], each.get("why"), "kept_as" in each) for each in (body or {}).get("results", [])]
    return [*results, (body or {}).get("missing")]


def asked(home: Home) -> UUID:
    with home.app.app_context():
        proof = opened_by_patient(db.session.get_one(Person, home.patient_id), db.session.get_one(Record, home.record_id))
        return a_measure(proof).id


def ms(moment: datetime) -> int:
    return int(moment.astimezone(UTC).timestamp() * 1000)
