"""Recording a consent from another system, also for a patient nobody here has met.

The national consent call is not published: this one is ours. A patient who is new must be named in it: a register that makes
up a name has somebody in it who does not exist.
"""

from __future__ import annotations

from dataclasses import dataclass

from app.careplan.calling import attested, patient_number
from app.exchange.caller import Caller
from app.exchange.door import record_of_number
from app.exchange.errors import Forbidden, Refused
from app.identity.identity_number import InvalidIdentityNumber
from app.identity.people import person_by_identity_number, record_for
from app.platform.elements import Element, Json

ROOT = "consent"
_MAX_NAME = 100


@dataclass(frozen=True)
class Said:
    """What a consent call says: of whom, by what name, and whether it is a yes."""

    consent: bool
    name: Element


def read_consent(body: Json) -> Said:
    """Errors: `InvalidResource`."""
    root = Element(ROOT, body)
    if not root.child("consent"):
        raise root.child("consent").invalid("Say true where the patient consents, false where they take it back.")
    return Said(root.child("consent").yes(), root.child("subject").child("display"))


def meet_patient(caller: Caller, said: Said) -> None:
    """See to it that the patient is in the register with a record. Errors: `Forbidden`, `InvalidResource`, `Refused`."""
    number = patient_number(caller)
    if not said.consent or record_of_number(number):
        return
    if not attested(caller):
        raise Forbidden("There is no treating relation, and no basis for access was sent.")
    known = person_by_identity_number(number)
    given, family = (known.given_name, known.family_name) if known else _names(said.name)
    try:
        record_for(number, given, family)
    except InvalidIdentityNumber as error:
        raise Refused("CPLF-0023", str(error)) from None


def _names(name: Element) -> tuple[str, str]:
    """Given and family name of "Kari Anne Prøve": the last word is the family's."""
    text = name.text(2 * _MAX_NAME)
    parts = text.split() if text else []
    if len(parts) < 2:
        raise name.invalid("The patient is new here: send given name and family name.")
    given, family = " ".join(parts[:-1]), parts[-1]
    if max(len(given), len(family)) > _MAX_NAME:
        raise name.invalid(f"A name may be at most {_MAX_NAME} characters long.")
    return given, family
