"""How a search names its patient. By identity number only in the body of a POST: addresses end up in logs."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import TypeAlias
from uuid import UUID

from app.exchange.errors import Refused
from app.fhir.doors import Doors
from app.fhir.search.values import refused, values_of
from app.fhir.systems import D_NUMBER, FODSELSNUMMER

Pairs: TypeAlias = Sequence[tuple[str, str]]
BY_ID = ("patient", "subject")
BY_NUMBER = tuple(f"{name}{chain}" for name in BY_ID for chain in (".identifier", ":Patient.identifier", ":identifier"))
_ID = re.compile(r"[0-9a-f]{8}-(?:[0-9a-f]{4}-){3}[0-9a-f]{12}", re.IGNORECASE)
_NUMBER = re.compile(r"(?<!\d)\d{11}(?!\d)")


def refuse_numbers(pairs: Pairs) -> None:
    """Errors: `Refused` where the address of a search could hold an identity number."""
    if any(name in BY_NUMBER or holds_number(name) or holds_number(value) for name, value in pairs):
        told = "An identity number may not stand in an address. Use POST and _search."
        raise Refused("CPLF-0006", told, status=400)


def holds_number(text: str) -> bool:
    """Whether an identity number may stand in it. Eleven digits in a row within an id are none: one id in 250 has them."""
    return bool(_NUMBER.search(_ID.sub(" ", text)))


def record_named(doors: Doors, pairs: Pairs) -> tuple[UUID | None, bool]:
    """The record a search is about, and whether it says so. Errors: `Refused` for one that names two or none properly."""
    ids = {_id(name, value) for name, value in pairs if name in BY_ID}
    numbers = {_number(name, value) for name, value in pairs if name in BY_NUMBER}
    if len(ids) > 1 or len(numbers) > 1:
        raise Refused("CPLF-0023", "A search is about one patient.")
    if not ids and not numbers:
        return None, False
    by_number = doors.record_named(numbers.pop()) if numbers else None
    if not ids:
        return by_number, True
    by_id = ids.pop()
    both = any(name in BY_NUMBER for name, _ in pairs)
    return (by_id if not both or by_id == by_number else None), True


def _id(name: str, value: str) -> UUID:
    target, *more = values_of(name, "reference", value)
    if more or target.kind not in ("", "Patient"):
        raise refused(name, "Send Patient/<id>, once.")
    found: UUID = target.id
    return found


def _number(name: str, value: str) -> str:
    token, *more = values_of(name, "token", value)
    if more or token.system not in (None, FODSELSNUMMER, D_NUMBER):
        raise refused(name.partition(".")[0], f"Send {FODSELSNUMMER}|<11 digits>, or the digits alone.")
    number: str = token.code
    return number
