"""Whose measures are whose, whatever is sent."""

from __future__ import annotations

from uuid import uuid4

import pytest
from sqlalchemy import select

from app.access.purposes import Area
from app.models.measure import Measure
from app.models.occurrence import Occurrence
from app.platform import clock
from app.platform.db import db
from tests.factories.at_home import a_home
from tests.factories.measure import a_clinicians_measure, a_day, a_measure, a_rhythm

CHANGES = ("edit", "pause", "resumption", "end", "restart")
WORDS = {"title": "Kapret", "kind": "daily", "version": "1", "reason": ""}


@pytest.mark.parametrize("act", CHANGES)
def test_a_clinicians_measure_is_not_changed_by_a_forged_form(kari, act):
    measure = a_clinicians_measure(kari.nurse)

    post(kari, kari.phone, f"/measures/{measure.id}/{act}", WORDS, 403)

    assert now(measure) == ("Inhalasjon", "active", 1)


@pytest.mark.parametrize("act", CHANGES)
def test_a_relative_changes_no_measures(kari, act):
    measure = a_measure(kari.me, "Min tur")

    post(kari, kari.relative(), f"/measures/{measure.id}/{act}", WORDS, 403)

    assert now(measure) == ("Min tur", "active", 1)


@pytest.mark.parametrize("act", [*CHANGES, "occurrences"])
def test_another_persons_measure_does_not_exist(kari, phone, act):
    measure = a_measure(a_home(phone, "Tom").me, "Toms tur")

    post(kari, kari.phone, f"/measures/{measure.id}/{act}", WORDS | done(), 404)
    kari.phone.get(kari.at(f"/measures/{measure.id}"), status=404)

    assert now(measure) == ("Toms tur", "active", 1)


@pytest.mark.parametrize("act", [*CHANGES, "occurrences"])
def test_a_deleted_measure_does_not_exist(kari, act):
    measure = a_measure(kari.me)
    measure.deleted_at = clock.now()
    db.session.commit()

    post(kari, kari.phone, f"/measures/{measure.id}/{act}", WORDS | done(), 404)


def test_a_fullmakt_to_read_does_not_tick_off(kari):
    measure = a_measure(kari.me)
    reader = kari.relative(areas=(Area.READ,))
    assert not reader.get(kari.at("/today")).html.select("main form")

    reader.post(kari.at(f"/measures/{measure.id}/occurrences"), done(), status=400)  # no form, no token
    reader.get(kari.at(f"/measures/{measure.id}/occurrences/skip?due_on={a_day()}"), status=403)

    assert answers(measure) == []


@pytest.mark.parametrize(
    "said",
    [
        {"due_on": "2026-02-31"},
        {"due_on": "i går"},
        {"due_on": ""},
        {"due_on": "99999-01-01"},
        {"due_on": "0001-01-01"},
        {"due_on": "9999-12-31"},
        {"due_on": str(a_day(15))},
        {"due_on": str(a_day(-1))},
        {"due_time": "25:99"},
        {"due_time": "08:00"},
        {"due_time": "a" * 10_000},
        {"state": "open?"},
        {"state": ""},
        {"state": "missed"},
        {"state": "coming"},
    ],
)
def test_only_what_was_due_in_the_last_fortnight_can_be_answered(kari, said):
    measure = a_measure(kari.me)

    post(kari, kari.phone, f"/measures/{measure.id}/occurrences", done() | said, 422)

    assert answers(measure) == []


def test_nothing_can_be_ticked_off_while_it_is_paused(kari):
    measure = a_measure(kari.me, rhythm=a_rhythm(paused_on=a_day(1)))

    page = post(kari, kari.phone, f"/measures/{measure.id}/occurrences", done(), 422)

    assert "This cannot be ticked off now" in page


def test_what_others_do_is_not_the_patients_to_tick_off(kari):
    measure = a_clinicians_measure(kari.nurse, performer="clinician")

    post(kari, kari.phone, f"/measures/{measure.id}/occurrences", done(), 422)


def test_only_a_check_in_says_that_a_check_in_was_done(kari):
    measure = a_clinicians_measure(kari.nurse, asks_for="check-in")

    post(kari, kari.phone, f"/measures/{measure.id}/occurrences", done(), 422)
    post(kari, kari.phone, f"/measures/{measure.id}/occurrences", done() | {"state": "skipped"}, 303)


def test_a_note_too_long_comes_back_whole(kari):
    measure = a_measure(kari.me)

    page = post(kari, kari.phone, f"/measures/{measure.id}/occurrences", done() | {"state": "skipped", "note": "a" * 10_000}, 422)

    assert page.html.select_one("textarea").text.strip() == "a" * 10_000


def test_a_measure_there_never_was_does_not_exist(kari):
    kari.phone.get(kari.at(f"/measures/{uuid4()}"), status=404)
    kari.phone.get(kari.at(f"/measures/{uuid4()}/occurrences/skip?due_on={a_day()}"), status=404)
    kari.phone.get(kari.at(f"/measures/{a_measure(kari.me).id}/occurrences/skip?due_on=never"), status=404)


def done():
    return {"due_on": str(a_day()), "due_time": "", "state": "done", "note": ""}


def post(home, phone, path, words, status):
    """Send what a forged form would send, with a good token."""
    any_form = home.at(f"/measures/{a_measure(home.me, 'En annen').id}/occurrences/skip?due_on={a_day()}")
    token = phone.get(any_form).html.select_one("[name=csrf_token]")["value"]
    return phone.post(home.at(path), {**words, "csrf_token": token}, status=status)


def now(measure):
    db.session.expire_all()
    row = db.session.scalars(select(Measure).filter_by(id=measure.id)).one()
    return row.title, row.status, row.version


def answers(measure):
    return db.session.scalars(select(Occurrence).filter_by(measure_id=measure.id)).all()
