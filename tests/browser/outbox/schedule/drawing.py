"""A schedule: what befalls one phone, in an order that the seed decides. The same seed and number always draw the same."""

from __future__ import annotations

import random
from dataclasses import dataclass, field
from typing import Any

from tests.browser.outbox.schedule.home import DAG, KARI
from tests.browser.outbox.schedule.weather import FATES

ZONES = ("green", "yellow", "red", "unsure", "worried")
BEFORE_SENDING = (
    "",
    "",
    "",
    "",
    "no coverage",
    "no coverage",
    "server killed",
    "cookies lost",
    "other signs in",
    "revoked",
    *FATES,
)
TWO_DAYS = 48 * 3600
WEIGHTS = {
    "check in": 8,
    "answer": 4,
    "two tabs": 2,
    "press twice": 1,
    "other words": 1,
    "race": 4,
    "coverage": 3,
    "server": 2,
    "reload": 2,
    "leave": 1,
    "sign out": 2,
    "sign in": 4,
    "revoke": 1,
    "grant": 1,
    "lose cookies": 1,
    "evict": 1,
    "try again": 1,
    "pause": 1,
    "clock": 0.5,
}
KILLED_NOW_AND_THEN = 0.06


@dataclass(frozen=True)
class Step:
    kind: str
    how: dict[str, Any] = field(default_factory=dict)

    def __str__(self) -> str:
        return self.kind + (f" {self.how}" if self.how else "")


@dataclass(frozen=True)
class Schedule:
    """`killed`: the browser has a profile on disk, since its process is killed; `kept`: the plans lie on the phone;
    `woken`: the browser may wake the worker when there is network again."""

    seed: int
    number: int
    steps: tuple[Step, ...]
    killed: bool = False
    kept: bool = False
    woken: bool = False

    def __str__(self) -> str:
        about = [name for name in ("killed", "kept", "woken") if getattr(self, name)]
        lines = [f"seed {self.seed}, schedule {self.number} ({', '.join(about) or 'plain'}):"]
        return "\n".join(lines + [f"  {place}. {step}" for place, step in enumerate(self.steps, 1)])


def draw(seed: int, number: int) -> Schedule:
    chance = random.Random(f"{seed} {number}")
    killed = chance.random() < KILLED_NOW_AND_THEN
    kinds = chance.choices(list(WEIGHTS), list(WEIGHTS.values()), k=chance.randint(6, 12))
    kinds[0] = "check in"
    for _ in range(chance.randint(1, 2) if killed else 0):
        kinds.insert(chance.randrange(1, len(kinds) + 1), "kill browser")
    steps = tuple(Step(kind, _how(kind, chance)) for kind in kinds)
    # The worker has a clock of its own, which a page cannot set: it is not woken where the clock is wrong.
    woken = "clock" not in kinds and chance.random() < 0.5
    return Schedule(seed, number, steps, killed, chance.random() < 0.3, woken)


def _how(kind: str, chance: random.Random) -> dict[str, Any]:
    writes = {"zone": chance.choice(ZONES), "weight": f"{chance.randint(700, 730) / 10:.1f}".replace(".", ",")}
    writes |= {"before": chance.choice(BEFORE_SENDING), "patient": chance.random() < 0.5}
    where = {"who": chance.choice((KARI, DAG)), "hers": chance.random() < 0.5}
    writes["reached"] = chance.random() < 0.7
    on = {"on": chance.random() < 0.5, "how": chance.choice(("kill", "kill", "stop"))}
    check_in, coverage = where | writes, {"on": on["on"]}
    each: dict[str, dict[str, Any]] = {
        **dict.fromkeys(("check in", "two tabs", "press twice", "other words"), check_in),
        "answer": check_in | {"state": chance.choice(("done", "skipped", "undone"))},
        "race": writes | {"hers": where["hers"], "how": chance.choice(("same tab", "other tab", "back"))},
        "coverage": coverage,
        "server": on,
        "sign in": {"who": where["who"]},
        "pause": {"seconds": round(chance.uniform(0.1, 1.5), 1)},
        "clock": {"seconds": chance.choice((TWO_DAYS, -TWO_DAYS))},
    }
    return each.get(kind, {})


def check_in(before: str = "", who: str = KARI) -> Step:
    """One that is waited for, of the writer's own record."""
    about = {"who": who, "hers": who == KARI, "zone": "yellow", "weight": "71,5"}
    return Step("check in", about | {"before": before, "patient": True, "reached": True})


def race(how: str) -> Step:
    """Two, about Kari and about himself, by Dag."""
    about: dict[str, Any] = {"hers": True, "zone": "green", "weight": "71,5"}
    return Step("race", about | {"how": how, "before": "", "patient": True, "reached": True})
