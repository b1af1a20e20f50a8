"""Old sessions are forgotten, and only those."""

from __future__ import annotations

from datetime import timedelta

import pytest
from flask import Flask
from sqlalchemy import select, update

from app.identity.identity_number import InvalidIdentityNumber
from app.identity.people import register_person
from app.identity.sessions import start_session
from app.models.login_session import LoginSession
from app.platform import clock
from app.platform.db import db
from tests.factories.people import a_person


def test_the_command_forgets_what_was_last_used_long_ago(app: Flask) -> None:
    with app.app_context():
        person_id = a_person().id
        for age in (1, 89, 91):
            start_session(person_id, None, provider="test", device="Test")
            newest = select(LoginSession.id).where(LoginSession.person_id == person_id, LoginSession.device == "Test")
            moved = {"seen_at": clock.now() - timedelta(days=age), "device": f"{age}"}
            db.session.execute(update(LoginSession).where(LoginSession.id.in_(newest)).values(**moved))
        db.session.commit()

    app.test_cli_runner().invoke(args=["forget-sessions", "--days", "90"], catch_exceptions=False)

    with app.app_context():
        left = db.session.scalars(select(LoginSession.device).where(LoginSession.person_id == person_id)).all()
        assert sorted(left) == ["1", "89"]


@pytest.mark.usefixtures("database")
def test_nobody_synthetic_is_registered_among_patients(app: Flask, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(app.config, "SYNTHETIC_PEOPLE", False)

    with pytest.raises(InvalidIdentityNumber):
        register_person(identity_number="07845110004", given_name="Prøve", family_name="Testesen", birth_date=None)
