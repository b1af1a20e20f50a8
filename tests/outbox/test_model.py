"""The outbox's own files against everything that may go wrong on the way: a sample here, a million by benchmarks/outbox.mjs."""

from __future__ import annotations

import json
import random
import shutil
import subprocess
from pathlib import Path

import pytest

NODE = shutil.which("node")
BENCHMARK = Path(__file__).resolve().parents[2] / "benchmarks" / "outbox.mjs"
pytestmark = pytest.mark.skipif(NODE is None, reason="The model runs in Node: apt-get install nodejs")
SAMPLE = 5000
ENOUGH_FOR_EACH_BUG = 4000


def test_nothing_is_lost_doubled_misattributed_or_dropped() -> None:
    seed = random.SystemRandom().randrange(2**31)
    ran = run("--schedules", str(SAMPLE), "--seed", str(seed), "--processes", "2")
    assert ran.returncode == 0, ran.stdout
    figures = json.loads(ran.stdout.splitlines()[0])
    assert figures["schedules"] == SAMPLE
    assert min(figures["written"], figures["evicted"], figures["restored"], figures["quarantined"]) > 0


def test_the_same_rig_finds_every_planted_bug() -> None:
    ran = run("--bugs", "--seed", "1", "--schedules", str(ENOUGH_FOR_EACH_BUG))
    found = [line for line in ran.stdout.splitlines() if ": found at schedule" in line]
    assert ran.returncode == 0, ran.stdout
    assert len(found) >= 14


def run(*options: str) -> subprocess.CompletedProcess[str]:
    assert NODE
    return subprocess.run([NODE, BENCHMARK, *options], capture_output=True, text=True, timeout=600, check=False)
