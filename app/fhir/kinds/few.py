"""One page of resources that are few by nature (a care team, consents), filtered as they are served."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from datetime import UTC, datetime
from itertools import islice

from app.fhir.kinds.kind import Asked, Filter, Page
from app.platform.elements import Json

SORTS: Mapping[str, Callable[[Json], str]] = {
    "_id": lambda resource: str(resource["id"]),
    "_lastUpdated": lambda resource: datetime.fromisoformat(resource["meta"]["lastUpdated"]).astimezone(UTC).isoformat(),
}


def page_of_few(resources: Iterable[Json], asked: Asked, sorts: Mapping[str, Callable[[Json], str]] = SORTS) -> Page:
    """As `app.fhir.kinds.rows.page_of`, where `Parameter.where` makes predicates on the resource."""

    def place(resource: Json) -> tuple[str, str]:
        return sorts[asked.sort](resource), str(resource["id"])

    found = sorted(
        (each for each in resources if all(holds(one, each) for one in asked.filters)), key=place, reverse=asked.descending
    )
    rest = [each for each in found if asked.after is None or _beyond(place(each), asked)]
    shown = list(islice(rest, asked.count))
    return Page(shown, len(found), place(shown[-1]) if shown and len(rest) > len(shown) else None)


def holds(filter_: Filter, resource: Json) -> bool:
    """Whether the filter, whose parameter makes predicates, holds for the resource."""
    return any(filter_.parameter.where(value)(resource) for value in filter_.values)


def _beyond(place: tuple[str, str], asked: Asked) -> bool:
    assert asked.after  # noqa: S101 (the caller has looked)
    return place < asked.after if asked.descending else place > asked.after
