"""What a phone writes while its clock shows a time long gone is taken, and put at the moment it was written or came."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest
from sqlalchemy import select

from app.models.check_in import CheckIn
from app.outbox.rules import right_moment
from app.platform import clock
from app.platform.db import db
from tests.outbox.bringing import bring, item, outcomes
from tests.outbox.conftest import Home

HOUR = timedelta(hours=1)
# What phones show that have lost the time: the beginning of theirs, west of Greenwich before it; and far ahead.
LOST = [
    datetime(1970, 1, 1, tzinfo=UTC),
    datetime(1969, 12, 31, 17, tzinfo=UTC),
    datetime(1980, 1, 6, tzinfo=UTC),
    datetime(2499, 1, 1, tzinfo=UTC),
    datetime(1, 1, 2, tzinfo=UTC),
    datetime(9999, 12, 30, tzinfo=UTC),
]


@pytest.mark.parametrize("began", LOST, ids=lambda began: str(began.year))
def test_a_phone_that_has_lost_the_time_still_tells_how_long_ago_it_was(home: Home, began: datetime) -> None:
    # Given a red check-in written an hour before it is sent, by a clock that started from nothing
    sent, now = item(home.record_id, began, zone="red"), began + HOUR

    # When it is brought while the clock is still wrong
    answer = bring(home.patient, home.record_id, sent, now=now.isoformat())

    # Then it is there, at the moment it was written
    assert outcomes(answer) == {sent["id"]: "new"}
    (row,) = kept(home)
    assert (row.zone, abs(clock.now() - HOUR - row.measured_at) < timedelta(seconds=30)) == ("red", True)


@pytest.mark.parametrize("began", LOST, ids=lambda began: str(began.year))
def test_where_the_clock_was_set_right_before_it_was_sent_it_counts_from_when_it_came(home: Home, began: datetime) -> None:
    sent = item(home.record_id, began, zone="red")
    assert outcomes(bring(home.patient, home.record_id, sent)) == {sent["id"]: "new"}
    (row,) = kept(home)
    assert row.zone == "red"
    assert timedelta(0) <= row.received_at - row.measured_at < timedelta(seconds=30)
    assert row.clock_offset_seconds != 0


def test_what_was_written_years_ago_by_a_good_clock_stays_where_it_was() -> None:
    now = datetime(2026, 11, 24, 12, tzinfo=UTC)
    written = now - timedelta(days=2 * 365)
    assert right_moment(written, now, now, now).at == written


def kept(home: Home) -> list[CheckIn]:
    with home.app.app_context():
        return list(db.session.scalars(select(CheckIn).where(CheckIn.record_id == home.record_id)))
