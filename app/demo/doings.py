"""What was done and skipped of the demo plans' measures; the same way every time."""

# ruff: noqa: S311 - the dice are loaded on purpose: the same story every time, and nothing secret
from __future__ import annotations

from dataclasses import dataclass
from datetime import date, time, timedelta
from random import Random

from app.demo.beats import (
    STARTED_DAYS_AGO,
    Beats,
    beats_of,
    clock,
    minutes_of,
    phase_of,
    read,
)

DOINGS_DAYS = 90
WEEKDAYS = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")


@dataclass(frozen=True)
class StoryDoing:
    """What became of one occurrence of a measure: which was due when, and when it was answered."""

    measure: str
    day: date
    due: time
    at: time
    state: str
    why: str | None


def doings(key: str, today: date) -> list[StoryDoing]:
    """What was done and skipped in the last months; an occurrence without a line was missed."""
    beats = beats_of(key)
    answered: list[StoryDoing] = []
    for days_ago in range(DOINGS_DAYS, 0, -1):
        phase = phase_of(beats, days_ago)
        for habit in beats["habits"] if phase["answers"] else []:
            random = Random(f"{key} {habit['measure']} {days_ago}")
            for due in _due_times(key, habit["measure"], days_ago, today):
                answered += _answer(habit, phase, random, today - timedelta(days=days_ago), due)
    return answered


def _due_times(key: str, slug: str, days_ago: int, today: date) -> list[time]:
    day = WEEKDAYS[(today - timedelta(days=days_ago)).weekday()]
    for own in read(key, "own")["measures"]:
        if own["slug"] == slug:
            due = own["from_days_ago"] >= days_ago and day in (own["days"] or WEEKDAYS)
            return [time.fromisoformat(t) for t in own["times"]] if due else []
    repeat = read(key, "measures")[slug]["occurrenceTiming"]["repeat"]
    if day not in repeat.get("dayOfWeek", WEEKDAYS):
        return []
    if repeat["periodUnit"] == "d" and (STARTED_DAYS_AGO - days_ago) % repeat["period"]:
        return []
    return [time.fromisoformat(t) for t in repeat["timeOfDay"]]


def _answer(habit: Beats, phase: Beats, random: Random, day: date, due: time) -> list[StoryDoing]:
    at = clock(minutes_of(due) + random.randint(0, 45))
    if random.random() < habit["kept"] * min(1.0, phase["kept"] + 0.1):
        return [StoryDoing(habit["measure"], day, due, at, "done", None)]
    if random.random() < 0.5:
        why = random.choice([None, *habit["why"]])
        return [StoryDoing(habit["measure"], day, due, at, "skipped", why)]
    return []
