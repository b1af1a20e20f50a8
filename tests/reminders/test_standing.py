"""Which notices a phone is told still stand; it takes the others away when a page is opened."""

from __future__ import annotations

import pytest

from app.platform.db import db
from app.reminders.actions.watches import choose_watchers
from app.reminders.delivery import Worker
from tests.factories.check_in import a_check_in
from tests.factories.measure import a_clinicians_measure, a_rhythm
from tests.factories.people import a_fullmakt, a_person
from tests.factories.reminder import a_subscription

TODAY = "2026-11-25"


@pytest.fixture
def anne(time, kari, sink):
    """Kari checks in by noon, and has not. Her daughter Anne has been told."""
    rhythm = a_rhythm(times=("09:00",), latest_by="12:00")
    kari.measure = a_clinicians_measure(kari.nurse, "Sjekk inn", rhythm, asks_for="check-in")
    daughter = a_person("Anne")
    kari.fullmakt = a_fullmakt(kari.record, daughter)
    a_subscription(daughter.id)
    choose_watchers(kari.me, {daughter.id: 120})
    db.session.commit()
    Worker(sink).once()
    time.to(TODAY, "14:00")
    Worker(sink).once()
    assert len(sink.shown(daughter)) == 1
    return daughter


def told(phone):
    return phone.get("/reminders/standing").json["tags"]


def test_word_of_a_check_in_that_is_still_missing_stands_when_a_page_is_opened(anne, sink, phone):
    assert set(told(phone().sign_in(anne))) == sink.shown(anne)


def test_it_goes_as_soon_as_the_check_in_has_come(kari, anne, phone):
    a_check_in(kari.me)
    assert told(phone().sign_in(anne)) == []


@pytest.mark.parametrize("why", ["taken back", "fullmakt ended"])
def test_it_goes_when_it_is_no_longer_hers_to_know_of(time, kari, anne, phone, why):
    if why == "taken back":
        choose_watchers(kari.me, {anne.id: None})
    else:
        kari.fullmakt.ended_at = time.to(TODAY, "14:00")
    db.session.commit()
    assert told(phone().sign_in(anne)) == []


def test_it_is_nobody_else_s(kari, anne, phone):
    assert told(kari.phone.sign_in(kari.person)) == []
