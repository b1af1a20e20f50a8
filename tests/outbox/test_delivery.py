"""What a phone brings is kept once, whatever happens on the way, and every answer names its item."""

from __future__ import annotations

from datetime import timedelta
from decimal import Decimal
from typing import Any
from uuid import UUID, uuid4

import pytest
from flask import Flask
from sqlalchemy import func, select

from app.models.check_in import CheckIn
from app.models.outbox_receipt import OutboxReceipt
from app.models.reading import Reading
from app.platform import clock
from app.platform.db import db
from tests.factories.people import a_patient
from tests.outbox.bringing import bring, item, outcome, outcomes
from tests.outbox.conftest import Home
from tests.support.visitor import Visitor
from tests.support.world import Known

UNREAD = "Skrevet, kunne ikke leses som et tall: {}"


def kept(home: Home) -> list[CheckIn]:
    with home.app.app_context():
        return list(db.session.scalars(select(CheckIn).where(CheckIn.record_id == home.record_id).order_by(CheckIn.measured_at)))


def values(home: Home) -> list[Decimal]:
    with home.app.app_context():
        return list(db.session.scalars(select(Reading.value).where(Reading.record_id == home.record_id)))


def test_a_check_in_is_kept_and_its_page_named(home: Home) -> None:
    sent = item(home.record_id, zone="red", worried="y", note="Tungt", weight="71,40")
    answer = bring(home.patient, home.record_id, sent)
    (result,) = answer.json["results"]
    assert result == {
        "id": sent["id"],
        "outcome": "new",
        "next": f"/records/{home.record_id}/check-ins/{sent['id']}",
    }
    (row,) = kept(home)
    assert (row.zone, row.worried, row.note, row.on_behalf) == ("red", True, "Tungt", False)
    assert "Get help now" in home.patient.get(result["next"]).text


def test_the_same_item_again_is_the_same(home: Home) -> None:
    sent = item(home.record_id)
    answers = [outcome(bring(home.patient, home.record_id, sent)) for _ in range(3)]
    assert answers == ["new", "identical", "identical"]
    assert len(kept(home)) == 1


def test_months_later_it_is_still_known(home: Home) -> None:
    sent = item(home.record_id, clock.now() - timedelta(days=200))
    assert outcome(bring(home.patient, home.record_id, sent)) == "new"
    assert outcome(bring(home.patient, home.record_id, sent)) == "identical"


def test_other_words_under_the_same_id_are_kept_beside_the_first(home: Home) -> None:
    first = item(home.record_id, zone="green")
    second = first | {"content": {"zone": "red"}}
    for sent in (first, second, second, first):
        answer = bring(home.patient, home.record_id, sent)
        assert answer.json["results"][0]["id"] == first["id"]
    assert sorted(str(row.zone) for row in kept(home)) == ["green", "red"]
    shown = bring(home.patient, home.record_id, second).json["results"][0]["next"]
    assert shown != f"/records/{home.record_id}/check-ins/{first['id']}"
    assert "Get help now" in home.patient.get(shown).text


def test_what_came_by_the_form_first_is_no_second_one(home: Home) -> None:
    sent = item(home.record_id, zone="yellow")
    form = {"zone": "yellow", "check_in_id": sent["id"]}
    assert home.patient.post(f"/records/{home.record_id}/check-ins", form).status_code == 303
    assert outcome(bring(home.patient, home.record_id, sent)) == "identical"
    other = sent | {"content": {"zone": "red"}}
    assert [outcome(bring(home.patient, home.record_id, other)) for _ in range(2)] == ["new", "identical"]
    assert sorted(str(row.zone) for row in kept(home)) == ["red", "yellow"]


def test_one_bad_item_keeps_none_of_the_others_back(home: Home) -> None:
    good, bad = item(home.record_id), item(home.record_id, weight="seventy", present=True)
    broken: dict[str, Any] = {"id": "x", "owner": "", "kind": "check-in"}
    answer = bring(home.patient, home.record_id, good, bad, broken)
    assert outcomes(answer) == {good["id"]: "new", bad["id"]: "invalid", "x": "invalid"}
    errors = next(each["errors"] for each in answer.json["results"] if each["id"] == bad["id"])
    assert any("Weight" in error for error in errors)
    mended = bad | {"content": bad["content"] | {"weight": "70,5"}}
    assert outcome(bring(home.patient, home.record_id, mended)) == "new"


def test_an_unlikely_value_is_asked_about_while_the_writer_waits_and_kept_when_they_do_not(home: Home) -> None:
    sent = item(home.record_id, weight="704", present=True)
    assert outcome(bring(home.patient, home.record_id, sent)) == "invalid"
    assert kept(home) == []
    assert outcome(bring(home.patient, home.record_id, sent | {"present": False})) == "new"


@pytest.mark.parametrize(
    ("fields", "zone", "note"),
    [
        ({"zone": "red", "oxygen_saturation": "37,2,1"}, "red", UNREAD.format("Oksygen i blodet (SpO₂): 37,2,1")),
        ({"zone": "yellow", "note": "Tungt", "weight": "1.000"}, "yellow", "Tungt\n\n" + UNREAD.format("Vekt: 1.000")),
        ({"zone": "", "worried": "y", "weight": "-5"}, None, UNREAD.format("Vekt: -5")),
        ({"zone": "", "weight": "sytti"}, None, UNREAD.format("Vekt: sytti")),
        ({"zone": "", "weight": "70"}, None, None),
        ({"zone": "", "note": "Bare ord"}, None, "Bare ord"),
        ({"zone": "red", "note": "x" * 5001}, "red", "x" * 5001),
        ({"zone": "red", "note": "y" * 30_000}, "red", "y" * 30_000),
        ({"zone": "red", "note": "halvt \ud83d"}, "red", "halvt \ufffd"),
        ({"zone": "blue", "worried": "y", "plan_id": "x", "plan_version": "x"}, None, None),
    ],
)  # fmt: skip
def test_what_nobody_can_be_asked_about_is_kept_at_once_as_it_was_typed(
    home: Home, fields: dict[str, str], zone: str | None, note: str | None
) -> None:
    sent = item(home.record_id, **fields)
    answers = [outcome(bring(home.patient, home.record_id, sent)) for _ in range(2)]
    assert answers == ["new", "identical"]
    (row,) = kept(home)
    assert (row.zone, row.worried, row.note) == (zone, "worried" in fields, note)
    assert values(home) == ([Decimal(70)] if fields.get("weight") == "70" else [])


def test_both_the_clinic_and_the_patient_read_what_could_not_be_read_as_a_number(home: Home) -> None:
    sent = item(home.record_id, zone="red", weight="37,2,1", temperature="38,5")
    bring(home.patient, home.record_id, sent)
    assert values(home) == [Decimal("38.5")]
    words = UNREAD.format("Vekt: 37,2,1")
    for who, address in (
        (home.clinic, f"/clinic/records/{home.record_id}"),
        (home.patient, f"/records/{home.record_id}/check-ins"),
        (home.patient, f"/records/{home.record_id}/check-ins/{sent['id']}"),
    ):
        assert words in who.get(address).text, address
    assert words in home.clinic.get("/clinic").text  # also in the worklist


def test_under_another_sign_in_nothing_is_taken(app: Flask, home: Home) -> None:
    with app.app_context():
        other, record = a_patient("Ola")
        ola, his = Visitor(app).sign_in(Known(other.id)), record.id
    hers = home.patient.get("/phone").json["owner"]
    assert bring(ola, his, item(his, owner=hers)).status_code == 409
    assert bring(ola, his, item(his), owner=hers).status_code == 409
    assert bring(ola, home.record_id, item(home.record_id)).status_code == 404
    assert kept(home) == []


def test_an_item_for_another_record_is_not_written_into_this_one(app: Flask, home: Home) -> None:
    with app.app_context():
        other = a_patient("Ola")[1].id
    assert outcome(bring(home.patient, home.record_id, item(other))) == "not-yours"
    assert kept(home) == []


def test_an_id_that_another_has_used_is_not_theirs_to_know_about(app: Flask, home: Home) -> None:
    with app.app_context():
        person, record = a_patient("Ola")
        ola, his = Visitor(app).sign_in(Known(person.id)), record.id
    sent = item(home.record_id, note="hemmelig")
    bring(home.patient, home.record_id, sent)
    answer = bring(ola, his, sent | {"owner": "", "record": str(his)})
    assert answer.json["results"] == [{"id": sent["id"], "outcome": "not-yours"}]


def test_signed_out_it_is_401_and_without_a_token_400(app: Flask, home: Home) -> None:
    address = f"/records/{home.record_id}/outbox"
    assert Visitor(app).send("POST", address, json={}, headers={"X-CSRFToken": Visitor(app).csrf_token}).status_code == 401
    assert home.patient.send("POST", address, json={"items": []}).status_code == 400
    assert kept(home) == []


@pytest.mark.parametrize(
    "body",
    [
        b"", b"[]", b"null", b"{", b'{"items":1}', b'{"owner":1,"now":"x","items":[]}', b"[" * 100_000, b"\xff",
        b'{"owner":"x","now":"2026-01-01T00:00:00","items":[]}', b'{"owner":"x","now":"10000-01-01T00:00:00+00:00","items":[]}',
        b'{"items":1e999999999}', b'{"owner":"\\ud800","now":"2026-01-01T00:00:00Z","items":[]}',
    ],
)  # fmt: skip
def test_what_cannot_be_read_is_400_and_no_failure_of_ours(home: Home, body: bytes) -> None:
    visitor = home.patient
    headers = {"X-CSRFToken": visitor.csrf_token}
    answer = visitor.send("POST", f"/records/{home.record_id}/outbox", data=body, headers=headers)
    assert answer.status_code == 400


@pytest.mark.parametrize(
    ("part", "value"),
    [
        ("id", "x"), ("id", None), ("kind", "plan"), ("measured_at", "yesterday"), ("measured_at", "2026-01-01T00:00:00"),
        ("content", []), ("content", {"zone": 1}), ("content", {"zone": "\ud800"}), ("content", {}),
        ("content", {"zone": "blue"}), ("time_zone", [3]), ("language", "x" * 11), ("content", {str(n): "" for n in range(61)}),
    ],
)  # fmt: skip
def test_whatever_is_in_an_item_it_is_answered_by_name(home: Home, part: str, value: object) -> None:
    answer = bring(home.patient, home.record_id, item(home.record_id, **{part: value}))
    assert outcome(answer) == "invalid"
    assert kept(home) == []


@pytest.mark.parametrize("zone", ["../../etc/passwd", "Nowhere/Here", "", "\0", "Europe"])
def test_a_time_zone_that_is_none_is_the_patients_own(home: Home, zone: str) -> None:
    assert outcome(bring(home.patient, home.record_id, item(home.record_id, time_zone=zone))) == "new"
    assert kept(home)[0].time_zone == "Europe/Oslo"


def test_more_than_fifty_at_once_is_refused_whole(home: Home) -> None:
    many = [item(home.record_id) for _ in range(51)]
    assert bring(home.patient, home.record_id, *many).status_code == 400
    assert set(outcomes(bring(home.patient, home.record_id, *many[:50])).values()) == {"new"}


def test_a_server_set_back_to_an_older_copy_says_what_it_lacks(home: Home) -> None:
    sent, lost = item(home.record_id), str(uuid4())
    bring(home.patient, home.record_id, sent)
    answer = bring(home.patient, home.record_id, known=[sent["id"], lost])
    assert answer.json["missing"] == [lost]
    with home.app.app_context():
        count = select(func.count()).select_from(OutboxReceipt).where(OutboxReceipt.record_id == home.record_id)
        assert db.session.scalar(count) == 1


def test_nobody_learns_of_another_receipt_by_asking(app: Flask, home: Home) -> None:
    sent = item(home.record_id)
    bring(home.patient, home.record_id, sent)
    assert bring(home.daughter, home.record_id, known=[sent["id"]]).json["missing"] == [sent["id"]]
    assert UUID(sent["id"])
