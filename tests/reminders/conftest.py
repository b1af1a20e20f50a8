from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from zoneinfo import ZoneInfo

import pytest
import time_machine
from sqlalchemy import update

from app.models.missed_check_in_watch import MissedCheckInWatch
from app.models.reminder import Reminder
from app.platform.db import db
from tests.factories.at_home import Home, a_home
from tests.factories.reminder import Sink
from tests.support.phone import Phone


class Clock:
    """The time of a test, by the clock in Norway."""

    def __init__(self) -> None:
        self.traveller = time_machine.travel(datetime(2026, 11, 25, 8, 35, tzinfo=UTC), tick=False)
        self.moves = self.traveller.start()

    def to(self, day: str, at: str = "00:00", zone: str = "Europe/Oslo") -> datetime:
        moment = datetime.fromisoformat(f"{day}T{at}").replace(tzinfo=ZoneInfo(zone))
        self.moves.move_to(moment)
        return moment


@pytest.fixture
def time() -> Iterator[Clock]:
    clock = Clock()
    yield clock
    clock.traveller.stop()


@pytest.fixture
def kari(time: Clock, database: None, phone: Callable[[], Phone]) -> Home:
    return a_home(phone)


@pytest.fixture
def sink(database: None) -> Sink:
    """Push services for one test; what other tests left due is not looked at."""
    db.session.execute(update(Reminder).values(next_at=None, open_on=None, active=False))
    db.session.execute(update(MissedCheckInWatch).values(next_at=None, open_on=None))
    db.session.commit()
    return Sink()
