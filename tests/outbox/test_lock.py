"""Where the browser has no locks, two tabs still send a thing once, and a tab that died holds nobody back for long."""

from __future__ import annotations

import json
import shutil
import subprocess
from pathlib import Path
from typing import Any

import pytest

NODE = shutil.which("node")
pytestmark = pytest.mark.skipif(NODE is None, reason="The lock runs in Node: apt-get install nodejs")


@pytest.fixture(scope="module")
def ran() -> dict[str, dict[str, Any]]:
    assert NODE
    script = Path(__file__).parent / "model" / "lock.mjs"
    done = subprocess.run([NODE, script], capture_output=True, text=True, timeout=60, check=True)
    found: dict[str, dict[str, Any]] = json.loads(done.stdout)
    return found


def test_two_senders_send_once_and_let_go_of_the_lock(ran: dict[str, dict[str, Any]]) -> None:
    together = ran["together"]
    assert (together["letters"], together["state"], together["free"]) == (1, "sent", True)
    assert together["went"] == ["nothing", "sent"]


def test_without_any_lock_the_same_two_send_twice(ran: dict[str, dict[str, Any]]) -> None:
    assert ran["without"]["letters"] == 2


def test_a_tab_that_died_holds_the_others_back_only_until_its_lease_is_out(ran: dict[str, dict[str, Any]]) -> None:
    assert (ran["held"]["letters"], ran["held"]["state"]) == (1, "sent")
    assert ran["held"]["waited"] >= 400


def test_a_lease_longer_than_any_is_of_a_clock_that_was_set(ran: dict[str, dict[str, Any]]) -> None:
    assert (ran["clock set back"]["letters"], ran["clock set back"]["state"]) == (1, "sent")
