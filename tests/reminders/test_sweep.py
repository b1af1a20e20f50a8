"""What was written is looked at soon, whoever is busy meanwhile, and at the price of what was written."""

from __future__ import annotations

from contextlib import contextmanager
from datetime import timedelta
from uuid import UUID

import pytest
from sqlalchemy import delete, func, insert, select, update

from app.measures.actions import Said, answer
from app.measures.rules import State
from app.models.occurrence import Occurrence
from app.models.record_change import RecordChange
from app.models.reminder import Reminder
from app.platform import clock
from app.platform.db import db, new_id
from app.reminders.actions.claims import claim, lease_until, put_back
from app.reminders.actions.sweep import wake_changed
from app.reminders.delivery import Worker, sweep
from tests.factories.measure import a_day, a_measure, a_rhythm
from tests.factories.reminder import a_reminder, a_subscription
from tests.today.test_today_statements import statements

TODAY = "2026-11-25"
ON_SQLITE, ON_POSTGRESQL = (
    pytest.mark.parametrize("database_url", [engine], indirect=True, scope="session") for engine in ("sqlite", "postgresql")
)


@pytest.fixture
def shown(time, kari, sink):
    """It is five past ten, and Kari's phone says since ten that she wanted to walk."""
    db.session.execute(delete(RecordChange))
    time.to(TODAY, "07:30")
    measure = a_measure(kari.me, "Gåtur", a_rhythm(times=("10:00",)))
    a_subscription(kari.person.id)
    row = a_reminder(kari.person, measure, since=clock.now())
    Worker(sink).once()
    time.to(TODAY, "10:00")
    Worker(sink).once()
    time.to(TODAY, "10:05")
    assert sink.said == ["show"]
    return row


def done(kari, reminder):
    answer(kari.me, reminder.measure_id, Said(a_day(), "10:00", State.DONE, None, "nb"))
    db.session.commit()


def changes() -> int:
    return db.session.scalar(select(func.count()).select_from(RecordChange))


def asked(sent: list[str]) -> list[str]:
    return [each for each in sent if not each.startswith(("BEGIN", "PRAGMA"))]


def read_through(statement: str) -> list[str]:
    """The tables that SQLite would read from end to end."""
    connection = db.session.connection().connection.driver_connection
    plan = connection.execute(f"EXPLAIN QUERY PLAN {statement}", [None] * statement.count("?")).fetchall()
    return [row[-1] for row in plan if row[-1].startswith("SCAN") and "record_change" not in row[-1]]


@contextmanager
def another_worker():
    with db.engine.connect() as connection:
        yield connection


def test_where_nothing_was_written_no_reminder_is_read(shown):
    with statements() as sent:
        sweep()
    assert len(asked(sent)) == 1 and "FROM record_change" in asked(sent)[0]


def test_only_what_follows_the_record_that_was_written_is_read(kari, shown):
    done(kari, shown)
    with statements() as sent:
        sweep()
    assert len(asked(sent)) == 7 and changes() == 0
    read = [each for each in asked(sent) if each.startswith("SELECT")][1:]
    assert all("record_id IN" in each for each in read)


@ON_SQLITE  # with so few rows PostgreSQL reads them all, rightly
def test_no_table_that_grows_with_the_people_is_read_through(kari, shown):
    done(kari, shown)
    with statements() as sent:
        sweep()
    assert [plan for each in asked(sent) for plan in read_through(each)] == []
    assert read_through("SELECT id FROM reminder WHERE open_on IS NOT NULL")


def test_each_way_of_writing_leaves_word_and_none_is_left_without_a_commit(kari, shown):
    answer(kari.me, shown.measure_id, Said(a_day(), "10:00", State.DONE, None, "nb"))
    db.session.rollback()
    assert changes() == 0
    done(kari, shown)
    assert changes() == 1


def test_what_was_done_while_no_worker_ran_is_found_by_the_next(time, kari, sink, shown):
    done(kari, shown)
    time.to(TODAY, "14:00")
    Worker(sink).once()
    assert sink.said == ["show", "close"]


def test_what_another_worker_has_stays_changed_until_it_lets_go(kari, sink, shown):
    db.session.execute(update(Reminder).where(Reminder.id == shown.id).values(held=True, next_at=lease_until(120)))
    done(kari, shown)
    Worker(sink).once()
    assert (sink.said, changes()) == (["show"], 1)

    db.session.execute(update(Reminder).where(Reminder.id == shown.id).values(held=False))
    db.session.commit()
    Worker(sink).once()
    assert (sink.said, changes()) == (["show", "close"], 0)


@ON_POSTGRESQL  # SQLite has one writer at a time: there is no such moment
def test_a_worker_that_read_before_it_was_done_is_waited_for(app, time, kari, sink, shown):
    """It has claimed and read, and not committed: no other sees that it has it."""
    row = db.session.get_one(Reminder, shown.id)
    row.open_on = row.open_time = None
    row.next_at = clock.now()
    db.session.commit()
    with another_worker() as connection:
        lease = lease_until(120)
        assert claim(connection, Reminder, 10, lease) == [shown.id]
        done(kari, shown)
        sweep()
        assert changes() == 1
        connection.commit()
        sweep()
        assert changes() == 1
        put_back(connection, Reminder, lease, [as_shown(connection, shown.id)])
        connection.commit()
    Worker(sink).once()
    assert sink.said == ["show", "close"]
    assert changes() == 0


def test_what_a_worker_had_shown_before_it_died_goes_too_when_it_is_done(time, kari, sink, shown):
    time.to("2026-11-26", "10:00")

    class Killed(BaseException):
        pass

    def shows_and_dies(messages):
        sink(messages)
        raise Killed

    Worker(sink).once()  # yesterday's goes
    with pytest.raises(Killed):
        Worker(shows_and_dies).once()
    assert sink.said == ["show", "close", "show"]
    answer(kari.me, shown.measure_id, Said(a_day(), "10:00", State.DONE, None, "nb"))
    db.session.commit()

    time.to("2026-11-26", "10:03")  # its lease is over
    Worker(sink).once()
    assert sink.said == ["show", "close", "show", "close"] and sink.posted[2].topic == sink.posted[3].topic


@ON_POSTGRESQL  # as above
def test_what_is_committed_long_after_it_was_written_is_found(time, kari, sink, shown):
    with another_worker() as connection:
        connection.execute(insert(Occurrence), an_answer(shown))
        connection.execute(insert(RecordChange), {"id": new_id(), "record_id": shown.record_id})
        time.to(TODAY, "15:00")
        Worker(sink).once()
        assert "close" not in sink.said
        connection.commit()
    Worker(sink).once()
    assert "close" in sink.said


def test_many_changes_are_gone_through_a_part_at_a_time(kari, sink, shown):
    db.session.execute(insert(RecordChange), [{"id": new_id(), "record_id": shown.record_id} for _ in range(7)])
    done(kari, shown)
    after, parts = UUID(int=0), 0
    while after:
        after, parts = wake_changed(db.session.connection(), after, 3), parts + 1
        db.session.commit()
    assert (parts, changes()) == (3, 0)


def an_answer(reminder: Reminder) -> dict[str, object]:
    now = clock.now() - timedelta(minutes=1)
    row = {"id": new_id(), "record_id": reminder.record_id, "measure_id": reminder.measure_id, "due_on": a_day()}
    row |= {"due_time": "10:00", "state": "done", "language": "nb", "answered_at": now, "created_at": now, "updated_at": now}
    return row | {"author_name": "Kari", "author_role": "patient", "on_behalf": False, "version": 1}


def as_shown(connection, reminder_id: UUID) -> dict[str, object]:
    names = ("due_on", "due_time", "attempt", "again_at", "snoozed", "since", "seen_version")
    row = connection.execute(select(Reminder.__table__).where(Reminder.id == reminder_id)).mappings().one()
    kept = {name: row[name] for name in names}
    return kept | {"id": reminder_id, "open_on": a_day(), "open_time": "10:00", "next_at": clock.now() + timedelta(days=1)}
