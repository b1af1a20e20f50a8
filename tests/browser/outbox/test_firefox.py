"""Firefox in every weather that a dead or a careless server makes: the steps of the random schedules, chosen by hand."""

from __future__ import annotations

import os
from collections.abc import Iterator
from dataclasses import replace

import pytest
from playwright.sync_api import Playwright

from tests.browser.outbox.schedule.drawing import TWO_DAYS, Schedule, Step, check_in, race
from tests.browser.outbox.schedule.firefox import Firefox
from tests.browser.outbox.schedule.home import DAG, KARI
from tests.browser.outbox.schedule.house import house
from tests.browser.outbox.schedule.rig import Rig
from tests.support.applications import application, disposed, environment

pytestmark = pytest.mark.browser
SEED = int(os.environ["EGENPLAN_SEED"])
OFF, ON = (Step("coverage", {"on": on}) for on in (False, True))
KILLED = Step("kill browser")
SIGN_IN = Step("sign in", {"who": KARI})


def where_there_is_no_network(who: str = KARI) -> Step:
    step = check_in(who=who)
    return replace(step, how=step.how | {"reached": False, "patient": False})


def with_two(kind: str) -> Step:
    return replace(check_in(), kind=kind)


# What is to happen, and how many check-ins the server then has.
JOURNEYS = {
    "from a kept plan without network, and by itself when there is": ((OFF, where_there_is_no_network(), ON), 1),
    "the server is stopped while the form is open": ((check_in("server killed"), Step("reload"), ON), 1),
    "the server dies before it writes": ((check_in("dies before"), ON), 1),
    "the server dies after it wrote": ((check_in("dies after"), ON), 1),
    "the answer is lost, and it is sent again": ((check_in("answer lost"), Step("reload")), 1),
    "it comes late": ((check_in("request late"), check_in("answer late")), 2),
    "a hotel answers": ((check_in("portal"), Step("reload")), 1),
    "two tabs": ((with_two("two tabs"),), 2),
    "pressed twice": ((with_two("press twice"),), 1),
    "two people on one phone": ((check_in("no coverage"), ON, Step("sign in", {"who": DAG}), check_in(who=DAG), SIGN_IN), 2),
    "about oneself and about another at once": ((Step("sign in", {"who": DAG}), race("other tab")), 2),
    "signed out with something unsent": ((check_in("500"), Step("sign out"), SIGN_IN), 1),
    "the session ends": ((check_in("cookies lost"), SIGN_IN), 1),
    "storage is thrown away": ((check_in("no coverage"), Step("evict"), ON, SIGN_IN, check_in()), 1),
    "the browser is killed": ((check_in("503"), KILLED, SIGN_IN), 1),
    "a clock two days ahead": ((Step("clock", {"seconds": TWO_DAYS}), check_in()), 1),
    "a clock two days behind": ((Step("clock", {"seconds": -TWO_DAYS}), check_in("answer lost"), Step("reload")), 1),
}


@pytest.fixture(scope="module")
def rig(playwright: Playwright, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Rig]:
    folder = tmp_path_factory.mktemp("firefox")
    url = f"sqlite:///{folder}/firefox.sqlite"
    with disposed(application(url, folder)) as app, house(app, environment(url, folder), folder / "weather") as served:
        one = Rig(playwright, served, kind=Firefox)
        yield one
        one.close()


@pytest.mark.parametrize("name", JOURNEYS)
def test_nothing_is_lost_doubled_misplaced_or_said_too_early(rig: Rig, name: str) -> None:
    steps, check_ins = JOURNEYS[name]
    outcome = rig.do(Schedule(0, 1, steps, killed=KILLED in steps, kept=OFF in steps))
    assert not outcome.wrong, str(outcome)
    assert outcome.met["check-ins there"] == check_ins, str(outcome)
    assert outcome.met["not kept"] == outcome.met["no form"] == 0, str(outcome)


def test_nor_in_a_random_schedule(rig: Rig) -> None:
    outcome = rig.run(SEED, 1000)
    assert not outcome.wrong, str(outcome)
