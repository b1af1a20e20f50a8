"""Eight months of check-ins for each demo plan, told the same way every time."""

# ruff: noqa: S311 - the dice are loaded on purpose: the same story every time, and nothing secret
from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from random import Random

from app.demo.beats import (
    STARTED_DAYS_AGO,
    Beats,
    Voice,
    beats_of,
    clock,
    minutes_of,
    phase_of,
)

TEAM_OPENS, TEAM_CLOSES = time(8), time(15, 30)
DECIMALS = {"weight": 1, "glucose": 1, "temperature": 1}
SEEN_WITHIN_MINUTES = {"green": (25, 170), "yellow": (8, 50), "red": (3, 12)}


@dataclass(frozen=True)
class Acknowledgement:
    """Who saw a check-in, how long after, and the answer, which may hold {{doctor_name}}."""

    by: str
    delay: timedelta
    reply: str | None


@dataclass(frozen=True)
class StoryCheckIn:
    """One check-in in local time; `by` is "patient" or "relative"; readings are decimal strings."""

    day: date
    time: time
    zone: str
    worried: bool
    note: str | None
    readings: dict[str, str]
    acknowledged: Acknowledgement | None
    by: str = "patient"


def story(key: str, today: date) -> list[StoryCheckIn]:
    """The check-ins of the person with plan `key`, oldest first, up to this morning."""
    beats, voice = beats_of(key), Voice(Random(f"{key} voice"))
    told: list[StoryCheckIn] = []
    for days_ago in range(STARTED_DAYS_AGO, -1, -1):
        for moment in _moments(key, beats, days_ago, voice):
            told.append(_check_in(key, beats, days_ago, moment, voice, today))
    return told


def _moments(key: str, beats: Beats, days_ago: int, voice: Voice) -> list[Beats]:
    """What the story says of the day, else an ordinary check-in if rhythm and mood allow."""
    random, phase = Random(f"{key} {days_ago}"), phase_of(beats, days_ago)
    if str(days_ago) in beats["days"]:
        return list(beats["days"][str(days_ago)])
    due = (STARTED_DAYS_AGO - days_ago) % beats["rhythm_days"] == 0
    if not due or random.random() >= phase["answers"]:
        return []
    zone = random.choices(list(phase["zones"]), list(phase["zones"].values()))[0]
    note = voice.say(zone, beats["notes"][zone], 0.5 if zone == "yellow" else 0.14)
    first, last = (minutes_of(time.fromisoformat(hour)) for hour in beats["hours"])
    at = clock(random.randint(first, last))
    return [{"time": at.isoformat(), "zone": zone, "note": note, "usual": True}]


def _check_in(key: str, beats: Beats, days_ago: int, moment: Beats, voice: Voice, today: date) -> StoryCheckIn:
    day, zone = today - timedelta(days=days_ago), str(moment["zone"])
    at = time.fromisoformat(moment["time"])
    measured = _measured(key, beats, days_ago, zone)
    reply = moment.get("reply")
    if zone == "yellow" and moment.get("usual"):
        reply = voice.say("reply", beats["replies"]["yellow"], 0.25)
    seen = None if moment.get("unseen") else _seen(key, day, at, zone, today)
    return StoryCheckIn(
        day=day,
        time=at,
        zone=zone,
        worried=moment.get("worried", False),
        note=moment.get("note"),
        readings=moment.get("readings", measured),
        acknowledged=Acknowledgement(moment.get("by", "nurse"), seen, reply) if seen else None,
        by=moment.get("from", "patient"),
    )


def _measured(key: str, beats: Beats, days_ago: int, zone: str) -> dict[str, str]:
    """Readings that drift through the phase, with noise, inside what the zone's own words allow."""
    phase, random = phase_of(beats, days_ago), Random(f"{key} readings {days_ago}")
    gone = (phase["from"] - days_ago) / max(1, phase["from"] - phase["to"])
    readings = {}
    for kind, (start, end, spread) in phase["readings"].items():
        value = random.gauss(start + (end - start) * gone, spread)
        low, high = beats["bounds"].get(zone, {}).get(kind, (value, value))
        if Random(f"{key} {kind.partition('_')[0]} {days_ago}").random() < 0.96:
            readings[kind] = f"{_folded(value, low, high):.{DECIMALS.get(kind, 0)}f}"
    return readings


def _folded(value: float, low: float, high: float) -> float:
    span = (high - low) / 2
    lifted = max(value, low + min(max(low - value, 0), span))
    return min(lifted, high - min(max(value - high, 0), span))


def _seen(key: str, day: date, at: time, zone: str, today: date) -> timedelta | None:
    """How long until the team saw it, in its opening hours; nothing if that is not before today."""
    sent = datetime.combine(day, at)
    opened = datetime.combine(day, TEAM_OPENS) + timedelta(days=at >= TEAM_CLOSES)
    wait = Random(f"{key} seen {(today - day).days} {at}")
    seen = max(sent, opened) + timedelta(minutes=wait.randint(*SEEN_WITHIN_MINUTES[zone]))
    return seen - sent if seen.date() < today else None
