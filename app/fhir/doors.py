"""Whose record a call is about, and the door to it: once for each record and purpose in a call, with one line in the log."""

from __future__ import annotations

from dataclasses import dataclass, field
from uuid import UUID

from app.access.gate import NoSuchRecord, NotAllowed
from app.access.log import log_refusal
from app.access.purposes import Purpose
from app.exchange.caller import Caller, require_person, require_scope
from app.exchange.door import open_for, record_of_number
from app.exchange.errors import Forbidden, Refused
from app.fhir.kinds.kind import Interaction, Kind
from app.fhir.kinds.opened import Opened
from app.fhir.scopes import WRITES, granted, wanted
from app.identity.tokens.claims import Kind as Who

_NOWHERE = UUID(int=0)


@dataclass
class Doors:
    """The doors one call opens. A second try at the same one meets what the first met, and is not logged again."""

    caller: Caller
    _tried: dict[tuple[UUID, Purpose], Opened | Exception] = field(default_factory=dict)

    def allow(self, kind: Kind, interaction: Interaction) -> None:
        """Errors: `Refused` for what the type cannot do, `Forbidden` for what the token does not cover."""
        if interaction not in kind.interactions:
            raise Refused("CPLF-0006", f"{kind.name} has no {interaction} here.", status=405)
        who = self.caller.claims.kind
        if not granted(self.caller.scopes, who, kind.name, interaction):
            require_scope(self.caller, wanted(who, kind.name, interaction))
        require_person(self.caller)
        if who is Who.CITIZEN and interaction in WRITES:
            raise Forbidden("Patients and relatives write in the app; here they read.")

    def to_read(self, kind: Kind, record_id: UUID | None) -> Opened:
        """Errors: `NoSuchRecord`, also where there is no such record: both are logged, and look alike."""
        private = self.caller.claims.kind is Who.CITIZEN and kind.read_for is Purpose.FOLLOW_UP
        return self._open(record_id, Purpose.READ if private else kind.read_for)

    def to_write(self, record_id: UUID | None) -> Opened:
        """Errors: as `to_read`."""
        return self._open(record_id, Purpose.WRITE_PLAN)

    def record_named(self, number: str) -> UUID | None:
        """The record of the patient with that identity number. Errors: `Refused` for what is no such number."""
        return record_of_number(number)

    def own_record(self) -> UUID | None:
        """The record of the citizen who calls, or of the patient that the call's headers name."""
        number = self.caller.call.patient_number or (self.caller.claims.pid if self.caller.claims.kind is Who.CITIZEN else None)
        return record_of_number(number) if number else None

    @property
    def names_patient(self) -> bool:
        """Whether the call says by itself whom it is about."""
        return bool(self.caller.call.patient_number) or self.caller.claims.kind is Who.CITIZEN

    def opened(self) -> list[Opened]:
        """Those that are open for writing, in an order that is the same for all callers."""
        found = [(key, door) for key, door in self._tried.items() if key[1] is Purpose.WRITE_PLAN]
        return [door for _, door in sorted(found, key=lambda each: each[0][0]) if isinstance(door, Opened)]

    def _open(self, record_id: UUID | None, purpose: Purpose) -> Opened:
        key = (record_id or _NOWHERE, purpose)
        if key not in self._tried:
            self._tried[key] = self._try(record_id, purpose)
        found = self._tried[key]
        if isinstance(found, Exception):
            raise found
        return found.again()

    def _try(self, record_id: UUID | None, purpose: Purpose) -> Opened | Exception:
        if record_id is None:
            log_refusal(require_person(self.caller), _NOWHERE, purpose, self.caller.as_system_call())
            return NoSuchRecord()
        try:
            opened = Opened(open_for(self.caller, record_id, purpose))
        except (NoSuchRecord, NotAllowed) as refused:
            return refused
        if self.caller.call.patient_number and self.caller.call.patient_number != opened.number:
            return Refused("CPLF-0003", "nhn-patient-nin names another patient.")
        return opened
