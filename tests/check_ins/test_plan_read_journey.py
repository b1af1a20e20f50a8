"""The plan is rewritten while somebody checks in: the words they read are the ones kept, and they are told."""

from __future__ import annotations

import json
from base64 import urlsafe_b64encode
from uuid import uuid4

import pytest
from sqlalchemy import select

from app.access.revisions import keep
from app.check_ins.actions import record_check_in
from app.check_ins.forms.chosen import _owner, unsealed
from app.check_ins.rules import Outcome, WordsRead
from app.models.check_in import CheckIn
from app.models.plan import Plan
from app.platform import clock
from app.platform.crypto import seal
from app.platform.db import db
from tests.factories.check_in import a_check_in, content
from tests.factories.people import a_patient, opened_by_patient
from tests.factories.plan import a_plan, a_self_care_plan
from tests.support.phone import form_to

pytestmark = pytest.mark.usefixtures("database")
CHANGED = "The plan has been changed since this check-in was begun."
GONE = "The plan that held when this check-in was begun is no longer in use."


@pytest.fixture
def patient(database):
    return a_patient()


@pytest.fixture
def opened(patient):
    return opened_by_patient(*patient)


@pytest.fixture
def plan(patient, opened):
    """In force, and written once more since it was made."""
    return _rewritten(opened, a_self_care_plan(patient[1]).id)


@pytest.fixture
def second_step(patient, plan, phone):
    """The page after the zone was chosen by the words of `plan`."""
    first = phone().sign_in(patient[0]).get(f"/records/{patient[1].id}/check-ins/new")
    return form_to(first, "/check-ins/new").submit("zone", value="yellow").follow()


def test_the_version_whose_words_were_read_is_kept_and_the_change_is_told(opened, plan, second_step):
    read = plan.version
    now = _rewritten(opened, plan.id).version

    after = form_to(second_step, "/check-ins").submit().follow()

    assert now == read + 1
    assert _kept(opened) == [(plan.id, read)]
    assert CHANGED in after


def test_a_change_between_the_two_steps_counts_as_well(opened, plan, patient, phone):
    read, its_phone = plan.version, phone().sign_in(patient[0])
    first = its_phone.get(f"/records/{patient[1].id}/check-ins/new")
    _rewritten(opened, plan.id)

    second = form_to(first, "/check-ins/new").submit("zone", value="yellow").follow()
    form_to(its_phone.get(second.request.url), "/check-ins").submit(status=303)

    assert _kept(opened) == [(plan.id, read)]


def test_something_to_mend_does_not_lose_it(opened, plan, second_step):
    read = plan.version
    _rewritten(opened, plan.id)
    form = form_to(second_step, "/check-ins")
    form["weight"] = "abc"
    form = form_to(form.submit(status=422), "/check-ins")
    form["weight"] = "72"

    form.submit(status=303)

    assert _kept(opened) == [(plan.id, read)]


def test_a_plan_that_is_as_it_was_is_not_spoken_of(opened, plan, second_step):
    after = form_to(second_step, "/check-ins").submit().follow()

    assert _kept(opened) == [(plan.id, plan.version)]
    assert CHANGED not in after and GONE not in after


def test_a_plan_that_was_taken_away_meanwhile_is_told_too(opened, plan, second_step):
    read = plan.version
    _rewritten(opened, plan.id, deleted_at=clock.now())

    after = form_to(second_step, "/check-ins").submit().follow()

    assert _kept(opened) == [(plan.id, read)]
    assert GONE in after


def test_sending_again_after_the_plan_was_changed_is_still_one_check_in(opened, plan):
    once = content("yellow", read=WordsRead(plan.id, plan.version))
    assert record_check_in(opened, once) is Outcome.NEW
    db.session.commit()
    _rewritten(opened, plan.id)

    assert record_check_in(opened, once) is Outcome.IDENTICAL


@pytest.mark.parametrize("version", ["0", "999999999", "-1", "", "x", "٢", "9" * 40])
def test_a_version_that_never_was_is_the_one_in_force(opened, plan, second_step, version):
    form = form_to(second_step, "/check-ins")
    form["plan_version"] = version

    form.submit(status=303)

    assert _kept(opened) == [(plan.id, plan.version)]


@pytest.mark.parametrize("named", ["", "x", "💊", "4a5252f0-744b-4182-bf0b-022033806bb8"])
def test_a_plan_that_never_was_is_the_one_in_force(opened, plan, second_step, named):
    form = form_to(second_step, "/check-ins")
    form["plan_id"] = named

    form.submit(status=303)

    assert _kept(opened) == [(plan.id, plan.version)]


def test_neither_another_patients_plan_nor_one_of_another_kind_can_be_named(opened, plan, patient):
    stranger, record = a_patient()
    theirs = _rewritten(opened_by_patient(stranger, record), a_self_care_plan(record).id)
    treatment = _rewritten(opened, a_plan(patient[1]).id)

    for wrong in (theirs, treatment):
        kept = a_check_in(opened, read=WordsRead(wrong.id, wrong.version))
        assert (kept.plan_id, kept.plan_version) == (plan.id, plan.version)


def test_the_address_of_the_second_step_tells_no_plan(plan, second_step):
    assert str(plan.id) not in second_step.request.url


def test_a_choice_from_before_the_plan_went_along_still_works(app, patient):
    with app.app_context():
        assert unsealed(_old_choice(patient[1].id), patient[1].id)["zone"] == "red"


def _old_choice(record_id):
    chosen = {"check_in_id": str(uuid4()), "zone": "red", "worried": False}
    return urlsafe_b64encode(seal(json.dumps(chosen), _owner(record_id))).decode()


def _rewritten(opened, plan_id, **changes):
    plan = db.session.get_one(Plan, plan_id)
    for name, value in ({"description": "Skrevet på nytt"} | changes).items():
        setattr(plan, name, value)
    keep(opened, plan)
    db.session.commit()
    return plan


def _kept(opened):
    db.session.rollback()
    rows = db.session.scalars(select(CheckIn).where(CheckIn.record_id == opened.id))
    return [(row.plan_id, row.plan_version) for row in rows]
