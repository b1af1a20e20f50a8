"""Done and skipped, brought later than they were said: the last word counts, and a late copy changes nothing."""

from __future__ import annotations

import json
from datetime import timedelta
from typing import Any
from uuid import UUID
from zoneinfo import ZoneInfo

import pytest
from sqlalchemy import select

from app.models.measure import Measure
from app.models.occurrence import Occurrence
from app.models.person import Person
from app.models.quarantined_item import QuarantinedItem
from app.models.record import Record
from app.platform import clock
from app.platform.db import db
from tests.factories.measure import a_measure
from tests.factories.people import opened_by_patient
from tests.outbox.bringing import bring, item, outcome
from tests.outbox.conftest import Home

MINUTE = timedelta(minutes=1)


@pytest.fixture
def measure_id(home: Home) -> UUID:
    with home.app.app_context():
        proof = opened_by_patient(db.session.get_one(Person, home.patient_id), db.session.get_one(Record, home.record_id))
        return a_measure(proof).id


def day() -> str:
    """A day that had begun when the first of it all was said; soon after midnight it is not today."""
    return (clock.now() - 120 * MINUTE).astimezone(ZoneInfo("Europe/Oslo")).date().isoformat()


def said(home: Home, measure_id: UUID, became: str, minutes_ago: int = 0, **changes: Any) -> dict[str, Any]:
    fields = {"measure": str(measure_id), "due_on": day(), "due_time": "", "state": became}
    return item(home.record_id, clock.now() - minutes_ago * MINUTE, kind="answer", **(fields | changes))


def stands(home: Home, measure_id: UUID) -> list[str]:
    with home.app.app_context():
        return [row.state for row in db.session.scalars(select(Occurrence).where(Occurrence.measure_id == measure_id))]


def test_done_is_done_once(home: Home, measure_id: UUID) -> None:
    done = said(home, measure_id, "done", back="today")
    answers = [bring(home.patient, home.record_id, done) for _ in range(2)]
    assert [outcome(each) for each in answers] == ["new", "identical"]
    assert answers[0].json["results"][0]["next"].startswith(f"/records/{home.record_id}/today#")
    assert stands(home, measure_id) == ["done"]


def test_a_late_copy_after_an_undo_changes_nothing(home: Home, measure_id: UUID) -> None:
    done = said(home, measure_id, "done", 5)
    bring(home.patient, home.record_id, done)
    home.patient.post(
        f"/records/{home.record_id}/measures/{measure_id}/occurrences",
        {"due_on": day(), "due_time": "", "state": "open"},
    )
    assert outcome(bring(home.patient, home.record_id, done)) == "identical"
    assert stands(home, measure_id) == ["open"]


def test_two_that_come_in_the_wrong_order_end_with_the_last_word(home: Home, measure_id: UUID) -> None:
    done, skipped = said(home, measure_id, "done", 10), said(home, measure_id, "skipped", 5)
    assert outcome(bring(home.patient, home.record_id, skipped)) == "new"
    (late,) = bring(home.patient, home.record_id, done).json["results"]
    assert late == {"id": done["id"], "outcome": "discarded", "why": "overtaken"}
    assert stands(home, measure_id) == ["skipped"]


def test_the_words_of_an_answer_that_changes_nothing_are_kept_and_wait_for_nobody(home: Home, measure_id: UUID) -> None:
    # Given an answer that comes after a later one, and one about what the plan does not ask for, each with its reason
    bring(home.patient, home.record_id, said(home, measure_id, "done", 5))
    late = said(home, measure_id, "skipped", 10, note="Isen var for tynn")
    not_asked = said(home, UUID(int=7), "skipped", note="Gikk i fjæra")

    # When they are brought, also twice
    for _ in range(2):
        bring(home.patient, home.record_id, late, not_asked)

    # Then each is kept once, as it was written and sealed, with why it is no part of the record
    with home.app.app_context():
        rows = db.session.scalars(select(QuarantinedItem).where(QuarantinedItem.record_id == home.record_id)).all()
        raw = " ".join(db.session.connection().exec_driver_sql("SELECT content FROM quarantined_item").scalars())
    assert {row.decision: json.loads(row.content)["fields"] for row in rows} == {
        "overtaken": late["content"],
        "not-asked": not_asked["content"],
    }
    assert len(rows) == 2
    assert "tynn" not in raw

    # And no clinician is asked about them
    shown = home.clinic.get(f"/clinic/records/{home.record_id}").text
    assert "Isen var for tynn" not in shown
    assert "Gikk i fjæra" not in shown


def test_weeks_later_it_counts_for_the_day_it_was_said(home: Home, measure_id: UUID) -> None:
    day = clock.today("Europe/Oslo") - timedelta(days=20)
    late = said(home, measure_id, "done", 20 * 24 * 60, due_on=day.isoformat())
    assert outcome(bring(home.patient, home.record_id, late)) == "new"
    assert stands(home, measure_id) == ["done"]


def test_what_is_not_asked_for_changes_nothing_and_is_said(home: Home, measure_id: UUID) -> None:
    tomorrow = clock.today("Europe/Oslo") + timedelta(days=1)
    for fields in ({"due_on": tomorrow.isoformat()}, {"due_time": "03:33"}, {"measure": str(UUID(int=7))}):
        (result,) = bring(home.patient, home.record_id, said(home, measure_id, "done", **fields)).json["results"]
        assert (result["outcome"], result["why"]) == ("discarded", "not-asked")
    assert stands(home, measure_id) == []


def test_what_ended_meanwhile_was_asked_for_when_it_was_said(home: Home, measure_id: UUID) -> None:
    with home.app.app_context():
        row = db.session.get_one(Measure, measure_id)
        row.status, row.updated_at = "revoked", clock.now()
        db.session.commit()
    assert outcome(bring(home.patient, home.record_id, said(home, measure_id, "done", 60))) == "new"


@pytest.mark.parametrize("fields", [{"state": "late"}, {"due_on": "x"}, {"measure": "x"}, {"note": "x" * 1001}])
def test_what_cannot_be_read_stays_on_the_phone(home: Home, measure_id: UUID, fields: dict[str, str]) -> None:
    (result,) = bring(home.patient, home.record_id, said(home, measure_id, "done", **fields)).json["results"]
    assert result["outcome"] == "invalid"
    assert result["errors"]
