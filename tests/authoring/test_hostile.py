"""Whatever is typed into a draft: kept as it was typed, told clearly, and never published broken."""

from __future__ import annotations

import pytest
from sqlalchemy import func, select

from app.models.measure import Measure
from app.models.plan import Plan
from app.platform.db import db
from tests.authoring.desk import a_written_desk
from tests.support.phone import form_to

pytestmark = pytest.mark.usefixtures("database")


@pytest.fixture
def desk(phone):
    made, _patient, record = a_written_desk(phone)
    made.record_id = record.id
    made.begin("empty")
    made.name_plans()
    made.write_zones()
    return made


def plans(desk):
    return db.session.scalar(select(func.count()).select_from(Plan).where(Plan.record_id == desk.record_id))


@pytest.mark.parametrize(
    ("section", "fields", "told"),
    [
        ("measures", {"title": "x" * 10_000}, "too long"),
        ("measures", {"title": "Tur", "times": "25:61"}, "with a comma between"),
        ("measures", {"title": "Tur", "times": ",".join(["7"] * 30)}, "with a comma between"),
        ("measures", {"title": "Tur", "times": "12", "latest_by": "8"}, "later than the time"),
        ("measures", {"title": "Tur", "kind": "weekdays"}, "at least one day"),
        ("measures", {"title": "Tur", "kind": "weeks", "weekdays": ["MO"], "every": "0"}, "whole number of weeks"),
        ("measures", {"title": "Tur", "until_on-day": "31", "until_on-month": "2", "until_on-year": "2027"}, "date that exists"),
        ("problems", {"text": "KOLS", "code": "R95"}, "which code system"),
        ("problems", {"text": "KOLS", "system": "http://snomed.info/sct", "code": "13645006"}, "for example R95"),
        ("goals", {"text": "y" * 501}, "too long"),
        ("contacts", {"role": "Lege", "phone": "ring meg"}, "number in digits"),
        ("contacts", {"name": "Uten rolle"}, "who it is"),
        ("goals", {"target_on-day": "1"}, "what is to be reached"),
    ],
)
def test_what_cannot_be_used_is_kept_and_told_at_the_field_and_above(desk, section, fields, told):
    key = desk.add(section, **fields)
    page = desk.phone.get(f"{desk.draft}/{section}?mend=1")
    assert told in page.text and 'id="error-summary"' in page.text
    form = desk.section(section)
    for name, value in fields.items():
        if isinstance(value, str):
            assert form[f"{section}-{key}-{name}"].value == value
    review = desk.review()
    assert told in review.text and "Publish the plan" not in review.text
    assert f"/{section}?mend=1#{section}-{key}" in review.text.replace("&amp;", "&")
    assert plans(desk) == 0


def test_what_is_missing_is_told_and_nothing_is_written(desk):
    form = desk.section("zones")
    form["zones-red-action"] = ""
    desk.press(form, "save")
    assert "Write what the patient does in this zone." in desk.review().text
    form = desk.section("about")
    form["about-self_care-title"] = ""
    desk.press(form, "save")
    assert "Give the self-care plan a name." in desk.review().text
    assert plans(desk) == 0


def test_invisible_letters_go_and_the_rest_stays(desk):
    key = desk.add("goals", text="Gå\x00 \x1btur 😀 čáhci")
    assert desk.section("goals")[f"goals-{key}-text"].value == "Gå tur 😀 čáhci"
    desk.publish()


def test_a_rule_that_nobody_here_gave_out_is_never_followed(desk):
    form = desk.press(desk.section("measures"), "add").follow()
    form = desk.section("measures")
    key = form["row"].value
    body = {"csrf_token": form["csrf_token"].value, "row": key, "press": "save"}
    strange = ("FREQ=SECONDLY", "FREQ=DAILY;COUNT=1", "x" * 290, "FREQ=YEARLY;INTERVAL=0", "FREQ=WEEKLY;BYDAY=XX")
    for rule in (*strange, "FREQ=MONTHLY;BYDAY=6MO"):
        prefix = f"measures-{key}-"
        sent = {f"{prefix}title": "Tur", f"{prefix}kind": "kept", f"{prefix}rrule": rule}
        desk.phone.post(f"{desk.draft}/measures", body | sent, status=303)
        assert "Publish the plan" not in desk.review().text
    assert db.session.scalars(select(Measure.id).where(Measure.record_id == desk.record_id)).all() == []


def test_more_rows_than_anybody_can_read_are_not_taken(desk):
    form = desk.section("goals")
    pairs = [("csrf_token", form["csrf_token"].value), ("press", "save")]
    for number in range(2000):
        pairs += [("row", f"k{number}"), (f"goals-k{number}-text", "mål")]
    desk.phone.post(f"{desk.draft}/goals", pairs, status=303)
    assert len(desk.section("goals").fields["row"]) == 60


@pytest.mark.parametrize("press", ["", "x", "go:", "go:nowhere", "out:", "up:" + "x" * 900, "add:zones", "back:\x00", ":::"])
def test_a_press_that_is_none_saves_and_nothing_more(desk, press):
    form = desk.section("zones")
    form["zones-green-condition"] = "Fortsatt her"
    token = form["csrf_token"].value
    sent = {"csrf_token": token, "row": "green", "zones-green-condition": "Fortsatt her", "press": press}
    desk.phone.post(f"{desk.draft}/zones", sent, status=303)
    assert desk.section("zones")["zones-green-condition"].value == "Fortsatt her"


def test_a_key_that_is_none_adds_nothing_where_rows_are_given(desk):
    token = desk.section("zones")["csrf_token"].value
    desk.phone.post(f"{desk.draft}/zones", {"csrf_token": token, "row": "purple", "zones-purple-condition": "x"}, status=303)
    assert [field.value for field in desk.section("zones").fields["row"]] == ["green", "yellow", "red"]


def test_one_of_many_rows_is_moved_taken_out_and_put_back_and_no_more_is_written_than_changed(desk):
    keys = [desk.add("goals", text=f"Mål {number}") for number in range(3)]
    desk.press(desk.section("goals"), f"up:{keys[2]}")
    page = desk.press(desk.section("goals"), f"out:{keys[0]}").follow()
    assert "Taken out" in page.text
    desk.press(desk.section("goals"), f"back:{keys[0]}")
    assert [field.value for field in desk.section("goals").fields["row"]] == [keys[0], keys[2], keys[1]]
    desk.publish()
    desk.begin()
    desk.publish("Ingenting", status=422)
    assert "There is nothing to publish" in desk.publish("Ingenting", status=422).text


def test_a_thrown_away_draft_is_closed(desk):
    form_to(desk.review(), "/end").submit().follow()
    desk.phone.get(f"{desk.draft}/zones", status=404)
    assert plans(desk) == 0
