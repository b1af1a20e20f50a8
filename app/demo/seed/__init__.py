"""Loading the demo through the real door: the same mapping, gate and actions as everybody else's data comes through."""

from __future__ import annotations

from collections.abc import Iterator

from app.demo.cast import cast
from app.demo.seed.patients import seed_patient
from app.demo.seed.people import helpers_there, seed_helpers
from app.identity.people import demo_people


def seed() -> Iterator[list[str]]:
    """Load what is missing of the demo, a whole piece at a time; answers the keys of those who came with each.

    Whoever asks commits between the pieces, so that an interrupted loading goes on where it stopped.
    """
    there = {person.key for person in demo_people()}
    missing = [part for part in cast() if part.key not in there]
    helpers = [part for part in missing if not part.plan]
    if helpers:
        seed_helpers(helpers)
        yield [part.key for part in helpers]
    for part in missing:
        if part.plan:
            seed_patient(part, helpers_there())
            yield [part.key]
