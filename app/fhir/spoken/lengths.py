"""How long the whole of a Timing lasts, where that is not from one day to another."""

from __future__ import annotations

from decimal import Decimal

from app.fhir.spoken.codes import UCUM
from app.fhir.spoken.numbers import amount
from app.fhir.spoken.numbers import decimal as number
from app.measures.rules import Spoken
from app.measures.rules.spoken import UNITS
from app.platform.elements import Element, Json

_BOUNDS = ("boundsPeriod", "boundsDuration", "boundsRange")


def lasts_of(repeat: Element) -> Json:
    """`lasts` and its like, by name. Errors: `InvalidResource`."""
    given = [name for name in _BOUNDS if repeat.child(name)]
    if len(given) > 1:
        raise repeat.child(given[1]).invalid("Only one of the bounds can hold.")
    length, span = repeat.child("boundsDuration"), repeat.child("boundsRange")
    if length:
        return _quantity(length)
    if not span:
        return {}
    low, high = (_quantity(span.child(name)) for name in ("low", "high"))
    ends = (low.get("lasts"), high.get("lasts"))
    apart = low and low.get("lasts_unit") != high.get("lasts_unit")
    if ends[0] and ends[1] and not apart and Decimal(ends[0]) > Decimal(ends[1]):
        raise span.invalid("It must not end before it starts.")
    more = not ends[1] or bool(apart) or any(each.get("more") for each in (low, high))
    return {"more": True} if more else {"lasts": ends[0], "lasts_max": ends[1], "lasts_unit": high["lasts_unit"]}


def bounds_of(spoken: Spoken) -> Json:
    """The bounds that say it."""
    ends = {"low": _as_quantity(spoken, spoken.lasts), "high": _as_quantity(spoken, spoken.lasts_max)}
    if spoken.lasts_max:
        return {"boundsRange": {name: value for name, value in ends.items() if value}}
    return {"boundsDuration": ends["low"]} if spoken.lasts else {}


def _quantity(quantity: Element) -> Json:
    """A length of time in one of our units; `more` where it is another, or none, or "less than"."""
    if not quantity:
        return {}
    value, unit = quantity.child("value"), quantity.child("code").text(40)
    found = amount(value) if value else None
    plain = found and unit in UNITS and quantity.child("system").value == UCUM and not quantity.child("comparator")
    return {"lasts": found, "lasts_unit": unit} if plain else {"more": True}


def _as_quantity(spoken: Spoken, value: str | None) -> Json | None:
    return {"value": number(value), "system": UCUM, "code": spoken.lasts_unit} if value else None
