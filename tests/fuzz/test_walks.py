"""A sample of the walks that `benchmarks/fuzz.py` walks by the million, and that they find what is planted.

The seed of the run is printed with every failure; EGENPLAN_SEED repeats it.
"""

from __future__ import annotations

import os
import random
import re
import time
from collections import Counter
from collections.abc import Callable
from typing import Any
from uuid import UUID

import pytest
from flask import Flask, Response, g
from sqlalchemy import update

from app.exchange.errors import Refused
from app.models.plan import Plan
from app.platform.db import db
from tests.fuzz.walk import Outcome, Walk

SEED = int(os.environ["EGENPLAN_SEED"])
# The tests share a database, and nobody may meet the patient of another run's walk in it.
FIRST = random.SystemRandom().randrange(1_000_000)
WALKS = 10
MADE = r"[0-9a-f]{8}-[0-9a-f-]{27}|eyJ[\w.-]+"


@pytest.fixture(autouse=True)
def _seed() -> None:
    print(f"EGENPLAN_SEED={SEED}")  # noqa: T201


def test_no_walk_meets_a_failure_or_leaves_a_record_broken(app: Flask) -> None:
    outcomes = [Walk(app, SEED, FIRST + number).walk() for number in range(WALKS)]
    assert [fault for each in outcomes for fault in each.wrong] == []
    met: Counter[str] = sum((each.classes for each in outcomes), Counter())
    assert met["2xx"] > 100 < met["4xx"], "a walk that is always refused, or never, shows little"


def planted(app: Flask, endpoint: str, spoil: Callable[[Any], Any], found: Callable[[Outcome], bool], **settings: Any) -> bool:
    """Whether a walk finds it while what the endpoint answers is made by `spoil` of its view; not every walk goes there."""
    view = app.view_functions[endpoint]
    app.view_functions[endpoint] = spoil(view)
    first = FIRST + WALKS + random.SystemRandom().randrange(100_000)
    try:
        return any(found(Walk(app, SEED, first + number, **settings).walk()) for number in range(5))
    finally:
        app.view_functions[endpoint] = view


def test_a_planted_failure_is_found_with_its_place(app: Flask) -> None:
    def spoil(view: Any) -> Any:
        def fail(**named: Any) -> Response:
            raise RuntimeError("planted")

        return fail

    def found(outcome: Outcome) -> bool:
        return any(f"seed {SEED} walk " in each and " step " in each and each.endswith(": 500") for each in outcome.wrong)

    assert planted(app, "planer.show", spoil, found)


def test_a_planted_slow_answer_is_found(app: Flask) -> None:
    def spoil(view: Any) -> Any:
        def dawdle(**named: Any) -> Response:
            end = time.process_time() + 0.1
            while time.process_time() < end:
                pass
            raise Refused("CPLF-0011")

        return dawdle

    assert planted(app, "careplan.search", spoil, lambda outcome: outcome.slow > 0 and outcome.slowest[0] >= 0.1, slow=0.1)


def test_a_planted_double_version_is_found(app: Flask) -> None:
    def spoil(view: Any) -> Any:
        def twice(**named: Any) -> Response:
            answer = view(**named)
            made = UUID(answer.headers["Location"].split("/")[-1])
            db.session.execute(update(Plan).where(Plan.id == made).values(version=2))
            return answer

        return twice

    assert planted(app, "planer.create", spoil, lambda outcome: any("plan: version" in each for each in outcome.wrong))


def test_a_planted_half_write_is_found(app: Flask) -> None:
    def spoil(view: Any) -> Any:
        def half(**named: Any) -> Response:
            view(**named)
            db.session.commit()
            g.pop("kept_writes")
            raise Refused("CPLF-0011")

        return half

    assert planted(app, "careplan.create", spoil, lambda outcome: any("something was written" in each for each in outcome.wrong))


def test_the_same_walk_again_is_the_same(app: Flask) -> None:
    """Up to ids and tokens; the same patient is met again, so the first steps are what can be compared."""
    one, again, another = (first_asked(app, number) for number in (5000, 5000, 5001))
    assert one == again != another


def first_asked(app: Flask, number: int) -> list[str]:
    walk = Heard(app, SEED, FIRST + number)
    walk.walk(20)
    assert len(walk.heard) >= 20
    return [re.sub(MADE, "…", str(each)) for each in walk.heard[:2]]


class Heard(Walk):
    """A walk that remembers what it asked."""

    heard: list[tuple[object, ...]] = []

    def _judged(self, *asked: Any) -> Any:
        self.heard = [*self.heard, asked]
        return super()._judged(*asked)
