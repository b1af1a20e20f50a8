"""What the access log keeps when the request itself is refused."""

from __future__ import annotations

import pytest
from sqlalchemy import select

from app.models.access_log_entry import AccessLogEntry
from app.platform.db import db
from tests.factories.people import a_patient
from tests.support.phone import form_to

pytestmark = pytest.mark.usefixtures("database")


@pytest.mark.parametrize(("text", "status"), [("", 422), ("Gå til butikken", 303)], ids=["to be mended", "saved"])
def test_a_form_that_was_sent_is_one_opening_whatever_becomes_of_it(phone, text, status):
    person, record = a_patient()
    form = form_to(phone().sign_in(person).get(f"/records/{record.id}/goals/new"), "/goals/new")
    before = _openings(record)
    form["text"] = text

    form.submit(status=status)

    assert _openings(record) == before + 1


def _openings(record):
    db.session.rollback()
    lines = db.session.scalars(select(AccessLogEntry).where(AccessLogEntry.record_id == record.id))
    return len([line for line in lines if line.granted])
