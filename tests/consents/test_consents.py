"""A consent is given, stands, is taken back, and all of it stays to be seen."""

from __future__ import annotations

import pytest
from sqlalchemy import select

from app.access.record import Record
from app.consents.actions import give_consent, withdraw_consent
from app.consents.queries import has_consent, latest_consent, require_consent
from app.consents.rules import NoConsent
from app.models.consent import Consent
from app.platform.db import db
from tests.factories.people import a_clinician, a_patient, opened_by_clinician


@pytest.fixture
def opened(database: None) -> Record:
    return opened_by_clinician(*a_clinician("Nina"), *a_patient())


def test_nobody_has_consented_from_the_start(opened: Record) -> None:
    assert not has_consent(opened)
    assert latest_consent(opened) is None
    with pytest.raises(NoConsent):
        require_consent(opened)


def test_a_consent_says_who_recorded_it(opened: Record) -> None:
    assert give_consent(opened)
    require_consent(opened)
    latest = latest_consent(opened)
    assert latest and (latest.author_name, latest.withdrawn_at) == ("Nina Testesen", None)


def test_given_twice_the_first_stands(opened: Record) -> None:
    give_consent(opened)
    assert not give_consent(opened)
    assert len(rows(opened)) == 1


def test_taken_back_it_no_longer_holds_but_stays(opened: Record) -> None:
    give_consent(opened)
    assert withdraw_consent(opened)
    assert not has_consent(opened)
    assert [row.withdrawn_at is not None for row in rows(opened)] == [True]
    assert not withdraw_consent(opened)


def test_it_may_be_given_anew(opened: Record) -> None:
    for _ in range(2):
        give_consent(opened)
        withdraw_consent(opened)
    give_consent(opened)
    assert has_consent(opened)
    assert len(rows(opened)) == 3


def test_one_patients_consent_is_not_anothers(opened: Record) -> None:
    give_consent(opened)
    assert not has_consent(opened_by_clinician(*a_clinician(), *a_patient()))


def rows(record: Record) -> list[Consent]:
    return list(db.session.scalars(select(Consent).where(Consent.record_id == record.id)))
