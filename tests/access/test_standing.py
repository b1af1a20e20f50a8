"""Asking for many at once gives what the door gives for each: one policy, and no second one beside it."""

from __future__ import annotations

import pytest
from flask import Flask

from app.access.gate import NoSuchRecord, NotAllowed, open_record
from app.access.purposes import Purpose
from app.access.standing import still_may
from app.identity.actor import Actor
from app.platform.db import db
from tests.support.world import a_world


# What was written under a fullmakt that has ended since is taken by the door alone.
@pytest.mark.parametrize("purpose", [each for each in Purpose if each is not Purpose.DELIVER])
def test_many_at_once_is_as_each_by_itself(app: Flask, purpose: Purpose) -> None:
    with app.app_context():
        world, other = a_world(), a_world()
        private = {who.id: kind for kind, (who, clinician) in world.people.items() if clinician is None}
        pairs = {(person_id, record_id) for person_id in private for record_id in (world.record_id, other.record_id)}
        together = still_may(db.session.connection(), pairs, purpose)
        one_by_one = {pair for pair in pairs if _opens(*pair, purpose)}
        assert together == one_by_one, [private[person_id] for person_id, _ in together ^ one_by_one]


def _opens(person_id, record_id, purpose: Purpose) -> bool:
    try:
        open_record(Actor(person_id, "Prøve", None, True, None), record_id, purpose)
    except (NoSuchRecord, NotAllowed):
        return False
    return True
