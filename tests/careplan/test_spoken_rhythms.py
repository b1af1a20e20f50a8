"""An order whose timing our rhythm cannot say: taken in every mouth, shown in words, kept by the pen and on the way out."""

from __future__ import annotations

from collections.abc import Callable
from html import unescape
from typing import Any

import pytest
from flask import Flask
from sqlalchemy import select
from webtest import TestResponse

from app.models.measure import Measure
from app.models.revision import Revision
from app.plans.pages.values import value_words
from app.platform.db import db
from tests.authoring.desk import Desk as Pen
from tests.authoring.desk import at_record
from tests.careplan.desk import Desk, told, where
from tests.fhir.desk import Desk as FhirDesk
from tests.fhir.spoken_timings import DAILY, IDS, SPOKEN, code, repeat
from tests.support.phone import Phone, form_to

THRICE = repeat(frequency=3, period=1, periodUnit="wk")


def write(desk: Desk, timing: dict[str, Any], **more: Any) -> None:
    for resource in (desk.condition(), desk.goal(), desk.measure(occurrenceTiming=timing, **more), desk.plan()):
        assert desk.create(resource).status_code == 201


def see(desk: Desk, phone: Callable[[], Phone], room: str) -> TestResponse:
    page = phone().sign_in(desk.patient).get(f"/records/{desk.record_id}/{room}", {"lang": "nb"}, status=200)
    page.mustcontain('<html lang="nb"')
    return page


def row(desk: Desk) -> Measure:
    db.session.rollback()
    return db.session.scalars(select(Measure).where(Measure.record_id == desk.record_id)).one()


def test_the_patient_reads_it_in_their_own_language(desk: Desk, phone: Callable[[], Phone]) -> None:
    write(desk, repeat(**DAILY, when=["ACM"], count=10))

    for room in ("plan", "measures", f"measures/{row(desk).id}"):
        see(desk, phone, room).mustcontain("Hver dag før frokost, 10 ganger i alt", no="Uten fast tid")
    assert "Gåtur" not in see(desk, phone, "today"), "nothing is due by it"
    assert "før frokost" not in see(desk, phone, "reminders")


def test_the_writers_own_words_say_what_language_they_are_in(desk: Desk, phone: Callable[[], Phone]) -> None:
    write(desk, {"code": {"text": "Etter avtale med Kari"}})

    page = phone().sign_in(desk.patient).get(f"/records/{desk.record_id}/plan")
    page.mustcontain('<span class="plan-item__when" lang="nb">Etter avtale med Kari</span>')


def test_it_may_be_ticked_off_when_it_is_done(desk: Desk, phone: Callable[[], Phone]) -> None:
    write(desk, THRICE)
    page = phone().sign_in(desk.patient).get(f"/records/{desk.record_id}/measures/{row(desk).id}")

    form_to(page, "/occurrences").submit().follow().mustcontain("Done at")


def test_the_clinician_reads_it_and_what_it_was(app: Flask, desk: Desk, phone: Callable[[], Phone]) -> None:
    write(desk, THRICE)
    reader = phone().sign_in(desk.nurse, desk.clinician)
    base = at_record(Pen(reader, desk.nurse, desk.clinician), desk.record).base
    reader.get(f"{base}/plan").mustcontain("3 times a week")
    assert desk.change(desk.read("ServiceRequest") | {"occurrenceTiming": code("BID")}).status_code == 200

    reader.get(f"{base}/plan").mustcontain("2 times a day", no="3 times a week")
    kept = [{name: each.content[name] for name in ("rrule", "times", "latest_by", "spoken")} for each in revisions(desk)]
    with app.test_request_context(headers={"Accept-Language": "nb"}):
        assert [value_words("measure", "rhythm", each, {}) for each in kept] == ["3 ganger i uka", "2 ganger om dagen"]


def revisions(desk: Desk) -> list[Revision]:
    of_measure = (Revision.record_id == desk.record_id, Revision.entity == "measure")
    return list(db.session.scalars(select(Revision).where(*of_measure).order_by(Revision.version)))


def test_a_timing_we_can_follow_takes_its_place_and_back(desk: Desk) -> None:
    write(desk, THRICE)
    for timing in ({"repeat": DAILY}, code("Q8H")):
        changed = desk.read("ServiceRequest") | {"occurrenceTiming": timing}
        assert desk.change(changed).status_code == 200
        assert desk.read("ServiceRequest")["occurrenceTiming"] == timing
        assert (row(desk).rrule, bool(row(desk).spoken)) == (
            ("FREQ=DAILY", False) if timing == {"repeat": DAILY} else (None, True)
        )


@pytest.fixture
def pen(desk: Desk, phone: Callable[[], Phone]) -> Pen:
    """The clinician's own pen over a plan that another system sent."""
    write(desk, code("TID", repeat={"boundsDuration": {"value": 2, "system": "http://unitsofmeasure.org", "code": "wk"}}))
    pen = at_record(Pen(phone().sign_in(desk.nurse, desk.clinician), desk.nurse, desk.clinician), desk.record)
    pen.begin()
    return pen


def test_the_pen_shows_the_words_and_keeps_them(desk: Desk, pen: Pen) -> None:
    before = desk.read("ServiceRequest")
    form = pen.section("measures")
    key = form["row"].value
    assert "As it is: 3 times a day, for 2 weeks" in unescape(form.text)
    form[f"measures-{key}-title"] = "Tur med stav"
    pen.press(form, "save")
    assert "3 times a day, for 2 weeks" in pen.review()
    pen.publish("Stav")

    after = desk.read("ServiceRequest")
    assert after["code"]["text"] == "Tur med stav"
    assert after["occurrenceTiming"] == before["occurrenceTiming"]


def test_times_typed_beside_the_words_are_asked_about(desk: Desk, pen: Pen) -> None:
    form = pen.section("measures")
    form[f"measures-{form['row'].value}-times"] = "08:00"
    pen.press(form, "save")

    pen.review().mustcontain("Choose how often as well, or take the times out.", no="Publish the plan")
    assert (row(desk).rrule, row(desk).times, bool(row(desk).spoken)) == (None, [], True)


def test_a_rhythm_of_the_pen_takes_their_place(desk: Desk, pen: Pen) -> None:
    form = pen.section("measures")
    key = form["row"].value
    form[f"measures-{key}-kind"], form[f"measures-{key}-times"] = "daily", "08:00, 20:00"
    pen.press(form, "save")
    pen.publish("Faste tider")

    said = desk.read("ServiceRequest")["occurrenceTiming"]["repeat"]
    assert (said["frequency"], said["timeOfDay"]) == (2, ["08:00:00", "20:00:00"])
    assert (row(desk).rrule, row(desk).spoken) == ("FREQ=DAILY", None)


def test_a_patients_own_measure_keeps_its_words_until_they_choose_others(desk: Desk, phone: Callable[[], Phone]) -> None:
    write(desk, THRICE, requester=desk.person)
    mine = phone().sign_in(desk.patient)
    address = f"/records/{desk.record_id}/measures/{row(desk).id}/edit"
    page = mine.get(address)
    page.mustcontain("As it is: 3 times a week")
    form = form_to(page, "/edit")
    form["title"] = "Tur med stav"
    form.submit(status=303)
    assert desk.read("ServiceRequest")["occurrenceTiming"] == THRICE

    form = form_to(mine.get(address), "/edit")
    form["kind"] = "daily"
    form.submit(status=303)
    assert (row(desk).rrule, row(desk).spoken) == ("FREQ=DAILY", None)


@pytest.mark.parametrize(("timing", "english", "bokmal"), SPOKEN[::4], ids=IDS[::4])
def test_plain_fhir_takes_it_too(app: Flask, database: None, timing: dict[str, Any], english: str, bokmal: str) -> None:
    desk = FhirDesk(app)
    for resource in (desk.condition(), desk.measure(occurrenceTiming=timing)):
        answer = desk.create(resource)
        assert answer.status_code == 201, answer.text
    assert desk.read("ServiceRequest")["occurrenceTiming"] == timing


@pytest.mark.parametrize(
    ("timing", "path"),
    [
        (repeat(frequency=0, period=1, periodUnit="d"), "repeat.frequency"),
        (repeat(frequency=3, period=1), "repeat"),
        (repeat(**DAILY, when=["HS"], timeOfDay=["08:00:00"]), "repeat"),
        (repeat(**DAILY, count=2, countMax=1), "repeat.countMax"),
        (repeat(timeOfDay=["25:00:00"]), "repeat.timeOfDay[0]"),
        (code("BID", modifierExtension=[{"url": "urn:not", "valueBoolean": True}]), "modifierExtension"),
    ],
)
def test_what_cannot_be_meant_is_refused_with_its_place(desk: Desk, timing: dict[str, Any], path: str) -> None:
    answer = desk.create(desk.measure(reasonReference=None, occurrenceTiming=timing))

    assert told(answer) == (422, "CPLF-0005"), answer.text
    assert where(answer) == f"ServiceRequest.occurrenceTiming.{path}"
