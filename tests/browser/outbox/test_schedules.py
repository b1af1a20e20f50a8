"""A sample of the schedules of `benchmarks/schedules.py` in a real browser, and that the same rig finds what is planted."""

from __future__ import annotations

import os
from collections.abc import Iterator

import pytest
from playwright.sync_api import Playwright

from tests.browser.outbox.schedule.bugs import BUGS
from tests.browser.outbox.schedule.drawing import Schedule, Step, draw
from tests.browser.outbox.schedule.house import house
from tests.browser.outbox.schedule.rig import Rig
from tests.browser.outbox.schedule.walk import Walk
from tests.support.applications import application, disposed, environment

pytestmark = pytest.mark.browser
SEED = int(os.environ["EGENPLAN_SEED"])
SAMPLE = 8


@pytest.fixture(scope="module")
def rig(playwright: Playwright, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Rig]:
    folder = tmp_path_factory.mktemp("schedules")
    url = f"sqlite:///{folder}/schedules.sqlite"
    with disposed(application(url, folder)) as app, house(app, environment(url, folder), folder / "weather") as served:
        one = Rig(playwright, served)
        yield one
        one.close()


@pytest.mark.parametrize("number", range(SAMPLE))
def test_nothing_is_lost_doubled_misplaced_or_said_too_early(rig: Rig, number: int) -> None:
    outcome = rig.run(SEED, number)
    assert not outcome.wrong, str(outcome)


@pytest.mark.parametrize("name", BUGS)
def test_each_planted_bug_is_found(rig: Rig, name: str) -> None:
    BUGS[name].plant(rig.house)
    try:
        outcome = rig.do(BUGS[name].schedule)
    finally:
        rig.house.mend()
    assert any(each.startswith(BUGS[name].found) for each in outcome.wrong), str(outcome)


def test_a_schedule_that_comes_to_no_end_is_ended_tried_once_more_and_counted(rig: Rig, monkeypatch: pytest.MonkeyPatch) -> None:
    with monkeypatch.context() as hung:
        hung.setattr(Walk, "pause", lambda walk, seconds: walk.phone.eye.evaluate("() => new Promise(() => {})"))
        hung.setattr(rig, "patience", 3)
        outcome = rig.do(Schedule(0, 1, (Step("pause", {"seconds": 1}),)))
    assert [each.split(":")[0] for each in outcome.wrong] == ["not finished"] * 2
    outcome = rig.do(Schedule(0, 1, ()))
    assert not outcome.wrong, f"the rig does not go on in a new browser: {outcome}"


def test_a_schedule_is_drawn_the_same_again() -> None:
    assert str(draw(SEED, 7)) == str(draw(SEED, 7)) != str(draw(SEED, 8))
