"""The right to write is asked for the moment it was written and for the moment it comes. Without it nothing is dropped."""

from __future__ import annotations

import json
from datetime import datetime, timedelta

import pytest
from flask import Flask
from sqlalchemy import select, update

from app.access.purposes import Area
from app.models.access_log_entry import AccessLogEntry
from app.models.check_in import CheckIn
from app.models.quarantined_item import QuarantinedItem
from app.models.representation import Representation
from app.platform import clock
from app.platform.db import db
from tests.outbox.bringing import bring, item, outcome
from tests.outbox.conftest import Home

HOUR = timedelta(hours=1)


def fullmakt(home: Home, **terms: object) -> None:
    with home.app.app_context():
        of_daughter = Representation.actor_id == home.daughter_id
        db.session.execute(update(Representation).where(of_daughter).values(**terms))
        db.session.commit()


def waiting(home: Home) -> list[QuarantinedItem]:
    with home.app.app_context():
        return list(db.session.scalars(select(QuarantinedItem).where(QuarantinedItem.record_id == home.record_id)))


def check_ins(home: Home) -> list[CheckIn]:
    with home.app.app_context():
        return list(db.session.scalars(select(CheckIn).where(CheckIn.record_id == home.record_id)))


def two_hours_old(home: Home) -> dict[str, object]:
    return item(home.record_id, clock.now() - 2 * HOUR, zone="red", note="Hun puster tungt")


def test_with_a_fullmakt_in_force_both_times_it_is_a_check_in_on_behalf(home: Home) -> None:
    assert outcome(bring(home.daughter, home.record_id, two_hours_old(home))) == "new"
    (row,) = check_ins(home)
    assert (row.on_behalf, row.author_role, row.author_name) == (True, "relative", "Dina Testesen")


@pytest.mark.parametrize(
    "terms",
    [
        {"ended_at": "an hour ago"},
        {"valid_to": "an hour ago"},
        {"valid_from": "an hour ago"},
        {"valid_from": "in an hour"},
        {"valid_to": "three hours ago"},
        {"ended_at": "three hours ago"},
    ],
    ids=str,
)
def test_without_the_right_at_either_time_a_clinician_decides(home: Home, terms: dict[str, str]) -> None:
    moments = {"an hour ago": -1, "in an hour": 1, "three hours ago": -3}
    fullmakt(home, **{name: clock.now() + moments[when] * HOUR for name, when in terms.items()})
    sent = two_hours_old(home)
    for _ in range(2):  # the answer may be lost on the way
        (result,) = bring(home.daughter, home.record_id, sent).json["results"]
        assert result == {"id": sent["id"], "outcome": "discarded", "why": "quarantined"}
    assert check_ins(home) == []
    (row,) = waiting(home)
    assert json.loads(row.content)["fields"] == sent["content"]
    assert row.author_name == "Dina Testesen"


def test_what_is_kept_for_the_clinician_lies_sealed(home: Home) -> None:
    fullmakt(home, ended_at=clock.now())
    bring(home.daughter, home.record_id, two_hours_old(home))
    with home.app.app_context():
        raw = db.session.connection().exec_driver_sql("SELECT content FROM quarantined_item").scalars()
        assert not any("puster" in text for text in raw)


def test_a_fullmakt_only_to_read_brings_nothing(home: Home) -> None:
    fullmakt(home, areas=[Area.READ])
    assert bring(home.daughter, home.record_id, item(home.record_id)).status_code == 403
    fullmakt(home, ended_at=clock.now())
    assert bring(home.daughter, home.record_id, item(home.record_id)).status_code == 404
    assert waiting(home) == check_ins(home) == []


def test_a_former_fullmakt_opens_nothing_else(home: Home) -> None:
    fullmakt(home, ended_at=clock.now())
    for page in ("today", "plan", "check-ins", "check-ins/new"):
        assert home.daughter.get(f"/records/{home.record_id}/{page}").status_code == 404
    assert home.daughter.post(f"/records/{home.record_id}/check-ins", {"zone": "green"}).status_code == 404


def test_the_log_says_who_handed_in_and_on_what_ground(home: Home) -> None:
    fullmakt(home, ended_at=clock.now())
    bring(home.daughter, home.record_id, item(home.record_id))
    with home.app.app_context():
        line = db.session.scalars(select(AccessLogEntry).where(AccessLogEntry.record_id == home.record_id)).one()
    assert (line.purpose, line.ground, line.granted) == ("deliver", "former", True)
    assert "Had fullmakt from you before" in home.patient.get(f"/records/{home.record_id}/access-log").text


def test_a_phone_whose_clock_is_two_days_wrong(home: Home) -> None:
    written = clock.now() - HOUR
    for wrong in (timedelta(days=2), timedelta(days=-2), timedelta(0)):
        sent = item(home.record_id, written + wrong)
        assert outcome(bring(home.patient, home.record_id, sent, now=(clock.now() + wrong).isoformat())) == "new"
    for row in check_ins(home):
        assert abs(row.measured_at - written) < timedelta(seconds=30)
        assert row.received_at > row.measured_at
    shown = sorted(shown_by_the_phone(row) - written for row in check_ins(home))
    assert [round(each / HOUR) for each in shown] == [-48, 0, 48]


def test_a_wrong_clock_gives_nobody_a_right_they_did_not_have(home: Home) -> None:
    """The fullmakt began an hour ago. A phone two days ahead wrote before that, whatever it shows."""
    fullmakt(home, valid_from=clock.now() - HOUR)
    ahead = timedelta(days=2)
    sent = item(home.record_id, clock.now() - 2 * HOUR + ahead)
    assert outcome(bring(home.daughter, home.record_id, sent, now=(clock.now() + ahead).isoformat())) == "discarded"
    assert len(waiting(home)) == 1


def test_nothing_is_written_in_the_future(home: Home) -> None:
    sent = item(home.record_id, clock.now() + timedelta(days=3))
    assert outcome(bring(home.patient, home.record_id, sent)) == "new"
    (row,) = check_ins(home)
    assert row.measured_at <= row.received_at
    assert row.clock_offset_seconds < -2 * 86_400


def shown_by_the_phone(row: CheckIn) -> datetime:
    return row.measured_at - timedelta(seconds=row.clock_offset_seconds)


def test_a_stranger_finds_no_door(app: Flask, home: Home) -> None:
    assert home.clinic.send(
        "POST", f"/records/{home.record_id}/outbox", json={}, headers={"X-CSRFToken": home.clinic.csrf_token}
    ).status_code in (403, 404)
