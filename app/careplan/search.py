"""What a search may ask for. What is not here is refused, never passed over: a search that looks narrower must be so."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from urllib.parse import urlencode
from uuid import UUID

from app.exchange.errors import Refused

SUBJECT = ("subject:Patient.identifier", "subject.identifier", "patient.identifier")
URN = "urn:uuid:"
_EVERYTHING = "*"
_STATUSES = ("draft", "active", "on-hold", "revoked", "completed", "entered-in-error", "unknown")
_PASSED_OVER = ("_format",)


@dataclass(frozen=True)
class Search:
    """A search for a patient's plans. `self_link` repeats what was asked, but never the number."""

    number: str
    include: bool
    statuses: tuple[str, ...]
    self_link: str


def read_search(form: Mapping[str, Sequence[str]]) -> Search:
    """The search in a form. Errors: `Refused`."""
    unknown = sorted(set(form) - {*SUBJECT, "_include", "status", *_PASSED_OVER})
    if unknown:
        raise Refused("CPLF-0004", f"These can be asked for: {SUBJECT[0]}, _include=*, status.")
    numbers = [value for name in SUBJECT for value in form.get(name, ())]
    if len(numbers) != 1:
        raise Refused("CPLF-0023", f"Send {SUBJECT[0]} once, with the 11 digits.")
    include, statuses = _include(form.get("_include", ())), _statuses(form.get("status", ()))
    asked = [("_include", _EVERYTHING)] * include + [("status", ",".join(statuses))] * bool(statuses)
    return Search(numbers[0].rpartition("|")[2].strip(), include, statuses, f"?{urlencode(asked)}" if asked else "")


def refuse_in_address(query: Mapping[str, Sequence[str]]) -> None:
    """Errors: `Refused` where a search by POST also asks for something in its address."""
    if set(query) - set(_PASSED_OVER):
        raise Refused("CPLF-0004", "Send what you ask for in the form, not in the address.")


def read_identifier(query: Mapping[str, Sequence[str]]) -> str:
    """The business identifier a GET asks for. Errors: `Refused` for any other search, since addresses end up in logs."""
    values = query.get("identifier", ())
    if set(query) - {"identifier", *_PASSED_OVER} or len(values) != 1 or not values[0].strip():
        told = "GET searches by identifier only. Search for a patient with POST CarePlan/_search."
        raise Refused("CPLF-0006", told, status=400)
    if "\x00" in values[0]:
        raise Refused("CPLF-0006", "An identifier may hold no NUL.", status=400)
    return _identifier(values[0].strip())


def _identifier(text: str) -> str:
    """As rows keep it: a bare UUID is `urn:uuid:`, and so is one in the system of URIs."""
    system, bar, value = text.rpartition("|")
    value = value if not bar or system in ("", "urn:ietf:rfc:3986") else text
    try:
        return f"{URN}{UUID(value.lower().removeprefix(URN))}"
    except ValueError:
        return value


def _include(values: Sequence[str]) -> bool:
    if any(value != _EVERYTHING for value in values):
        raise Refused("CPLF-0004", "Of _include only * is known.")
    return bool(values)


def _statuses(values: Sequence[str]) -> tuple[str, ...]:
    found = tuple(dict.fromkeys(status for value in values for status in value.split(",")))
    if not set(found) <= set(_STATUSES):
        raise Refused("CPLF-0004", f"A status is one of {', '.join(_STATUSES)}.", "CarePlan.status")
    return found
