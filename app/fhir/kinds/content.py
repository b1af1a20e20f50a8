"""Search parameters that look into a resource as it is served: `Parameter.where` as predicates on it."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from datetime import datetime
from typing import Any, TypeAlias

from app.fhir.days import FIRST_MOMENT, LAST_MOMENT, moments_of
from app.fhir.kinds.values import Moments, Target, Token
from app.fhir.received import elements
from app.fhir.references import without_version
from app.platform.elements import Json

Test: TypeAlias = Callable[[Json], bool]


def coded(*path: str) -> Callable[[Token], Test]:
    """CodeableConcepts, Identifiers or codes at `path`."""

    def where(token: Token) -> Test:
        return lambda resource: any(_same(token, *each) for each in _tokens(elements(resource, path)))

    return where


def referring(*path: str) -> Callable[[Target], Test]:
    """References at `path`, by what they point at: `Goal/<id>`."""

    def where(target: Target) -> Test:
        end = f"{target.kind}/{target.id}" if target.kind else f"/{target.id}"
        return lambda resource: any(
            f"/{without_version(each.get('reference', ''))}".endswith(end) for each in elements(resource, path)
        )

    return where


def dated(*path: str) -> Callable[[Moments], Test]:
    """Dates, moments and Periods at `path` (FHIR R4 §3.1.1.4.6). What is not said is not found by any date."""

    def where(asked: Moments) -> Test:
        return lambda resource: any(_in(asked, each) for each in elements(resource, path))

    return where


def _tokens(found: Iterable[Any]) -> Iterator[tuple[str, str]]:
    for each in found:
        if isinstance(each, str):
            yield "", each
        elif "coding" in each or "text" in each:
            yield from ((coding.get("system", ""), coding.get("code", "")) for coding in each.get("coding", ()))
        else:
            yield each.get("system", ""), each.get("value") or each.get("code", "")


def _same(token: Token, system: str, code: str) -> bool:
    return token.system in (None, system or "") and token.code in ("", code)


def _in(asked: Moments, said: Any) -> bool:
    try:
        return _fits(asked, *_span(said))
    except ValueError:  # what is no date we know, as a leap second, is not found by any either
        return False


def _fits(asked: Moments, first: datetime, end: datetime) -> bool:
    tests = {
        "eq": asked.first <= first and end <= asked.end,
        "ne": not (asked.first <= first and end <= asked.end),
        "lt": first < asked.first,
        "le": first < asked.end,
        "gt": end > asked.end,
        "ge": end > asked.first,
        "sa": first >= asked.end,
        "eb": end <= asked.first,
    }
    return tests[asked.prefix]


def _span(value: Any) -> tuple[datetime, datetime]:
    """The moments from the first up to but not the last."""
    if isinstance(value, dict):
        start, end = value.get("start"), value.get("end")
        return moments_of(start)[0] if start else FIRST_MOMENT, moments_of(end)[1] if end else LAST_MOMENT
    return moments_of(str(value))
