"""The entries of a Bundle, read. What it asks for is known before any of it is done."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from urllib.parse import parse_qsl
from uuid import UUID

from app.exchange.errors import Refused
from app.fhir.search.patients import Pairs
from app.platform.elements import Element, InvalidResource, Json

MAX_ENTRIES = 1000
METHODS = ("DELETE", "POST", "PUT", "GET")
MAX_FIELDS = 100
_MAX_URL = 2000


@dataclass(frozen=True)
class Entry:
    """One entry. `parts` is its address by its slashes, `pairs` what is asked in it; `unreadable` says why it is neither."""

    place: int
    method: str
    full_url: str | None
    parts: tuple[str, ...]
    pairs: Pairs
    resource: Json | None
    if_match: str
    if_none_exist: str | None
    unreadable: Exception | None = None

    @property
    def path(self) -> str:
        return f"Bundle.entry[{self.place}]"

    @property
    def kind(self) -> str:
        return self.parts[0]

    @property
    def known_as(self) -> UUID | None:
        """Errors: `Refused` where there is no such resource, since it is no id of ours."""
        if len(self.parts) < 2:
            return None
        try:
            return UUID(self.parts[1])
        except ValueError:
            raise Refused("CPLF-0007") from None


def read_bundle(bundle: object, base: str) -> tuple[bool, list[Entry]]:
    """Whether it is a transaction, and its entries. Errors: `InvalidResource`, `Refused`; what is wrong with one entry of a
    batch is that entry's, and the others go on."""
    if not isinstance(bundle, dict) or bundle.get("resourceType") != "Bundle":
        raise InvalidResource("Bundle", "Send a Bundle here; resources have addresses of their own.")
    root = Element("Bundle", bundle)
    kind = root.child("type").required()
    if kind not in ("batch", "transaction"):
        raise root.child("type").invalid("This must be batch or transaction.")
    found = root.all("entry")
    if len(found) > MAX_ENTRIES:
        raise Refused("CPLF-0011", f"At most {MAX_ENTRIES} entries.", "Bundle.entry", status=413, issue="too-costly")
    read = _entry if kind == "transaction" else _entry_or_why
    entries = [read(place, element, base) for place, element in enumerate(found)]
    _refuse_twice(entries)
    return kind == "transaction", entries


def _entry_or_why(place: int, element: Element, base: str) -> Entry:
    try:
        return _entry(place, element, base)
    except (InvalidResource, Refused) as error:
        return Entry(place, "GET", None, ("",), [], None, "", None, unreadable=error)


def _entry(place: int, element: Element, base: str) -> Entry:
    request = element.child("request")
    method, url = request.child("method").required(10), request.child("url").required(_MAX_URL)
    if method not in METHODS:
        raise request.child("method").invalid(f"One of {', '.join(METHODS)}.")
    path, _, query = url.removeprefix(f"{base}/").partition("?")
    if query.count("&") >= MAX_FIELDS:
        raise Refused("CPLF-0004", f"At most {MAX_FIELDS} parameters.", request.child("url").path)
    resource = element.child("resource").value
    if (resource is not None) != (method in ("POST", "PUT")):
        raise element.child("resource").invalid("POST and PUT come with a resource, GET and DELETE without.")
    return Entry(
        place,
        method,
        element.child("fullUrl").text(300),
        tuple(path.strip("/").split("/")),
        parse_qsl(query, keep_blank_values=True),
        resource,
        request.child("ifMatch").text(40) or "",
        request.child("ifNoneExist").text(_MAX_URL),
    )


def _refuse_twice(entries: list[Entry]) -> None:
    """Nothing is named twice, and nothing changed twice (FHIR R4 §3.1.0.11.2)."""
    names: set[str] = set()
    for entry in entries:
        for name in _names(entry):
            if name in names:
                raise InvalidResource(entry.path, "This is in the Bundle twice.")
            names.add(name)


def _names(entry: Entry) -> Iterator[str]:
    if entry.full_url and entry.method != "GET":
        yield entry.full_url.lower()
    if entry.method in ("PUT", "DELETE"):
        yield "/".join(entry.parts[:2]).lower()
