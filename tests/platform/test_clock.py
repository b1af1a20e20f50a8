"""What time it is; another time only for the demo's story."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from threading import Thread

import pytest
from flask import Flask

from app.platform import clock

STORY = datetime(2026, 3, 24, 8, 30, tzinfo=UTC)


def test_a_story_is_told_at_its_own_moment():
    with clock.at(STORY):
        assert clock.now() == STORY
        assert str(clock.today("Pacific/Auckland")) == "2026-03-24"

    assert abs(datetime.now(UTC) - clock.now()) < timedelta(minutes=1)


def test_the_clock_is_right_again_after_an_error():
    with pytest.raises(ZeroDivisionError), clock.at(STORY):
        raise ZeroDivisionError

    assert clock.now() != STORY


def test_nobody_else_is_moved():
    seen = []
    with clock.at(STORY):
        other = Thread(target=lambda: seen.append(clock.now()))
        other.start()
        other.join()

    assert seen[0] > STORY + timedelta(days=1)


def test_no_request_can_move_the_clock(app: Flask):
    with app.test_request_context(), pytest.raises(RuntimeError), clock.at(STORY):
        pass


def test_a_story_names_its_time_zone():
    with pytest.raises(RuntimeError), clock.at(STORY.replace(tzinfo=None)):
        pass
