"""One search: whose record, the door, then what is there."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from urllib.parse import urlencode
from uuid import UUID

from app.exchange.errors import Refused
from app.fhir import bundles
from app.fhir.doors import Doors
from app.fhir.kinds.kind import After, Interaction, Kind, Page
from app.fhir.reply import Deed, Reply
from app.fhir.scopes import granted
from app.fhir.search.asked import Search, read_search
from app.fhir.search.cursor import Cursor, read_cursor, write_cursor
from app.fhir.search.includes import included
from app.fhir.search.patients import BY_ID, BY_NUMBER, Pairs, holds_number, record_named
from app.platform.elements import Json

CURSOR = "_cursor"


def search(doors: Doors, kind: Kind, pairs: Pairs, base: str, registry: Mapping[str, Kind], *, lenient: bool = False) -> Deed:
    """Errors: `Refused`, `Forbidden`, `NoSuchRecord`."""
    doors.allow(kind, Interaction.SEARCH)
    record_id, asked_pairs, after = _where(doors, kind, pairs)
    found = read_search(kind, asked_pairs, lenient=lenient)
    opened = doors.to_read(kind, record_id)

    def may_see(target: Kind) -> bool:
        return granted(doors.caller.scopes, doors.caller.claims.kind, target.name, Interaction.READ)

    def deed() -> Reply:
        page = kind.many(opened, replace(found.asked, after=after))
        shown = [] if found.only_total else list(page.resources)
        more = included(opened, kind, shown, found.includes, registry, may_see)
        return Reply(200, lambda: _bundle(base, kind, opened.record.id, found, page, shown, more))

    return deed


def _where(doors: Doors, kind: Kind, pairs: Pairs) -> tuple[UUID | None, Pairs, After | None]:
    """The record a search is in, what is asked there, and where to go on."""
    cursors = [value for name, value in pairs if name == CURSOR]
    if cursors:
        if len(cursors) != 1 or any(name not in (CURSOR, "_format", "_pretty") for name, _ in pairs):
            raise Refused("CPLF-0004", "_cursor: follow the link as it was given.")
        going_on = read_cursor(kind.name, cursors[0])
        return going_on.record_id, going_on.pairs, going_on.after
    record_id, said = record_named(doors, _naming(kind, pairs))
    if said:
        return record_id, pairs, None
    if doors.names_patient:
        return doors.own_record(), pairs, None
    ids = [value for name, value in pairs if name == "_id"]
    if len(ids) == 1 and "," not in ids[0]:
        return kind.record_of(_uuid(ids[0])), pairs, None
    raise Refused("CPLF-0023", "Say which: patient=Patient/<id>, or patient.identifier in the body of a POST.")


def _naming(kind: Kind, pairs: Pairs) -> Pairs:
    """A search for the patients themselves names one by their own identifier, where nothing else does."""
    own = kind.name == "Patient" and not any(name in (*BY_ID, *BY_NUMBER) for name, _ in pairs)
    return [("patient.identifier" if own and name == "identifier" else name, value) for name, value in pairs]


def _uuid(text: str) -> UUID:
    try:
        return UUID(text)
    except ValueError:
        raise Refused("CPLF-0007") from None


def _bundle(base: str, kind: Kind, record_id: UUID, found: Search, page: Page, shown: list[Json], more: list[Json]) -> Json:
    link = f"{base}/{kind.name}?{urlencode([('patient', f'Patient/{record_id}'), *_public(found.used)])}"
    following = None
    if page.after and not found.only_total:
        following = f"{base}/{kind.name}?{CURSOR}={write_cursor(Cursor(kind.name, record_id, found.used, page.after))}"
    return bundles.searchset(base, link, shown, more, total=page.total, next_link=following)


def _public(used: Pairs) -> Pairs:
    """What was asked, as far as an address may say it."""
    return [(name, value) for name, value in used if not holds_number(value)]
