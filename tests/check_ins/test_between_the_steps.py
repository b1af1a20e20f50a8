"""From the first step to the second: back and reload work, and the address tells nobody how somebody is."""

from __future__ import annotations

import pytest
from sqlalchemy import func, select

from app.models.check_in import CheckIn
from app.platform.db import db
from tests.factories.people import a_patient
from tests.support.phone import form_to

pytestmark = pytest.mark.usefixtures("database")


@pytest.fixture
def patient(database):
    return a_patient()


@pytest.fixture
def her_phone(patient, phone):
    return phone().sign_in(patient[0])


def test_the_address_of_the_second_step_tells_nothing(patient, her_phone):
    addresses = {_chosen(her_phone, patient, zone).request.url for zone in ("green", "red", "unsure")}

    assert not any(word in address.lower() for address in addresses for word in ("green", "red", "unsure", "zone"))
    assert len(addresses) == 3


def test_the_second_step_can_be_loaded_again(patient, her_phone):
    page = _chosen(her_phone, patient, "yellow")

    again = her_phone.get(page.request.url)

    assert form_to(again, "/check-ins")["zone"].value == "yellow"
    assert form_to(again, "/check-ins")["check_in_id"].value == form_to(page, "/check-ins")["check_in_id"].value


def test_one_who_goes_back_after_sending_and_sends_again_has_sent_one(patient, her_phone):
    page = _chosen(her_phone, patient, "yellow")
    form_to(page, "/check-ins").submit(status=303)

    form_to(her_phone.get(page.request.url), "/check-ins").submit(status=303)

    assert db.session.scalar(select(func.count()).where(CheckIn.record_id == patient[1].id)) == 1


@pytest.mark.parametrize("chosen", ["", "x", "AAAA", "💊", "A" * 5000, "eyJ6b25lIjoicmVkIn0="])
def test_a_choice_that_we_did_not_seal_is_the_first_step(patient, her_phone, chosen):
    page = her_phone.get(_first(patient), {"chosen": chosen})

    assert "What do you recognise?" in page


def test_a_choice_for_one_record_is_none_in_another(patient, her_phone, phone):
    address = _chosen(her_phone, patient, "red").request.url
    other = a_patient()

    page = phone().sign_in(other[0]).get(address.replace(str(patient[1].id), str(other[1].id)))

    assert "What do you recognise?" in page


def test_the_first_step_keeps_nothing(patient, her_phone):
    _chosen(her_phone, patient, "red")

    assert db.session.scalar(select(func.count()).where(CheckIn.record_id == patient[1].id)) == 0


def _chosen(its_phone, patient, zone):
    return form_to(its_phone.get(_first(patient)), "/check-ins/new").submit("zone", value=zone).follow()


def _first(patient):
    return f"/records/{patient[1].id}/check-ins/new"
