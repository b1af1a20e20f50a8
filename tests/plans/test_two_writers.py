"""Two who write at the same moment."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from threading import Barrier

import pytest

from app.plans.actions import register_plan
from app.plans.rules import ActivePlanExists
from app.platform.db import db
from tests.plans.contents import a_writer, treatment

pytestmark = pytest.mark.usefixtures("database")


def test_of_two_treatment_plans_at_once_one_is_refused(app):
    record, ready = a_writer(), Barrier(2)
    db.session.rollback()  # else this thread holds the SQLite file itself

    def write() -> str:
        with app.app_context():
            ready.wait()
            try:
                register_plan(record, treatment())
            except ActivePlanExists:
                return "refused"
            db.session.commit()
            return "written"

    with ThreadPoolExecutor(2) as pool:
        outcomes = [each.result() for each in [pool.submit(write), pool.submit(write)]]

    assert sorted(outcomes) == ["refused", "written"]
