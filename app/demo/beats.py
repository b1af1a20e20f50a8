"""The composed beats of a demo plan, and the small tools that tell them."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import time
from functools import cache
from pathlib import Path
from random import Random
from typing import Any

PLANS = Path(__file__).parent / "plans"
STARTED_DAYS_AGO = 245

Beats = dict[str, Any]


@dataclass
class Voice:
    """The words still unsaid, so that nobody repeats the same note."""

    random: Random
    unsaid: dict[str, Iterator[str]] = field(default_factory=dict)

    def say(self, pool: str, lines: list[str], chance: float) -> str | None:
        shuffled = self.unsaid.setdefault(pool, iter(self.random.sample(lines, len(lines))))
        return next(shuffled, None) if self.random.random() < chance else None


@cache
def beats_of(key: str) -> Beats:
    beats: Beats = read(key, "beats")
    return beats


@cache
def read(key: str, name: str) -> Any:
    return json.loads((PLANS / key / f"{name}.json").read_text(encoding="utf-8"))


def phase_of(beats: Beats, days_ago: int) -> Beats:
    return next(p for p in beats["phases"] if p["from"] >= days_ago >= p["to"])


def minutes_of(at: time) -> int:
    return at.hour * 60 + at.minute


def clock(minutes: int) -> time:
    return time(*divmod(min(minutes, 24 * 60 - 1), 60))
