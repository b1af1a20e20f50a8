"""Somebody the patient trusts is told that a check-in has not come: only where the patient chose it, and only that."""

from __future__ import annotations

import json

import pytest

from app.measures.actions import Said, answer, pause_measure
from app.measures.rules import State
from app.models.measure import Measure
from app.models.missed_check_in_watch import MissedCheckInWatch
from app.platform.db import db
from app.reminders.actions.watches import choose_watchers
from app.reminders.delivery import Worker
from tests.factories.measure import a_clinicians_measure, a_day, a_rhythm
from tests.factories.people import a_fullmakt, a_person
from tests.factories.reminder import a_subscription
from tests.support.phone import form_to

TODAY = "2026-11-25"


@pytest.fixture
def anne(time, kari, sink):
    """Kari checks in every day by noon. Her daughter Anne has fullmakt, and a phone."""
    kari.measure = a_clinicians_measure(
        kari.nurse, "Sjekk inn", a_rhythm(times=("09:00",), latest_by="12:00"), asks_for="check-in"
    )
    daughter = a_person("Anne")
    kari.fullmakt = a_fullmakt(kari.record, daughter)
    a_subscription(daughter.id)
    return daughter


def chosen(kari, anne, minutes="120"):
    page = kari.phone.get(kari.at("/reminders")).click("If a check-in does not come")
    form = form_to(page, "/missed-check-ins")
    form[f"delay_{anne.id.hex}"] = minutes
    return form.submit().follow()


def look(sink):
    Worker(sink).once()


def test_nobody_is_told_unless_the_patient_chose_it(time, kari, anne, sink):
    time.to(TODAY, "23:00")
    look(sink)
    assert sink.posted == []


def test_told_after_the_delay_with_neutral_words_and_once(time, kari, anne, sink, phone):
    page = chosen(kari, anne)
    assert "Your choices have been saved." in page.text
    look(sink)
    for at in ("12:00", "13:59"):
        time.to(TODAY, at)
        look(sink)
    assert sink.posted == []
    assert "No check-in" not in phone().sign_in(anne).get("/records").text

    for at in ("14:00", "14:01", "18:00"):
        time.to(TODAY, at)
        look(sink)
    assert sink.said == ["show"]
    said = json.loads(sink.posted[0].payload)
    assert (said["title"], said["body"]) == ("Egenplan", "Something is waiting for you") or said["lang"] == "nb"
    assert "Kari" not in sink.posted[0].payload.decode()
    assert "No check-in from Kari yet, expected today by 12:00" in phone().sign_in(anne).get("/records").text


def test_the_patient_is_told_kindly(time, kari, anne, sink):
    chosen(kari, anne)
    look(sink)
    time.to(TODAY, "14:00")
    look(sink)
    kari.phone.sign_in(kari.person)
    page = kari.phone.get(kari.at("/today")).text
    assert "Anne has been told that it has not come yet, as you wanted. A check-in now is still welcome." in page


def test_a_check_in_that_comes_after_all_takes_it_away(time, kari, anne, sink, phone):
    choose(kari, anne)
    look(sink)
    time.to(TODAY, "14:00")
    look(sink)
    kari.phone.sign_in(kari.person)
    checked_in(kari)
    look(sink)
    assert sink.said == ["show", "close"]
    assert "No check-in" not in phone().sign_in(anne).get("/records").text
    assert "has been told" not in kari.phone.get(kari.at("/today")).text


@pytest.mark.parametrize("why", ["checked in", "skipped", "paused", "taken back", "fullmakt ended"])
def test_nobody_is_told_of_what_is_not_missing_or_no_longer_theirs(time, kari, anne, sink, phone, why):
    choose(kari, anne)
    if why == "checked in":
        checked_in(kari)
    elif why == "skipped":
        answer(kari.me, kari.measure.id, Said(a_day(), "09:00", State.SKIPPED, None, "nb"))
    elif why == "paused":
        row = db.session.get_one(Measure, kari.measure.id)
        row.origin = "patient"  # only one's own can be paused by hand
        db.session.flush()
        pause_measure(kari.me, kari.measure.id, None)
    elif why == "taken back":
        chosen(kari, anne, "never")
    else:
        kari.fullmakt.ended_at = time.to(TODAY, "10:00")
    db.session.commit()
    look(sink)
    time.to(TODAY, "14:00")
    look(sink)
    assert sink.posted == []
    assert "No check-in" not in phone().sign_in(anne).get("/records").text


def test_what_was_missing_before_the_choice_is_not_told(time, kari, anne, sink):
    time.to(TODAY, "15:00")
    choose(kari, anne, 60)
    look(sink)
    assert sink.posted == []


def test_taking_it_back_takes_the_notice_away(time, kari, anne, sink):
    choose(kari, anne)
    look(sink)
    time.to(TODAY, "14:00")
    look(sink)
    choose(kari, anne, None)
    look(sink)
    assert sink.said == ["show", "close"]


def test_only_the_patient_chooses_and_only_among_those_with_fullmakt(kari, anne, sink):
    daughter = kari.phones().sign_in(anne)
    assert "If a check-in does not come" not in daughter.get(kari.at("/reminders")).text
    daughter.get(kari.at("/reminders/missed-check-ins"), status=403)

    stranger = a_person("Fremmed")
    page = kari.phone.get(kari.at("/reminders/missed-check-ins"))
    token = form_to(page, "/missed-check-ins")["csrf_token"].value
    sent = {f"delay_{stranger.id.hex}": "60", f"delay_{anne.id.hex}": "never", "csrf_token": token}
    kari.phone.post(kari.at("/reminders/missed-check-ins"), sent, status=303)
    assert db.session.query(MissedCheckInWatch).filter_by(record_id=kari.record.id).all() == []


@pytest.mark.parametrize("minutes", ["59", "-1", "", "1e9", "\u0661"])
def test_a_delay_that_is_not_offered_is_asked_about(kari, anne, minutes):
    page = kari.phone.get(kari.at("/reminders/missed-check-ins"))
    token = form_to(page, "/missed-check-ins")["csrf_token"].value
    sent = {f"delay_{anne.id.hex}": minutes, "csrf_token": token}
    answered = kari.phone.post(kari.at("/reminders/missed-check-ins"), sent, status=422)
    assert "Choose whether, and after how long." in answered.text


def choose(kari, anne, minutes=120):
    choose_watchers(kari.me, {anne.id: minutes})
    db.session.commit()


def checked_in(kari):
    from tests.factories.check_in import a_check_in

    a_check_in(kari.me)
