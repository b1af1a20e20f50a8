"""One resource type as `/fhir` serves it: what may be done with it, asked of it, and how it is fetched from an opened record.

To add a type: write `app/fhir/kinds/<noun>.py` with one `Kind`, and name it in `app.fhir.registry`. Addresses, the
CapabilityStatement, scopes, paging, links, `_include` and errors follow from it.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Any, Protocol, TypeAlias
from uuid import UUID

from app.access.purposes import Purpose
from app.fhir.kinds.opened import Opened
from app.fhir.versions import Version
from app.platform.elements import Json


class Interaction(StrEnum):
    """FHIR R4 type-restful-interaction."""

    READ = "read"
    VREAD = "vread"
    HISTORY = "history-instance"
    SEARCH = "search-type"
    CREATE = "create"
    UPDATE = "update"
    DELETE = "delete"


@dataclass(frozen=True)
class Parameter:
    """A search parameter of the allow-list. `where` makes a condition of one value of its type (`app.fhir.kinds.values`):
    SQL where the type pages by SQL (`app.fhir.kinds.rows`), else a predicate on the resource (`app.fhir.kinds.few`)."""

    type: str
    told: str
    where: Callable[[Any], Any]


@dataclass(frozen=True)
class Filter:
    """One parameter as it was asked for; any of `values` will do. Several filters must all hold."""

    name: str
    parameter: Parameter
    values: tuple[Any, ...]


After: TypeAlias = tuple[str, str]


@dataclass(frozen=True)
class Asked:
    """A search, read and allowed. `after` is the sort value and the id of the last one on the page before."""

    filters: tuple[Filter, ...] = ()
    sort: str = "_lastUpdated"
    descending: bool = True
    count: int = 50
    after: After | None = None


@dataclass(frozen=True)
class Page:
    """What a search found: this page's resources, how many there are on all pages, and where the next begins."""

    resources: Sequence[Json]
    total: int
    after: After | None = None


@dataclass(frozen=True)
class Include:
    """What `_include` may follow: the references it finds in a resource, to types of `targets`."""

    targets: tuple[str, ...]
    references: Callable[[Json], Iterable[Json]]


@dataclass(frozen=True)
class Written:
    """A resource just written. `shown` makes it as it is served, for those who want it back."""

    id: UUID
    version: int
    last_updated: str
    shown: Callable[[], Json]


class Writer(Protocol):
    """How a type is written. The resource names nobody but the opened record's patient."""

    def hold(self, opened: Opened, identifiers: Sequence[str]) -> Sequence[Json]:
        """Those that have one of these identifiers already; nobody else adds one until the transaction ends."""
        ...

    def create(self, opened: Opened, resource: Json) -> Written: ...

    def change(self, opened: Opened, known_as: UUID, resource: Json, seen: int) -> Written:
        """A change that changes nothing makes no new version (FHIR R4 §3.1.0.4 leaves it to the server)."""
        ...

    def delete(self, opened: Opened, known_as: UUID, seen: int | None) -> int:
        """The version that deleted it."""
        ...


@dataclass(frozen=True)
class Kind:
    """A resource type. Every callable but `record_of` wants the opened record, and shows only what its opener may see.

    `record_of` tells whose record a resource is in, for finding the door and nothing else.
    `one` answers a resource with `id` and `meta` (`versionId`, `lastUpdated`), or nothing; a deleted one raises `Refused` 410.
    `some` answers those with these names: `urn:uuid:<id>`, or a business identifier as `system|value`.
    `read_for` is what a reading is for; where it is following up, a private person's is `Purpose.READ`.
    """

    name: str
    interactions: frozenset[Interaction]
    parameters: Mapping[str, Parameter]
    sorts: frozenset[str]
    record_of: Callable[[UUID], UUID | None]
    one: Callable[[Opened, UUID], Json | None]
    many: Callable[[Opened, Asked], Page]
    some: Callable[[Opened, Sequence[str]], Sequence[Json]]
    includes: Mapping[str, Include] = field(default_factory=dict)
    versions: Callable[[Opened, UUID], Sequence[Version]] | None = None
    writer: Writer | None = None
    read_for: Purpose = Purpose.FOLLOW_UP
