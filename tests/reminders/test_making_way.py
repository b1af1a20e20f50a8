"""One notice a reminder: another is shown when the one before is away, and what could not be taken away is tried again."""

from __future__ import annotations

import json
from datetime import timedelta

import pytest
from sqlalchemy import update

from app.measures.actions import Said, answer
from app.measures.rules import State
from app.models.missed_check_in_watch import MissedCheckInWatch
from app.models.reminder import Reminder
from app.platform import clock
from app.platform.db import db
from app.platform.push.message import Outcome
from app.reminders.actions.watches import choose_watchers
from app.reminders.delivery import Worker
from tests.factories.measure import a_clinicians_measure, a_day, a_measure, a_rhythm
from tests.factories.people import a_fullmakt, a_person
from tests.factories.reminder import a_reminder, a_subscription

TODAY, TOMORROW = "2026-11-25", "2026-11-26"


@pytest.fixture
def inhaler(time, kari, sink):
    """Kari inhales at eight and at two, and has a phone. It is seven."""
    time.to(TODAY, "07:00")
    measure = a_measure(kari.me, "Inhalasjon", a_rhythm(times=("08:00", "14:00")))
    a_subscription(kari.person.id)
    row = a_reminder(kari.person, measure, since=clock.now(), again_times=0)
    Worker(sink).once()
    return row


@pytest.fixture
def watched(time, kari, sink):
    """Kari is to check in by noon, and Anne is told two hours later if she has not."""
    time.to(TODAY, "07:00")
    rhythm = a_rhythm(times=("09:00",), latest_by="12:00")
    a_clinicians_measure(kari.nurse, "Sjekk inn", rhythm, asks_for="check-in")
    anne = a_person("Anne")
    fullmakt = a_fullmakt(kari.record, anne)
    a_subscription(anne.id)
    choose_watchers(kari.me, {anne.id: 120})
    db.session.commit()
    look(sink)
    return anne, fullmakt


def look(sink, times=2):
    """What is shown after what goes comes at the next look, seconds later."""
    for _ in range(times):
        Worker(sink).once()


def done(kari, reminder, at):
    answer(kari.me, reminder.measure_id, Said(a_day(), at, State.DONE, None, "nb"))
    db.session.commit()


def test_the_mornings_notice_goes_before_the_afternoons_is_shown(time, kari, sink, inhaler):
    for at in ("08:00", "14:00"):
        time.to(TODAY, at)
        look(sink)
    assert sink.said == ["show", "close", "show"]
    assert len(sink.shown(kari.person)) == 1

    time.to(TODAY, "14:05")
    done(kari, inhaler, "08:00")
    done(kari, inhaler, "14:00")
    look(sink)
    assert sink.shown(kari.person) == set()


def test_yesterdays_notice_goes_before_todays_is_shown(time, kari, sink, inhaler):
    for day, at in ((TODAY, "08:00"), (TODAY, "14:00"), (TOMORROW, "08:00")):
        time.to(day, at)
        look(sink)
        assert len(sink.shown(kari.person)) == 1
    assert sink.said == ["show", "close", "show", "close", "show"]


def test_what_was_shown_by_a_worker_that_died_goes_although_it_is_done_before_the_next(time, kari, sink, inhaler):
    class Killed(BaseException):
        pass

    def posts_and_dies(messages):
        sink(messages)
        raise Killed

    time.to(TODAY, "08:00")
    look(sink)
    for at in ("14:00", "14:03"):  # the first takes the morning's away, the second shows
        time.to(TODAY, at)
        with pytest.raises(Killed):
            look(posts_and_dies)
    time.to(TODAY, "14:06")
    look(sink)
    time.to(TODAY, "14:07")
    done(kari, inhaler, "14:00")
    time.to(TODAY, "14:10")
    look(sink)
    assert sink.shown(kari.person) == set()


def test_nothing_is_taken_away_for_what_waits_for_the_quiet_to_end(time, kari, sink, inhaler):
    from tests.reminders.test_worker import quiet

    time.to(TODAY, "08:00")
    look(sink)
    quiet(kari, "13:00", "15:00")
    time.to(TODAY, "14:00")
    look(sink)
    assert sink.said == ["show"]


def test_what_could_not_be_taken_away_is_tried_again(time, kari, sink, inhaler):
    time.to(TODAY, "08:00")
    look(sink)
    time.to(TODAY, "08:05")
    done(kari, inhaler, "08:00")
    sink.outcome, sink.wait = Outcome.RETRY, timedelta(minutes=5)
    Worker(sink).once()
    tried = len(sink.posted)
    sink.outcome = Outcome.SENT
    time.to(TODAY, "08:09")
    look(sink)
    assert len(sink.posted) == tried, "the service asked for five minutes"
    time.to(TODAY, "08:10")
    look(sink)
    assert len(sink.posted) == tried + 1 and sink.said[-1] == "close"
    time.to(TODAY, "14:00")
    look(sink)
    assert sink.said[-1] == "show"


def test_what_could_not_be_taken_away_of_a_reminder_that_was_turned_off_is_tried_again_and_then_let_be(time, kari, sink, inhaler):
    time.to(TODAY, "08:00")
    look(sink)
    row = db.session.get_one(Reminder, inhaler.id)
    row.active, row.next_at = False, clock.now()
    db.session.commit()
    sink.outcome, sink.wait = Outcome.RETRY, timedelta(minutes=5)
    Worker(sink).once()
    sink.outcome = Outcome.SENT
    time.to(TODAY, "08:05")
    look(sink)
    assert sink.said[-2:] == ["close", "close"]
    db.session.expire_all()
    assert (row.open_on, row.next_at) == (None, None)


def test_what_an_iphone_alone_shows_is_not_tried_for_ever(time, kari, sink, inhaler):
    """It is never asked to take anything away."""
    from app.models.push_subscription import PushSubscription

    time.to(TODAY, "08:00")
    db.session.query(PushSubscription).filter_by(person_id=kari.person.id).delete()
    a_subscription(kari.person.id, "iphone", "web.push.apple.com")
    look(sink)
    done(kari, inhaler, "08:00")
    look(sink)
    time.to(TODAY, "14:00")
    look(sink)
    assert sink.said == ["show", "show"]


def test_a_relatives_notice_that_could_not_be_taken_away_is_tried_again(time, kari, sink, watched):
    anne, fullmakt = watched
    time.to(TODAY, "14:00")
    look(sink)
    fullmakt.ended_at = clock.now()
    db.session.execute(update(MissedCheckInWatch).filter_by(person_id=anne.id).values(next_at=clock.now()))
    db.session.commit()
    sink.outcome, sink.wait = Outcome.RETRY, timedelta(minutes=5)
    Worker(sink).once()
    sink.outcome = Outcome.SENT
    time.to(TODAY, "14:05")
    look(sink)
    assert [json.loads(each.payload)["do"] for each in sink.of(anne)] == ["show", "close", "close"]


def test_of_two_days_without_a_check_in_a_relative_sees_one_notice(time, kari, sink, watched):
    anne, _ = watched
    for day in (TODAY, TOMORROW):
        time.to(day, "14:00")
        look(sink)
    assert [json.loads(each.payload)["do"] for each in sink.of(anne)] == ["show", "close", "show"]
    assert len(sink.shown(anne)) == 1
