"""The patient rests from the clinicians' check-ins: not asked, nothing missed, and everybody who follows sees it."""

from __future__ import annotations

import json
from datetime import UTC, date, datetime

import pytest
import time_machine
from sqlalchemy import select

from app.access.gate import NotAllowed
from app.access.revisions import history
from app.clinicians.queries.worklist import worklist
from app.measures.actions import ask_again, own_pauses, pause_asking
from app.measures.queries import days
from app.measures.rules import Spoken, State, pause_from, paused_until, pauses_from, pauses_kept
from app.models.measure import Measure
from app.models.measure_pause import MeasurePause
from app.models.missed_check_in_watch import MissedCheckInWatch
from app.models.reminder import Reminder
from app.platform import clock
from app.platform.db import db
from app.reminders.delivery import Worker
from tests.factories.at_home import a_home
from tests.factories.measure import a_clinicians_measure, a_measure, a_rhythm
from tests.factories.people import a_care_team_member, a_clinician, a_fullmakt, a_person
from tests.factories.reminder import Sink, a_reminder, a_subscription
from tests.support.phone import form_to


def d(day: int, month: int = 11) -> date:
    return date(2026, month, day)


@pytest.fixture
def clock_at():
    with time_machine.travel(datetime(2026, 11, 20, 7, tzinfo=UTC), tick=False) as moves:
        yield lambda day, hour=8: moves.move_to(datetime(2026, 11, day, hour - 1, tzinfo=UTC))


@pytest.fixture
def kari(clock_at, database, phone):
    """Kari is asked every day by noon, since the sixteenth; it is the twentieth in the morning."""
    db.session.query(Reminder).update({"next_at": None, "open_on": None, "active": False})
    db.session.query(MissedCheckInWatch).update({"next_at": None, "open_on": None})
    home = a_home(phone)
    rhythm = a_rhythm(times=("10:00",), latest_by="12:00", starts_on=d(16))
    home.asked = a_clinicians_measure(home.nurse, "Sjekk inn", rhythm, asks_for="check-in")
    return home


def missed(kari):
    today = clock.today("Europe/Oslo")
    return [line.due_on for line in days(kari.me, d(1), today, kari.asked.id) if line.state in (State.MISSED, State.LATE)]


def listed(kari):
    return worklist([kari.nurse])[0]


def test_a_pause_grows_shrinks_and_ends_and_those_before_are_kept():
    first = pause_from((), d(1), d(5))
    assert pause_from(first, d(3), d(9)) == ((d(1), d(9)),)
    assert pause_from(first, d(3), d(3)) == ((d(1), d(3)),)
    assert pause_from(first, d(1), d(1)) == ()
    both = pause_from(first, d(10), d(12))
    assert pauses_from(pauses_kept(both)) == both == ((d(1), d(5)), (d(10), d(12)))
    assert [paused_until(both, d(day)) for day in (4, 5, 11, 12)] == [d(5), None, d(12), None]


def test_nothing_is_missed_while_it_lasts_nor_afterwards_for_it(clock_at, kari):
    clock_at(18)
    pause_asking(kari.me, kari.asked.id, d(22))
    clock_at(23)
    ask_again(kari.me, kari.asked.id)
    pause_asking(kari.me, kari.asked.id, d(25))
    db.session.commit()
    clock_at(26, 13)
    assert missed(kari) == [d(16), d(17), d(22), d(25), d(26)]


def test_the_clinicians_measure_and_its_version_are_left_alone(kari):
    before = db.session.get_one(Measure, kari.asked.id).version
    pause_asking(kari.me, kari.asked.id, d(27))
    db.session.commit()
    row = db.session.get_one(Measure, kari.asked.id)
    assert (row.version, row.paused_on) == (before, None)


def test_only_the_patients_own_pause_is_changed_and_each_version_is_kept(kari):
    pause_asking(kari.me, kari.asked.id, d(27))
    pause_asking(kari.me, kari.asked.id, d(28))
    pause_asking(kari.me, kari.asked.id, d(28))
    db.session.commit()
    from app.models.measure_pause import MeasurePause

    row = db.session.query(MeasurePause).filter_by(measure_id=kari.asked.id).one()
    assert row.spans == ["2026-11-20/2026-11-28"]
    assert [each.version for each in history(kari.me, "measure_pause", row.id)] == [2, 1]


def test_what_is_not_a_clinicians_check_in_is_not_paused_so(kari):
    for measure in (a_measure(kari.me), a_clinicians_measure(kari.nurse, "Inhalasjon")):
        with pytest.raises(NotAllowed):
            pause_asking(kari.me, measure.id, d(27))


def test_reminders_stop_and_come_again_and_next_of_kin_are_not_told(clock_at, kari):
    sink, anne = Sink(), a_person("Anne")
    a_fullmakt(kari.record, anne)
    a_subscription(kari.person.id)
    a_subscription(anne.id)
    a_reminder(kari.person, kari.asked, since=clock.now(), again_times=0)
    watch = {"delay_minutes": 60, "since": clock.now(), "next_at": clock.now()}
    db.session.add(MissedCheckInWatch(record_id=kari.record.id, person_id=anne.id, **watch))
    db.session.commit()
    Worker(sink).once()
    clock_at(20, 10)
    Worker(sink).once()
    assert [json.loads(each.payload)["do"] for each in sink.of(kari.person)] == ["show"]

    pause_asking(kari.me, kari.asked.id, d(22))
    db.session.commit()
    Worker(sink).once()
    assert sink.shown(kari.person) == set()
    for day in (20, 21):
        for hour in (11, 13, 23):
            clock_at(day, hour)
            Worker(sink).drain()
    assert sink.shown(kari.person) == set() and sink.of(anne) == []
    clock_at(22, 10)
    Worker(sink).drain()
    assert len(sink.shown(kari.person)) == 1
    clock_at(22, 14)
    Worker(sink).drain()
    assert len(sink.of(anne)) == 1


def test_of_two_who_pause_at_once_the_later_stands(kari, monkeypatch):
    pause_asking(kari.me, kari.asked.id, d(22))
    found, looked = own_pauses._row, []

    def not_yet(*asked):
        looked.append(asked)
        return found(*asked) if len(looked) > 1 else None

    monkeypatch.setattr(own_pauses, "_row", not_yet)
    pause_asking(kari.me, kari.asked.id, d(27))
    db.session.commit()
    (row,) = db.session.scalars(select(MeasurePause).filter_by(measure_id=kari.asked.id))
    assert [span[11:] for span in row.spans] == [d(27).isoformat()]


def test_there_is_no_pause_to_end_and_none_is_written(kari):
    ask_again(kari.me, kari.asked.id)
    assert db.session.scalars(select(MeasurePause).filter_by(measure_id=kari.asked.id)).all() == []


def test_the_worklist_says_paused_and_not_missing(clock_at, kari):
    clock_at(20, 13)
    assert listed(kari).unanswered_since is not None
    assert listed(kari).paused_until is None
    clock_at(16)
    pause_asking(kari.me, kari.asked.id, d(27))
    db.session.commit()
    clock_at(20, 13)
    assert (listed(kari).unanswered_since, listed(kari).paused_until) == (None, d(27))
    clock_at(27, 13)
    assert listed(kari).paused_until is None and listed(kari).unanswered_since is not None


def test_paused_on_the_page_until_a_day_and_taken_up_again(kari):
    address = kari.at(f"/measures/{kari.asked.id}")
    page = kari.phone.get(address)
    assert "Take a break from this" in page.text
    form = form_to(page, "/own-pause")
    assert (form["again_on-day"].value, form["again_on-month"].value) == ("27", "11")
    page = form.submit().follow()
    assert "You are not asked until then." in page.text and "Paused until" in page.text
    page = form_to(page, "/own-pause/end").submit().follow()
    assert "You are asked again from today." in page.text and "Paused until" not in page.text


@pytest.mark.parametrize("day", ["20 11 2026", "19 11 2026", "1 6 2027", "31 2 2027", "  "])
def test_a_day_that_cannot_be_is_asked_for_again(kari, day):
    form = form_to(kari.phone.get(kari.at(f"/measures/{kari.asked.id}")), "/own-pause")
    for part, typed in zip(("day", "month", "year"), day.split(" "), strict=False):
        form[f"again_on-{part}"] = typed
    page = form.submit(status=422)
    assert "There is a problem" in page.text or "aria-invalid" in page.text


def test_the_clinic_reads_until_when(clock_at, kari, phone):
    nurse, work = a_clinician()
    a_care_team_member(kari.record, work)
    pause_asking(kari.me, kari.asked.id, d(27))
    db.session.commit()
    clinic = phone().sign_in(nurse, work)
    assert "Paused by the patient until 27 November" in clinic.get("/clinic").text
    assert "The patient has paused until 27 November." in clinic.get(f"/clinic/records/{kari.record.id}").text


def test_what_is_only_said_in_words_is_not_reminded_of_and_the_page_says_why(kari):
    spoken = a_rhythm(None, spoken=Spoken(when=("PCM",)))
    measure = a_clinicians_measure(kari.nurse, "Inhalasjon", spoken)
    page = kari.phone.get(kari.at(f"/measures/{measure.id}"))
    assert "so no reminder can follow it by itself" in page.text and "Remind me" not in page.text
    page.click("Make a measure of your own")
    assert "no reminder can follow" not in kari.phone.get(kari.at(f"/measures/{kari.asked.id}")).text
