"""What a search asks for, by the registry's allow-list."""

from __future__ import annotations

from dataclasses import dataclass

from app.exchange.errors import Refused
from app.fhir.kinds.kind import Asked, Filter, Kind
from app.fhir.search.patients import BY_ID, BY_NUMBER, Pairs
from app.fhir.search.values import refused, values_of

PAGE, MAX_PAGE, MAX_PARAMETERS = 50, 200, 50
# About the answer and not about what is found; `_format` has been looked at before.
PASSED_OVER = ("_format", "_pretty")
_ONCE = ("_count", "_sort", "_summary", "_total")


@dataclass(frozen=True)
class Search:
    """A search as it was understood. `used` is what counts of what was sent; `includes` names of the kind's includes."""

    asked: Asked
    includes: tuple[str, ...]
    only_total: bool
    used: Pairs


def read_search(kind: Kind, pairs: Pairs, *, lenient: bool) -> Search:
    """The search in these names and values, without the patient. Errors: `Refused`; `lenient` passes unknown names over."""
    if len(pairs) > MAX_PARAMETERS:
        raise Refused("CPLF-0004", f"A search has at most {MAX_PARAMETERS} parameters.")
    named = [pair for pair in pairs if pair[0] not in (*BY_ID, *BY_NUMBER, *PASSED_OVER)]
    known = {*kind.parameters, *_ONCE, "_include"}
    if not lenient and any(name not in known for name, _ in named):
        asked_for = ", ".join(sorted({*known, *BY_ID}))
        raise Refused("CPLF-0004", f"{kind.name} can be searched by: {asked_for}. Prefer: handling=lenient passes others over.")
    used = [pair for pair in named if pair[0] in known]
    once = _once(used)
    filters = tuple(
        Filter(name, kind.parameters[name], values_of(name, kind.parameters[name].type, value))
        for name, value in used
        if name in kind.parameters
    )
    sort = once.get("_sort", "-_lastUpdated")
    if sort.removeprefix("-") not in kind.sorts:
        raise refused("_sort", f"One of {', '.join(sorted(kind.sorts))}, with - before it for the last first.")
    asked = Asked(filters, sort.removeprefix("-"), sort.startswith("-"), _count(once.get("_count")))
    includes = tuple(_included(kind, [value for name, value in used if name == "_include"]))
    return Search(asked, includes, _only_total(once) or asked.count == 0, used)


def _once(used: Pairs) -> dict[str, str]:
    found: dict[str, str] = {}
    for name, value in used:
        if name in _ONCE and name in found:
            raise refused(name, "Send this once.")
        found[name] = value
    return {name: value for name, value in found.items() if name in _ONCE}


def _count(text: str | None) -> int:
    if text is None:
        return PAGE
    if not (text.isascii() and text.isdigit() and len(text) < 10):
        raise refused("_count", "This must be a whole number.")
    return min(int(text), MAX_PAGE)


def _only_total(once: dict[str, str]) -> bool:
    if once.get("_summary", "false") not in ("count", "false"):
        raise refused("_summary", "Of summaries only count is made.")
    if once.get("_total", "accurate") not in ("accurate", "estimate", "none"):
        raise refused("_total", "One of none, estimate, accurate: it is always accurate.")
    return once.get("_summary") == "count"


def _included(kind: Kind, values: list[str]) -> list[str]:
    found: list[str] = []
    for value in values:
        source, _, rest = value.partition(":")
        name, _, target = rest.partition(":")
        if value == "*":
            found += kind.includes
        elif source == kind.name and name in kind.includes and target in ("", *kind.includes[name].targets):
            found.append(name)
        else:
            raise refused("_include", f"One of {', '.join(['*', *(f'{kind.name}:{each}' for each in kind.includes)])}.")
    return list(dict.fromkeys(found))
