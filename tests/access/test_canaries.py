"""Two patients whose every word is secret: whoever visits whatever page, neither's words reach the other or a stranger."""

from __future__ import annotations

from uuid import uuid4

import pytest
from flask import Flask
from sqlalchemy import JSON, String, Text, select

from app.platform.db import Base, db
from tests.support import canaries
from tests.support.access_lists import MAY
from tests.support.routes import routes
from tests.support.world import NOBODY, World

# Text that a machine chose from a short list, or that is no text at all; everything else is words and carries the secret.
CODES = {
    "access_log_entry": {"actor_name", "ground", "purpose", "organisation"},
    "acknowledgement": {"author_role", "language", "author_name"},
    "check_in": {"author_organisation", "author_role", "content_hash", "language", "time_zone", "zone"},
    "consent": {"author_organisation", "author_role", "kind"},
    "contact": {"levels", "author_name", "author_organisation", "author_role", "language"},
    "goal": {
        "achievement", "author_name", "author_organisation", "author_role", "expressed_by", "language", "problem_ids", "status",
    },
    "goal_comment": {"author_organisation", "author_role", "language"},
    "measure": {
        "asks_for", "author_name", "author_organisation", "author_role", "category_code", "language", "latest_by", "origin",
        "performer", "problem_ids", "rrule", "status", "time_zone", "times",
    },
    "measure_pause": {"author_organisation", "author_role", "spans"},
    "missed_check_in_watch": {"due_time"},
    "occurrence": {"author_organisation", "author_role", "due_time", "language", "state"},
    "plan_draft": {"author_name", "author_organisation", "author_role"},
    "outbox_receipt": {"content_hash", "kind", "outcome"},
    "plan": {"author_name", "author_organisation", "author_role", "kind", "language", "status"},
    "problem": {"author_name", "author_organisation", "author_role", "language", "status"},
    "quarantined_item": {"decision", "kind", "reason", "seen_by_name"},
    "reading": {"code", "kind", "unit"},
    "reminder": {"due_time", "open_time", "times"},
    "representation": {"areas", "ground"},
    "revision": {"author_name", "author_organisation", "author_role", "entity"},
    "zone": {"author_name", "author_organisation", "author_role", "language", "level"},
}  # fmt: skip
CRAWLERS = (
    NOBODY,
    "the patient",
    "relative who may check in",
    "relative who may read",
    "relative whose fullmakt has run out",
    "relative whose fullmakt was ended",
    "relative at work as a clinician",
    "treating clinician",
    "clinician who no longer treats",
    "clinician of somebody else",
    "another patient",
)


@pytest.mark.parametrize("kind", CRAWLERS)
def test_whoever_crawls_every_page_sees_no_word_that_is_not_theirs(
    app: Flask, world: World, other_world: World, kind: str
) -> None:
    """Each page under one's own record, under the other's, and with the two records' ids mixed; the watch does the rest."""
    visitor = world.visitor(app, kind)
    mixed = other_world.ids | {"record_id": world.record_id}
    for route in (each for each in routes(app) if each.method == "GET"):
        visitor.get(route.address(world.ids) + f"?before={uuid4()}&days=30&page=2&due_on={world.ids['due_on']}&due_time=")
        for ids in (world.ids, other_world.ids, mixed) if route.arguments else ({},):
            visitor.get(route.address(ids))
    assert canaries.leaks == []


def test_those_who_may_do_see_the_words(app: Flask, world: World) -> None:
    """Else the crawl would prove nothing."""
    for kind in MAY:
        visitor = world.visitor(app, kind)
        pages = [visitor.get(route.address(world.ids)) for route in routes(app) if route.method == "GET" and route.of_record]
        assert any(world.word in page.text for page in pages if page.status_code == 200), kind


def test_a_leak_would_be_found(app: Flask, world: World, other_world: World) -> None:
    """The patient's own name, shown to themselves, is a leak as soon as it is not theirs."""
    word = canaries.plant(world.word[:9], other_world.people["the patient"][0].id)
    try:
        world.visitor(app, "the patient").get("/records")
        assert any(word in leak for leak in canaries.leaks)
    finally:
        canaries.forget(word)
        canaries.leaks.clear()


def test_every_text_of_the_patient_carries_the_word(app: Flask, world: World) -> None:
    """A new column is either words, which `tests/support/world.py` then fills with the secret, or a code, listed here."""
    with app.app_context():
        bare = [
            f"{table.name}.{column.name}"
            for table in Base.metadata.sorted_tables
            if "record_id" in table.c
            for column in table.c
            if isinstance(column.type, String | Text | JSON) and column.name not in CODES.get(table.name, set())
            if not _carries(table, column, world)
        ]
    assert bare == []


def _carries(table: object, column: object, world: World) -> bool:
    of_record = select(column).where(table.c.record_id == world.record_id)  # type: ignore[call-overload, attr-defined]
    return any(world.word in str(text) for text in db.session.scalars(of_record))
