from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field

from app.access.record import Record as OpenRecord
from app.models.person import Person
from app.models.record import Record
from tests.factories.people import (
    a_care_team_member,
    a_clinician,
    a_fullmakt,
    a_patient,
    a_person,
    opened_by_clinician,
    opened_by_patient,
)
from tests.support.phone import Phone


@dataclass
class Home:
    """A patient with a phone, and a nurse who follows them. `me` and `nurse` are the proofs the gate gives."""

    person: Person
    record: Record
    phones: Callable[[], Phone]
    phone: Phone = field(init=False)
    me: OpenRecord = field(init=False)
    nurse: OpenRecord = field(init=False)

    def __post_init__(self) -> None:
        nurse_person, nurse = a_clinician()
        a_care_team_member(self.record, nurse)
        self.phone = self.phones().sign_in(self.person)
        self.me = opened_by_patient(self.person, self.record)
        self.nurse = opened_by_clinician(nurse_person, nurse, self.person, self.record)

    def at(self, path: str) -> str:
        return f"/records/{self.record.id}{path}"

    def relative(self, **changes: object) -> Phone:
        """The phone of somebody with fullmakt to read and check in."""
        daughter = a_person("Anne")
        a_fullmakt(self.record, daughter, **changes)  # type: ignore[arg-type]
        return self.phones().sign_in(daughter)


def a_home(phones: Callable[[], Phone], given_name: str = "Kari") -> Home:
    person, record = a_patient(given_name)
    return Home(person, record, phones)
