"""A good body made bad, by the grammar of JSON: parts dropped, doubled, swapped, spliced in from elsewhere, or another thing."""

from __future__ import annotations

import copy
import json
import random
from collections.abc import Callable
from typing import Any

from app.exchange.reader import write_json
from tests.fuzz.table import NUMBER, VALUES

Way = tuple[Any, ...]
DATES = (
    "2026",
    "2026-02",
    "2026-02-29",
    "2024-02-29",
    "0000-00-00",
    "9999-12-31T23:59:60Z",
    "9999-12-31T23:59:59.999Z",
    "9999-12-31T23:59:59-14:00",
    "9999-12",
    "0001-01-01T00:00:00+14:00",
    "0001-01-01T00:00:00Z",
    "0001",
    "2026-06-31",
    "-2026-01-01",
    "2026-1-1",
)
TEXTS = (
    "\u0000",
    "\u001b[2J",
    "\u200f",
    "e\u0301" * 60,
    "\U0001f9d1\u200d\U0001f680",
    "ß" * 301,
    "\ufffd",
    "İ",
    "ﬁ",
    "a" * 300,
    "a" * 301,
)
NUMBERS = (0, -0.0, 1, 999, 1000, 1001, 2**31, 2**63 - 1, 2**63, -1, 0.1, 1e-30, 1e30, 10**29)
REFERENCES = (
    *("Condition/1", "Goal/", "/", "#a", "urn:uuid:0", "Condition/00000000-0000-0000-0000-000000000000", "http://x/Condition/1"),
    *("Patient/" + NUMBER, "Condition/00000000-0000-0000-0000-00000000000G", "?a=b", "Condition/../CarePlan/1", "urn:oid:1.2"),
)


def mutated(chance: random.Random, good: Any, elsewhere: list[Any]) -> bytes:
    """`good`, with one to four things done to it; `elsewhere` is what parts may be spliced from."""
    value = unshared(good)
    for _ in range(chance.choice((1, 1, 1, 2, 2, 4))):
        value = unshared(chance.choice(WAYS)(chance, value, elsewhere))
    try:
        raw = write_json(value)
    except (TypeError, ValueError):
        raw = json.dumps(value, default=str).encode(errors="surrogatepass")
    return _torn(chance, raw) if chance.random() < 0.05 else raw


def unshared(value: Any) -> Any:
    """A copy in which no part stands twice as one, so that none can come to stand within itself."""
    if isinstance(value, dict):
        return {name: unshared(each) for name, each in value.items()}
    return [unshared(each) for each in value] if isinstance(value, list) else value


def ways_into(value: Any) -> list[Way]:
    """The ways to every node but the root."""
    inner = value.items() if isinstance(value, dict) else enumerate(value) if isinstance(value, list) else ()
    return [(step, *rest) for step, each in inner for rest in [(), *ways_into(each)]]


def at(value: Any, way: Way) -> Any:
    for step in way:
        value = value[step]
    return value


def _put(value: Any, way: Way, new: Any) -> Any:
    at(value, way[:-1])[way[-1]] = new
    return value


def _somewhere(chance: random.Random, value: Any) -> Way | None:
    found = ways_into(value)
    return chance.choice(found) if found else None


def _dropped(chance: random.Random, value: Any, _: list[Any]) -> Any:
    if way := _somewhere(chance, value):
        del at(value, way[:-1])[way[-1]]
    return value


def _doubled(chance: random.Random, value: Any, _: list[Any]) -> Any:
    if way := _somewhere(chance, value):
        outer, inner = at(value, way[:-1]), copy.deepcopy(at(value, way))
        if isinstance(outer, list):
            outer.extend([inner] * chance.choice((1, 1, 2, 30)))
        else:
            outer[f"{way[-1]}{chance.choice(('', '_', '2', 'Extension'))}"] = [inner, inner]
    return value


def _retyped(chance: random.Random, value: Any, _: list[Any]) -> Any:
    way = _somewhere(chance, value)
    new = copy.deepcopy(chance.choice(VALUES))
    return _put(value, way, new) if way else new


def _swapped(chance: random.Random, value: Any, _: list[Any]) -> Any:
    one, other = _somewhere(chance, value), _somewhere(chance, value)
    if one and other and one[: len(other)] != other and other[: len(one)] != one:
        first, second = at(value, one), at(value, other)
        _put(_put(value, one, second), other, first)
    return value


def _spliced(chance: random.Random, value: Any, elsewhere: list[Any]) -> Any:
    if elsewhere and (way := _somewhere(chance, value)):
        source = chance.choice(elsewhere)
        there = _somewhere(chance, source)
        part = copy.deepcopy(at(source, there) if there else source)
        outer = at(value, way[:-1])
        if isinstance(outer, dict) and there and isinstance(there[-1], str):
            outer[there[-1]] = part
        else:
            _put(value, way, part)
    return value


def _of(values: tuple[Any, ...], kinds: tuple[type, ...]) -> Callable[[random.Random, Any, list[Any]], Any]:
    """Puts one of `values` where something of `kinds` stands."""

    def change(chance: random.Random, value: Any, _: list[Any]) -> Any:
        found = [way for way in ways_into(value) if isinstance(at(value, way), kinds)]
        return _put(value, chance.choice(found), chance.choice(values)) if found else value

    return change


def _renamed(chance: random.Random, value: Any, _: list[Any]) -> Any:
    if (way := _somewhere(chance, value)) and isinstance(way[-1], str):
        outer = at(value, way[:-1])
        outer[chance.choice((way[-1].upper(), f"_{way[-1]}", "modifierExtension", "", "\u0000", "x" * 90))] = outer.pop(way[-1])
    return value


def _wrapped(chance: random.Random, value: Any, _: list[Any]) -> Any:
    if way := _somewhere(chance, value):
        inner = at(value, way)
        for _ in range(chance.choice((1, 1, 5, 60))):
            inner = [inner] if chance.random() < 0.5 else {"a": inner}
        return _put(value, way, inner)
    return value


def _torn(chance: random.Random, raw: bytes) -> bytes:
    place = chance.randrange(max(1, len(raw)))
    return chance.choice((raw[:place], raw[:place] + bytes([chance.randrange(256)]) + raw[place + 1 :], raw + raw[:place]))


WAYS = (
    *(_dropped, _doubled, _retyped, _swapped, _spliced, _renamed, _wrapped),
    *(_of(TEXTS, (str,)), _of(DATES, (str,)), _of(REFERENCES, (str,)), _of(NUMBERS, (int, float, bool))),
)
