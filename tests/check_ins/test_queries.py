"""Check-ins that were sent, and what it costs to ask for them."""

from __future__ import annotations

from datetime import timedelta
from decimal import Decimal
from uuid import uuid4

import pytest

from app.access.gate import NoSuchRecord
from app.check_ins.queries import check_in, check_ins, last_check_in
from tests.check_ins.counting import statements
from tests.factories.acknowledgement import an_acknowledgement
from tests.factories.check_in import a_check_in
from tests.factories.people import a_clinician, a_patient, opened_by_patient

pytestmark = pytest.mark.usefixtures("database")


@pytest.fixture
def opened(database):
    return opened_by_patient(*a_patient())


def test_there_may_be_none(opened):
    assert last_check_in(opened) is None
    assert check_ins(opened) == []


def test_the_last_one_is_the_one_measured_last_with_who_has_seen_it(opened):
    newest = a_check_in(opened, "red")
    a_check_in(opened, "green", ago=timedelta(days=1))
    nurse, _ = a_clinician("Nina")
    an_acknowledgement(newest, nurse, "Jeg ringer deg")

    line = last_check_in(opened)

    assert (line.id, line.zone) == (newest.id, "red")
    assert [(seen.author_name, seen.reply) for seen in line.acknowledgements] == [(nurse.name, "Jeg ringer deg")]


def test_seen_by_two_is_still_one_check_in(opened):
    kept = a_check_in(opened)
    for _ in range(2):
        an_acknowledgement(kept, a_clinician()[0])

    assert len(last_check_in(opened).acknowledgements) == 2
    assert len(check_ins(opened)) == 1


def test_other_peoples_are_never_there(opened):
    mine = a_check_in(opened)
    other = a_check_in(opened_by_patient(*a_patient()))

    assert [line.id for line in check_ins(opened)] == [mine.id]
    with pytest.raises(NoSuchRecord):
        check_in(opened, other.id)
    with pytest.raises(NoSuchRecord):
        check_ins(opened, before=other.id)


def test_one_that_does_not_exist_is_not_found(opened):
    with pytest.raises(NoSuchRecord):
        check_in(opened, uuid4())


def test_pages_hold_every_check_in_once_even_those_of_one_moment(opened):
    made = [a_check_in(opened, ago=timedelta(hours=hour // 3)) for hour in range(9)]
    moment = made[0].measured_at
    made += [a_check_in(opened, measured_at=moment) for _ in range(3)]

    seen, before = [], None
    while page := check_ins(opened, limit=4, before=before):
        seen += [line.id for line in page]
        before = page[-1].id

    assert sorted(seen) == sorted(each.id for each in made)
    assert len(set(seen)) == len(seen)


def test_readings_come_in_one_order(opened):
    a_check_in(opened, readings={"pulse": "70", "blood_pressure_diastolic": "80", "blood_pressure_systolic": "130"})

    assert check_ins(opened)[0].readings == (
        ("blood_pressure_systolic", Decimal(130)),
        ("blood_pressure_diastolic", Decimal(80)),
        ("pulse", Decimal(70)),
    )


def test_the_number_of_statements_does_not_grow_with_the_history(opened):
    costs = []
    for _ in range(2):
        for _ in range(12):
            a_check_in(opened, readings={"weight": "70"})
        with statements() as run:
            last_check_in(opened)
            check_ins(opened, limit=10)
        costs.append(len(run))

    assert costs == [5, 5]
