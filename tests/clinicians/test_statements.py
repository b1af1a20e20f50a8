"""The list costs the same number of statements however many patients there are and however long their histories."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import timedelta

import pytest
from sqlalchemy import event

from app.platform.db import db
from tests.clinicians.scene import a_nurse, days_ago, expected_daily, followed_by, measured, sent
from tests.factories.acknowledgement import an_acknowledgement
from tests.support.visitor import Visitor

pytestmark = pytest.mark.usefixtures("database")
MOST_OF_THE_LIST = 11
MOST_OF_A_RECORD = 30


def test_the_same_for_one_five_and_thirty_patients(app):
    counts = [_listing(app, *_desk(patients, check_ins=1)) for patients in (1, 5, 30)]

    assert len(set(counts)) == 1
    assert counts[0] <= MOST_OF_THE_LIST


def test_the_same_for_a_short_and_a_long_history(app):
    counts = [_listing(app, *_desk(1, check_ins)) for check_ins in (2, 40)]

    assert len(set(counts)) == 1


def test_a_record_costs_the_same_for_a_short_and_a_long_history(app):
    counts = [_opening(app, *_desk(2, check_ins)) for check_ins in (30, 60)]

    assert counts[0] == counts[1] <= MOST_OF_A_RECORD


def _desk(patients, check_ins):
    nurse, work = a_nurse()
    for _ in range(patients):
        _, record = followed_by(work)
        expected_daily(record, days_ago(3))
        for number in range(check_ins):
            check_in = sent(record, "yellow", ago=timedelta(hours=number))
        measured(check_in, "pulse", "88")
        an_acknowledgement(check_in, nurse)
    return nurse, work, record


def _listing(app, nurse, work, _):
    browser = Visitor(app).sign_in(nurse, work)
    with _counted() as statements:
        assert browser.get("/clinic").status_code == 200
    return len(statements)


def _opening(app, nurse, work, record):
    browser = Visitor(app).sign_in(nurse, work)
    with _counted() as statements:
        assert browser.get(f"/clinic/records/{record.id}").status_code == 200
    return len(statements)


@contextmanager
def _counted() -> Iterator[list[str]]:
    statements: list[str] = []

    def note(connection, cursor, statement, *rest):
        if not statement.startswith("BEGIN"):
            statements.append(statement)

    event.listen(db.engine, "before_cursor_execute", note)
    try:
        yield statements
    finally:
        event.remove(db.engine, "before_cursor_execute", note)
