"""The page of a day, as somebody meets it."""

from __future__ import annotations

from datetime import UTC, datetime, time, timedelta

import pytest
import time_machine

from app.measures.actions import fulfil
from app.models.acknowledgement import Acknowledgement
from app.models.check_in import CheckIn
from app.platform import clock
from app.platform.db import db, new_id
from app.today.rules import goes_with, part_of_day
from tests.factories.at_home import a_home
from tests.factories.goal import a_goal
from tests.factories.measure import a_clinicians_measure, a_measure, a_rhythm

MORNING = datetime(2026, 11, 20, 6, 30, tzinfo=UTC)  # half past seven in Oslo


@pytest.fixture
def morning():
    """A Friday in November, half past seven in the morning."""
    with time_machine.travel(MORNING, tick=False) as traveller:
        yield traveller


def test_an_empty_day_is_calm_and_says_what_will_be_here(kari):
    page = kari.phone.get(kari.at("/today"))

    assert "Nothing else is planned for today." in page
    assert "What matters most to you?" in page
    assert "113" in page
    assert "Nobody watches this round the clock." in page


def test_the_day_follows_the_clock_where_the_patient_is(morning, phone, database):
    kari = a_home(phone)
    kari.person.time_zone = "Pacific/Auckland"
    db.session.commit()

    assert "Good evening, Kari" in kari.phone.get(kari.at("/today"))


def test_what_is_late_is_said_kindly(morning, kari):
    a_measure(kari.me, "Inhalasjon", a_rhythm(times=("05:00",), starts_on=MORNING.date()))
    a_measure(kari.me, "Tur", a_rhythm(latest_by="06:00", starts_on=MORNING.date()))

    page = kari.phone.get(kari.at("/today"))

    assert [task.text for task in page.html.select(".task--late .task__detail")] == [
        "was planned at 05:00",
        "was planned by 06:00",
    ]


def test_what_stands_first_comes_first_in_the_day(morning, kari):
    for title, times in (("Kveld", ("21:00",)), ("Når som helst", ()), ("Morgen", ("07:00",))):
        a_measure(kari.me, title, a_rhythm(times=times, starts_on=MORNING.date()))

    page = kari.phone.get(kari.at("/today"))

    assert [label.text.strip() for label in page.html.select(".task__label")] == ["Morgen", "Kveld", "Når som helst"]


def test_a_check_in_is_expected_and_takes_its_measurements_along(morning, kari):
    check_in = a_clinicians_measure(kari.nurse, "Sjekk inn", daily("09:00", "11:00"), asks_for="check-in")
    a_clinicians_measure(kari.nurse, "Puls", daily("09:00", "11:00"), asks_for="pulse")
    a_clinicians_measure(kari.nurse, "Kveldsblodtrykk", daily("21:00"), asks_for="blood_pressure")

    page = kari.phone.get(kari.at("/today"))

    assert "Today by 11:00." in page
    assert "With it:" in page
    assert "Puls" in page
    assert check_in.title not in [label.text.strip() for label in page.html.select(".task__label")]
    assert [label.text.strip() for label in page.html.select(".task__label")] == ["Kveldsblodtrykk"]


def test_after_the_check_in_it_is_done_and_so_is_what_was_measured(morning, kari):
    a_clinicians_measure(kari.nurse, "Sjekk inn", daily("09:00"), asks_for="check-in")
    a_clinicians_measure(kari.nurse, "Puls", daily("09:00"), asks_for="pulse")
    a_clinicians_measure(kari.nurse, "Vekt", daily("09:00"), asks_for="weight")
    fulfil(kari.me, {"check-in", "pulse"}, clock.now())
    db.session.commit()

    page = kari.phone.get(kari.at("/today"))

    assert "Done today at 07:30." in page
    assert "Check in again" in page
    assert [label.text.strip() for label in page.html.select(".task--done .task__label")] == ["Puls"]
    assert [label.text.strip() for label in page.html.select(".task--later .task__label")] == ["Vekt"]


def test_fulfilling_twice_is_once(morning, kari):
    a_clinicians_measure(kari.nurse, "Puls", daily("09:00", "21:00"), asks_for="pulse")

    for _ in range(2):
        fulfil(kari.me, {"pulse"}, clock.now())
        db.session.commit()

    assert len(kari.phone.get(kari.at("/today")).html.select(".task--done")) == 1


def test_the_last_check_in_says_its_zone_in_words_and_whether_it_was_seen(morning, kari):
    check_in = sent(kari, clock.now() - timedelta(days=1))
    assert "Sent yesterday" in kari.phone.get(kari.at("/today"))

    seen(kari, check_in, clock.now() - timedelta(hours=2), "Ta det rolig i dag.")
    page = kari.phone.get(kari.at("/today"))

    assert "Yellow zone" in page
    assert "Seen by Nina" in page
    assert "Ta det rolig i dag." in page


def test_an_answer_to_an_earlier_check_in_is_never_taken_for_one_to_the_last(morning, kari):
    earlier = sent(kari, clock.now() - timedelta(hours=20))
    seen(kari, earlier, clock.now() - timedelta(hours=18), "Alt i orden.")
    assert "Answer to the check-in" not in kari.phone.get(kari.at("/today"))

    sent(kari, clock.now())

    assert "Answer to the check-in yesterday at 11:30" in kari.phone.get(kari.at("/today"))


def test_a_reply_stands_until_the_day_after(morning, kari):
    check_in = sent(kari, clock.now())
    seen(kari, check_in, clock.now(), "Ta det rolig i dag.")

    morning.move_to(MORNING + timedelta(days=1))
    assert "Ta det rolig i dag." in kari.phones().sign_in(kari.person).get(kari.at("/today"))
    morning.move_to(MORNING + timedelta(days=2))
    assert "Ta det rolig i dag." not in kari.phones().sign_in(kari.person).get(kari.at("/today"))


def test_a_relative_is_greeted_and_told_whose_day_it_is(morning, kari):
    a_goal(kari.me, "Gå til butikken", matters_most=True)

    page = kari.relative().get(kari.at("/today"))

    assert page.html.h1.text == "Good morning, Anne"
    assert "This is the day of Kari." in page
    assert "What matters most to Kari" in page
    assert "How is Kari?" in page
    assert "On behalf of Kari" in page


def test_another_persons_day_does_not_exist(kari, phone):
    kari.phone.get(a_home(phone, "Tom").at("/today"), status=404)


@pytest.mark.parametrize(
    ("at", "part"), [("04:59", "night"), ("05:00", "morning"), ("09:59", "morning"), ("10:00", "day"), ("18:00", "evening")]
)
def test_the_parts_of_a_day(at, part):
    assert part_of_day(time.fromisoformat(at)) == part


@pytest.mark.parametrize(
    ("check_in", "limit", "due", "goes"),
    [("09:00", "11:00", "11:00", True), ("09:00", None, "09:01", False), ("", None, "21:00", True), ("09:00", None, "", True)],
)
def test_what_goes_with_a_check_in(check_in, limit, due, goes):
    assert goes_with(check_in, limit, due) is goes


def daily(at, limit=None):
    return a_rhythm(times=(at,), latest_by=limit, starts_on=MORNING.date())


def sent(kari, at):
    row = CheckIn(id=new_id(), record_id=kari.record.id, zone="yellow", worried=False, language="nb", content_hash="")
    row.measured_at = row.received_at = at
    row.time_zone, row.author_name, row.author_role = "Europe/Oslo", kari.person.name, "patient"
    db.session.add(row)
    db.session.commit()
    return row


def seen(kari, check_in, at, reply):
    row = Acknowledgement(record_id=kari.record.id, check_in_id=check_in.id, reply=reply, language="nb", seen_at=at)
    row.author_name, row.author_role, row.written_by_id = "Nina Prøve", "SP", kari.nurse.actor.person_id
    db.session.add(row)
    db.session.commit()
