"""Where the next page begins, as one word that says nothing: sealed, so that what was asked by POST stands in no address."""

from __future__ import annotations

import json
from base64 import urlsafe_b64decode, urlsafe_b64encode
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from app.exchange.errors import Refused
from app.fhir.kinds.kind import After
from app.fhir.search.patients import Pairs
from app.platform.crypto import seal, unseal

_BOUND_TO = "fhir cursor"


@dataclass(frozen=True)
class Cursor:
    """A search that goes on: in which record, what was asked, and the last one shown."""

    kind: str
    record_id: UUID
    pairs: Pairs
    after: After


def write_cursor(cursor: Cursor) -> str:
    said = [cursor.kind, str(cursor.record_id), [list(each) for each in cursor.pairs], list(cursor.after)]
    return write_sealed(said, _BOUND_TO)


def read_cursor(kind: str, text: str) -> Cursor:
    """Errors: `Refused` for what we did not write, or wrote for another type."""
    said = read_sealed(text, _BOUND_TO)
    if said is None or said[0] != kind:
        raise Refused("CPLF-0004", "_cursor: follow the link as it was given.")
    _, record_id, pairs, after = said
    return Cursor(kind, UUID(record_id), [(name, value) for name, value in pairs], (after[0], after[1]))


def write_sealed(said: list[Any], bound_to: str) -> str:
    """One word for an address, which only `read_sealed` understands."""
    return urlsafe_b64encode(seal(json.dumps(said), bound_to)).decode().rstrip("=")


def read_sealed(text: str, bound_to: str) -> Any:
    """What `write_sealed` was given; nothing for what we did not write, or wrote for another use."""
    try:
        return json.loads(unseal(urlsafe_b64decode(text + "=" * (-len(text) % 4)), bound_to))
    except Exception:
        return None
