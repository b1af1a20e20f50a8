"""A clinician decides about what came without a valid fullmakt: once, in the writer's name, with a reason if it is left out."""

from __future__ import annotations

from datetime import timedelta

from sqlalchemy import select

from app.models.check_in import CheckIn
from app.models.quarantined_item import QuarantinedItem
from app.platform import clock
from app.platform.db import db
from tests.outbox.bringing import bring, item
from tests.outbox.conftest import Home
from tests.outbox.test_rights import check_ins, fullmakt, waiting


def handed_in(home: Home) -> str:
    """A red check-in of a daughter's whose fullmakt has ended; answers its address at the clinic."""
    fullmakt(home, ended_at=clock.now())
    sent = item(home.record_id, clock.now() - timedelta(days=2), zone="red", worried="y", note="Puster tungt", weight="71,4")
    bring(home.daughter, home.record_id, sent)
    return f"/clinic/records/{home.record_id}/late/{sent['id']}"


def test_it_stands_in_worklist_and_record_with_both_times_and_is_no_part_of_it(home: Home) -> None:
    handed_in(home)
    assert "1 without a valid fullmakt" in home.clinic.get("/clinic").text
    page = home.clinic.get(f"/clinic/records/{home.record_id}").text
    for words in ("Red zone", "Worried", "Puster tungt", "Weight: 71,4", "From Dina Testesen", "Not part of the record yet"):
        assert words in page
    assert "Puster tungt" not in home.patient.get(f"/records/{home.record_id}/check-ins").text


def test_taken_in_it_is_a_check_in_in_the_writers_name_and_marked(home: Home) -> None:
    address = handed_in(home)
    assert home.clinic.post(f"{address}/accept").status_code == 303
    (row,) = check_ins(home)
    assert (row.zone, row.author_name, row.on_behalf, row.written_by_id) == ("red", "Dina Testesen", True, home.daughter_id)
    assert row.received_at - row.measured_at > timedelta(days=1)
    page = home.clinic.get(f"/clinic/records/{home.record_id}").text
    assert "Came without a valid fullmakt; taken into the record by Nina" in page
    assert "without a valid fullmakt: decide" not in home.clinic.get("/clinic").text
    assert "Decided about what came without a valid fullmakt" in home.patient.get(f"/records/{home.record_id}/access-log").text


def test_what_could_not_be_read_as_a_number_is_taken_in_as_words(home: Home) -> None:
    fullmakt(home, ended_at=clock.now())
    sent = item(home.record_id, clock.now(), zone="red", weight="37,2,1")
    bring(home.daughter, home.record_id, sent)
    assert "Weight: 37,2,1" in home.clinic.get(f"/clinic/records/{home.record_id}").text
    assert home.clinic.post(f"/clinic/records/{home.record_id}/late/{sent['id']}/accept").status_code == 303
    (row,) = check_ins(home)
    assert (row.zone, row.note) == ("red", "Skrevet, kunne ikke leses som et tall: Vekt: 37,2,1")


def test_it_is_decided_once(home: Home) -> None:
    address = handed_in(home)
    assert home.clinic.post(f"{address}/set-aside", {"reason": "Snakket med Kari"}).status_code == 303
    assert home.clinic.post(f"{address}/accept").status_code == 404
    assert check_ins(home) == []
    (row,) = waiting(home)
    with home.app.app_context():
        kept = db.session.get_one(QuarantinedItem, row.id)
        assert (kept.decision, kept.reason, kept.seen_by_name) == ("set-aside", "Snakket med Kari", "Nina Testesen")


def test_without_a_reason_it_is_not_left_out(home: Home) -> None:
    answer = home.clinic.post(f"{handed_in(home)}/set-aside", {"reason": "  "})
    assert answer.status_code == 422
    assert "Write in a few words why it is left out." in answer.text
    assert "Puster tungt" in answer.text


def test_nobody_else_decides(home: Home) -> None:
    address = handed_in(home)
    for visitor in (home.patient, home.daughter):
        assert visitor.post(f"{address}/accept").status_code in (403, 404)
    with home.app.app_context():
        assert not db.session.scalars(select(CheckIn).where(CheckIn.record_id == home.record_id)).all()


def test_late_red_stands_with_both_times(home: Home) -> None:
    bring(home.patient, home.record_id, item(home.record_id, clock.now() - timedelta(hours=10), zone="red"))
    for page in ("/clinic", f"/clinic/records/{home.record_id}"):
        text = home.clinic.get(page).text
        assert "Written " in text
        assert ", received " in text
