"""No search tells of another patient: whatever is asked, the answer is the same to the byte with and without their row."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any
from uuid import uuid4

import pytest
from werkzeug.test import TestResponse

from app.careplan import queries
from app.exchange.door import record_of_number
from app.models.goal import Goal
from app.platform.db import db
from tests.careplan.desk import HOME, Desk
from tests.support.api import System

KINDS = ("CarePlan", "Condition", "Goal", "ServiceRequest")
Answers = dict[str, tuple[int, bytes, tuple[tuple[str, str], ...]]]


@pytest.fixture
def two(new_desk: Callable[[], Desk]) -> tuple[Desk, Desk]:
    """Whoever asks, with a plan of their own patient, and the other, who has written nothing yet."""
    asking, other = new_desk(), new_desk()
    for desk in (asking, other):
        desk.consent()
    asking.write_everything()
    return asking, other


def questions(asking: Desk, other: Desk) -> Iterator[tuple[str, Callable[[System], TestResponse]]]:
    """Every parameter there is, with a value that the other's row will match; then the ways round a search."""
    for kind in KINDS:
        secret = other.ids[kind]
        for value in (secret, f"urn:uuid:{secret}", f"urn:ietf:rfc:3986|urn:uuid:{secret}", secret.upper()):
            way = f"{HOME}/{kind}?identifier={value}"
            yield way, lambda system, way=way: system.get(way)
        for ending in ("", "/_history", "/_history/1"):
            way = f"{HOME}/{kind}/{secret}{ending}"
            yield way, lambda system, way=way: system.get(way)
        body = {"resourceType": kind, "meta": {"versionId": "1"}, "subject": asking.person}
        yield f"PUT {kind}", lambda system, kind=kind, body=body: system.put(f"{HOME}/{kind}/{other.ids[kind]}", body)
        yield f"DELETE {kind}", lambda system, kind=kind: system.delete(f"{HOME}/{kind}/{other.ids[kind]}")
    for name in ("subject:Patient.identifier", "subject.identifier", "patient.identifier"):
        for more in ({}, {"_include": "*"}, {"status": "active"}, {"status": "active,completed", "_include": "*"}):
            for number in (asking.number, other.number):
                form = {name: number} | more
                yield str(form), lambda system, form=form: system.post(f"{HOME}/CarePlan/_search", form=form)
    naming = asking.goal(identifier=[{"value": str(uuid4())}], addresses=[{"reference": f"Condition/{other.ids['Condition']}"}])
    yield "a reference", lambda system: system.post(f"{HOME}/Goal", naming)


def answers(asking: Desk, other: Desk) -> Answers:
    """What the clinic's system and the patient are told."""
    asking.system.headers["nhn-event-id"] = "the-same-each-time"
    citizen = System(asking.app).as_citizen(asking.patient)
    citizen.headers |= {"nhn-event-id": "the-same-each-time", "nhn-patient-nin": None}
    found: Answers = {}
    for who, system in (("clinic", asking.system), ("citizen", citizen)):
        for name, ask in questions(asking, other):
            answer = ask(system)
            assert answer.status_code < 500
            found[f"{who}: {name}"] = (answer.status_code, answer.data, tuple(sorted(answer.headers.items())))
    return found


def test_nothing_is_told_of_another_patients_row(two: tuple[Desk, Desk]) -> None:
    asking, other = two
    before = answers(asking, other)
    other.write_everything()
    after = answers(asking, other)
    assert len(before) > 100
    assert [name for name, answer in before.items() if after[name] != answer] == []


def test_a_search_across_records_would_be_found(two: tuple[Desk, Desk], monkeypatch: pytest.MonkeyPatch) -> None:
    def everywhere(record: Any, kind: str, identifier: str) -> list[Any]:
        model = queries.MODELS[kind]
        return list(db.session.query(model).filter(model.identifier == identifier))

    asking, other = two
    before = answers(asking, other)
    other.write_everything()
    monkeypatch.setattr(queries, "by_identifier", everywhere)
    after = answers(asking, other)
    assert [name for name, answer in before.items() if after[name] != answer]
    assert record_of_number(other.number) and db.session.query(Goal).first()
