"""A clinician at the desk: forms filled and sent as a browser without JavaScript would."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from uuid import UUID

from webtest import TestResponse
from webtest.forms import Form

from app.consents.actions import give_consent
from app.models.clinician import Clinician
from app.models.person import Person
from app.models.record import Record
from app.platform.db import db
from tests.factories.people import a_care_team_member, a_clinician, a_patient, opened_by_clinician
from tests.support.phone import Phone, form_to

ZONES = {
    "green": ("Som vanlig", "Gå tur"),
    "yellow": ("Mer tungpustet\nHoster mer", "Ring oss\nHvil"),
    "red": ("Får ikke puste", "Ring 113"),
}


@dataclass
class Desk:
    """`base` is the record's address in the clinic, `draft` where its draft is written."""

    phone: Phone
    person: Person
    clinician: Clinician
    base: str = ""
    draft: str = ""

    def begin(self, shape: str | None = None, language: str = "nb") -> TestResponse:
        form = form_to(self.phone.get(f"{self.base}/plan/write"), "/drafts")
        if shape:
            form["shape"], form["language"] = shape, language
        page = form.submit().follow()
        self.draft = page.request.path.rsplit("/", 1)[0]
        return page

    def section(self, name: str, mend: bool = False) -> Form:
        return form_to(self.phone.get(f"{self.draft}/{name}" + ("?mend=1" if mend else "")), f"/{name}")

    def press(self, form: Form, press: str, **settings: object) -> TestResponse:
        return form.submit("press", value=press, **settings)

    def add(self, section: str, **fields: object) -> str:
        """A new row with these fields, saved; answers its key."""
        page = self.press(self.section(section), "add").follow()
        form = form_to(page, f"/{section}")
        key = form.fields["row"][-1].value
        for name, value in fields.items():
            put(form, f"{section}-{key}-{name}", value)
        self.press(form, "save")
        return str(key)

    def write_zones(self) -> None:
        form = self.section("zones")
        for level, (condition, action) in ZONES.items():
            form[f"zones-{level}-condition"], form[f"zones-{level}-action"] = condition, action
        self.press(form, "save")

    def name_plans(self, treatment: str = "Behandlingsplan", self_care: str = "Egenbehandling") -> None:
        form = self.section("about")
        form["about-treatment-title"], form["about-self_care-title"] = treatment, self_care
        self.press(form, "save")

    def review(self) -> TestResponse:
        return self.phone.get(self.draft)

    def publish(self, comment: str = "", **settings: object) -> TestResponse:
        form = form_to(self.review(), "/publication")
        form["comment"] = comment
        return form.submit(**settings)


def put(form: Form, name: str, value: object) -> None:
    """Type or choose; several for a list of boxes."""
    if isinstance(value, list):
        for box in form.fields[name]:
            box.checked = box._value in value
    else:
        form[name] = value


def a_desk(phones: Callable[[], Phone], given_name: str = "Nina") -> Desk:
    person, clinician = a_clinician(given_name)
    return Desk(phones().sign_in(person, clinician), person, clinician)


def at_record(desk: Desk, record: Record) -> Desk:
    a_care_team_member(record, desk.clinician)
    desk.base = f"/clinic/records/{record.id}"
    return desk


def a_written_desk(phones: Callable[[], Phone]) -> tuple[Desk, Person, Record]:
    """A clinician and a patient who has said yes, with nothing written yet."""
    patient, record = a_patient("Kari")
    desk = at_record(a_desk(phones), record)
    give_consent(opened_by_clinician(desk.person, desk.clinician, patient, record))
    db.session.commit()
    return desk, patient, record


def id_in(page: TestResponse) -> UUID:
    """The record's id in the address of a page of the clinic."""
    return UUID(page.request.path.split("/")[3])
