"""Who gets through the one door."""

from __future__ import annotations

from datetime import timedelta
from uuid import uuid4

import pytest
from sqlalchemy import select

from app.access.gate import NoSuchRecord, NotAllowed, open_record
from app.access.purposes import Area, Ground, Purpose
from app.identity.actor import Actor, Practice
from app.models.access_log_entry import AccessLogEntry
from app.platform import clock
from app.platform.db import db
from tests.factories.people import a_care_team_member, a_clinician, a_fullmakt, a_patient, a_person

pytestmark = pytest.mark.usefixtures("database")


def test_a_patient_opens_their_own_record():
    person, record = a_patient()

    opened = open_record(_as(person), record.id, Purpose.SET_GOALS)

    assert opened.ground is Ground.SELF
    assert not opened.on_behalf


def test_a_stranger_learns_nothing_and_the_refusal_is_kept():
    stranger = a_person()
    _, record = a_patient()

    with pytest.raises(NoSuchRecord):
        open_record(_as(stranger), record.id, Purpose.READ)
    db.session.rollback()

    assert [line.granted for line in _log(record.id)] == [False]


def test_a_record_that_does_not_exist_looks_like_another_persons():
    with pytest.raises(NoSuchRecord):
        open_record(_as(a_person()), uuid4(), Purpose.READ)


def test_a_relative_with_fullmakt_reads_and_checks_in_but_sets_no_goals():
    relative = a_person("Datter")
    _, record = a_patient()
    a_fullmakt(record, relative)

    assert open_record(_as(relative), record.id, Purpose.READ).on_behalf
    assert open_record(_as(relative), record.id, Purpose.CHECK_IN).ground is Ground.FULLMAKT
    with pytest.raises(NotAllowed):
        open_record(_as(relative), record.id, Purpose.SET_GOALS)


def test_a_fullmakt_to_read_is_not_one_to_check_in():
    relative = a_person()
    _, record = a_patient()
    a_fullmakt(record, relative, areas=(Area.READ,))

    with pytest.raises(NotAllowed):
        open_record(_as(relative), record.id, Purpose.CHECK_IN)


@pytest.mark.parametrize(
    "change",
    [
        {"valid_to": clock.now() - timedelta(seconds=1)},
        {"ended_at": clock.now()},
        {"valid_from": clock.now() + timedelta(hours=1)},
    ],
    ids=["expired", "ended", "not yet"],
)
def test_a_fullmakt_out_of_its_time_opens_nothing(change):
    relative = a_person()
    _, record = a_patient()
    a_fullmakt(record, relative, **change)

    with pytest.raises(NoSuchRecord):
        open_record(_as(relative), record.id, Purpose.READ)


def test_only_a_clinician_of_the_care_team_follows_up():
    nurse_person, nurse = a_clinician()
    other_person, other = a_clinician()
    _, record = a_patient()
    a_care_team_member(record, nurse)

    assert open_record(_as(nurse_person, nurse), record.id, Purpose.FOLLOW_UP).ground is Ground.TREATMENT
    with pytest.raises(NoSuchRecord):
        open_record(_as(other_person, other), record.id, Purpose.FOLLOW_UP)


def test_a_nurse_at_work_is_not_also_a_daughter():
    nurse_person, nurse = a_clinician()
    _, record = a_patient()
    a_fullmakt(record, nurse_person)

    with pytest.raises(NoSuchRecord):
        open_record(_as(nurse_person, nurse), record.id, Purpose.READ)


def test_every_opening_by_another_is_logged_and_ones_own_once_per_sign_in():
    relative = a_person()
    _, record = a_patient()
    a_fullmakt(record, relative)

    open_record(_as(relative), record.id, Purpose.CHECK_IN)
    open_record(_as(relative), record.id, Purpose.CHECK_IN)
    db.session.commit()

    assert [line.ground for line in _log(record.id)] == [Ground.FULLMAKT, Ground.FULLMAKT]


def _as(person, clinician=None):
    practice = clinician and Practice(clinician.id, clinician.hpr_number, clinician.role, "999999999", "Prøvesund")
    return Actor(person.id, person.name, None, False, practice)


def _log(record_id):
    return db.session.scalars(select(AccessLogEntry).where(AccessLogEntry.record_id == record_id)).all()
