"""An opened record while one answer is made of it."""

from __future__ import annotations

from dataclasses import dataclass, field

from app.access.record import Record
from app.fhir.shelf.shelf import Shelf
from app.identity.people import identity_number_of
from app.models.person import Person
from app.plans.actions.guards import one_writer
from app.platform.db import db
from app.platform.elements import Json


@dataclass(eq=False)
class Opened:
    """The proof of the door, and the patient as references name them.

    What is fetched is kept by hand: before Python 3.12 a `cached_property` holds one lock for all threads while it asks.
    """

    record: Record
    _number: str | None = field(default=None, repr=False)
    _shelf: Shelf | None = field(default=None, repr=False)

    @property
    def number(self) -> str:
        """The patient's identity number: for bodies, never for an address."""
        if self._number is None:
            self._number = identity_number_of(db.session.get_one(Person, self.record.subject_id))
        return self._number

    @property
    def shelf(self) -> Shelf:
        """Plans, problems, goals and measures; what is asked for twice is fetched once."""
        if self._shelf is None:
            self._shelf = Shelf(self.record, self.number, literal=True)
        return self._shelf

    @property
    def subject(self) -> Json:
        """The patient as a literal reference."""
        return {"reference": f"Patient/{self.record.id}", "type": "Patient"}

    def hold(self) -> None:
        """Nobody else writes in the record until the transaction ends."""
        one_writer(self.record)

    def again(self) -> Opened:
        """The same open door with nothing fetched yet: what was written since is then seen."""
        return Opened(self.record, self._number)
