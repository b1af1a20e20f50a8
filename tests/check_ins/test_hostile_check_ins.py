"""What people, phones and others send that is not as it should be: help, nothing lost, nothing leaked, never an error of ours."""

from __future__ import annotations

from uuid import uuid4

import pytest
from sqlalchemy import select

from app.access.purposes import Area
from app.models.check_in import CheckIn
from app.platform.db import db
from app.platform.security import limiter
from tests.factories.check_in import a_check_in
from tests.factories.people import a_fullmakt, a_patient, a_person, opened_by_patient
from tests.support.phone import form_to

pytestmark = pytest.mark.usefixtures("database")


@pytest.fixture
def patient(database):
    return a_patient()


@pytest.fixture
def form(patient, phone):
    """The second page's form, green chosen."""
    return _second_page(phone().sign_in(patient[0]), patient[1])


@pytest.mark.parametrize(
    "typed",
    [
        "abc",
        "7 2",
        "1.000",
        "1,000,5",
        "٧٢",
        "72²",
        "½",
        "1e3",
        "NaN",
        "Infinity",
        "0x10",
        "--5",
        "-5",
        "72;4",
        "9" * 39,
        "💊",
        "12 34",
    ],
)
def test_what_is_no_number_is_shown_again_with_how_to_write_it(patient, form, typed):
    form["weight"], form["note"] = typed, "Skal ikke bort"
    marked = form["check_in_id"].value

    again = form_to(form.submit(status=422), "/check-ins")

    assert again["weight"].value == typed
    assert again["note"].value == "Skal ikke bort"
    assert again["check_in_id"].value == marked
    assert _kept(patient) == []


def test_how_to_write_it_is_said_in_the_summary_and_at_the_field(form):
    form["weight"] = "abc"

    page = form.submit(status=422).html

    assert page.select_one("#error-summary a[href='#weight']").text == (
        "Weight: write one number, for example 72.4. It can also stand empty."
    )
    assert page.select_one("#weight")["aria-invalid"] == "true"


def test_less_than_nothing_is_no_value_that_can_be_confirmed(form):
    form["weight"] = "-5"

    page = form.submit(status=422)

    assert "write one number" in page
    assert "sure_weight" not in page


@pytest.mark.parametrize("kind", ["weight", "pulse"])
def test_a_number_longer_than_any_is_help_and_no_error(form, kind):
    form[kind] = "7" * 5000

    assert form.submit(status=422)


def test_a_note_of_ten_thousand_letters_is_kept_on_the_page_with_help(patient, form):
    form["note"] = "å" * 10_000

    page = form.submit(status=422)

    assert "shorten it to at most 5000 characters" in page
    assert form_to(page, "/check-ins")["note"].value == "å" * 10_000
    assert _kept(patient) == []


def test_control_characters_go_and_emoji_stay(patient, form):
    form["note"] = "Bra\x00 \x07dag 🫁 Čáhci\u202e"

    form.submit(status=303)

    [kept] = _kept(patient)
    assert "🫁 Čáhci" in kept.note
    assert "\x00" not in kept.note and "\x07" not in kept.note


def test_markup_in_a_note_is_words(form):
    form["note"] = "<script>alert(1)</script>"

    after = form.submit().follow()

    assert "<script>alert(1)" not in after
    assert "&lt;script&gt;alert(1)" in after


def test_the_same_form_sent_twice_is_one_check_in(patient, form):
    first, second = form.submit(status=303), form.submit(status=303)

    assert first.location == second.location
    assert len(_kept(patient)) == 1


def test_the_same_form_with_other_words_shows_both_and_can_be_sent_as_a_new_one(patient, form):
    form["note"] = "Først"
    form.submit(status=303)
    form["note"] = "Etterpå"

    page = form.submit(status=409)
    assert "Først" in page
    again = form_to(page, "/check-ins")
    assert again["note"].value == "Etterpå"
    again.submit(status=303)

    assert sorted(kept.note for kept in _kept(patient)) == ["Etterpå", "Først"]


@pytest.mark.parametrize("mark", ["", "not-an-id", "1", "💊", "4a5252f0-744b-4182-bf0b-022033806bb8x"])
def test_a_form_without_its_id_gets_a_new_one_and_is_shown_again(patient, form, mark):
    form["check_in_id"], form["note"] = mark, "Skal ikke bort"

    again = form_to(form.submit(status=422), "/check-ins")

    assert again["note"].value == "Skal ikke bort"
    assert again["check_in_id"].value != mark
    again.submit(status=303)
    assert len(_kept(patient)) == 1


def test_an_id_taken_in_another_record_looks_just_like_a_broken_one(patient, form):
    theirs = a_check_in(opened_by_patient(*a_patient()), note="Hemmelig ord")

    form["check_in_id"] = "broken"
    broken = form.submit(status=422).html.select_one("#error-summary").text
    form["check_in_id"] = str(theirs.id)
    taken = form.submit(status=422)

    assert taken.html.select_one("#error-summary").text == broken
    assert "Hemmelig ord" not in taken
    assert str(theirs.id) not in taken
    form_to(taken, "/check-ins").submit(status=303)
    assert len(_kept(patient)) == 1


@pytest.mark.parametrize("zone", [None, "purple", "GREEN", "", "green\x00"])
def test_no_zone_and_no_worry_is_asked_about_and_never_taken_as_green(patient, form, zone):
    fields = [(name, value) for name, value in form.submit_fields() if name != "zone"]
    fields += [("zone", zone)] if zone is not None else []

    page = form.response.test_app.post(form.action, fields, status=422)

    assert "Choose the zone that fits best" in page
    assert _kept(patient) == []


def test_another_persons_record_is_not_there(form, phone):
    stranger = phone().sign_in(a_person())

    for path in ("check-ins", "check-ins/new", f"check-ins/{uuid4()}", "progress"):
        stranger.get(form.action.replace("check-ins", path), status=404)


def test_another_persons_check_in_is_not_in_mine(patient, phone):
    theirs = a_check_in(opened_by_patient(*a_patient()))
    mine = phone().sign_in(patient[0])

    mine.get(f"/records/{patient[1].id}/check-ins/{theirs.id}", status=404)
    mine.get(f"/records/{patient[1].id}/check-ins?before={theirs.id}", status=404)
    mine.get(f"/records/{patient[1].id}/check-ins?before=nonsense", status=200)


def test_a_form_cannot_be_sent_to_another_persons_record(patient, form):
    other = a_patient()
    form.action = form.action.replace(str(patient[1].id), str(other[1].id))

    form.submit(status=404)

    assert _kept(other) == []


def test_one_who_may_only_read_cannot_check_in(patient, phone):
    relative = a_person()
    a_fullmakt(patient[1], relative, areas=(Area.READ,))
    hers = phone().sign_in(relative)

    hers.get(f"/records/{patient[1].id}/check-ins/new", status=403)
    assert "/check-ins/new" not in hers.get(f"/records/{patient[1].id}/check-ins", status=200)


def test_nor_go_past_the_first_step_with_the_page_of_one_who_may(patient, phone):
    relative = a_person()
    may = a_fullmakt(patient[1], relative)
    hers = phone().sign_in(relative)
    first = form_to(hers.get(f"/records/{patient[1].id}/check-ins/new"), "/check-ins/new")
    may.areas = [Area.READ]
    db.session.commit()

    first.submit("zone", value="green", status=403)


def test_one_who_may_check_in_and_nothing_else_can(patient, phone):
    relative = a_person()
    a_fullmakt(patient[1], relative, areas=(Area.CHECK_IN,))

    _second_page(phone().sign_in(relative), patient[1]).submit(status=303)

    assert len(_kept(patient)) == 1


def test_a_form_of_an_old_session_is_refused_and_keeps_nothing(patient, form):
    form["csrf_token"] = "old"  # noqa: S105

    form.submit(status=400)

    assert _kept(patient) == []


def test_no_limit_ever_refuses_a_check_in(app, patient, phone):
    assert _is_limited(app, "identity.sign_in_demo")
    limited = {name for name in app.view_functions if name.startswith("check_ins.") and _is_limited(app, name)}

    assert limited == set()
    its_phone = phone().sign_in(patient[0])
    for _ in range(40):
        _second_page(its_phone, patient[1]).submit(status=303)
    assert len(_kept(patient)) == 40


def _is_limited(app, endpoint):
    blueprint = endpoint.partition(".")[0]
    resolved = [
        limiter.limit_manager.resolve_limits(app, endpoint, blueprint, in_middleware=in_middleware)
        for in_middleware in (True, False)
    ]
    return any(limit for limits in resolved for limit in limits)


def _second_page(its_phone, record):
    first = its_phone.get(f"/records/{record.id}/check-ins/new")
    return form_to(form_to(first, "/check-ins/new").submit("zone", value="green").follow(), "/check-ins")


def _kept(patient):
    db.session.rollback()
    return db.session.scalars(select(CheckIn).where(CheckIn.record_id == patient[1].id)).all()
