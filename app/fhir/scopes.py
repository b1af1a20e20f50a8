"""SMART scopes, old and new, as what a token may do with a type (SMART App Launch 2.2 §3; 1.0 for `.read` and `.write`).

`patient/` is for citizens, `system/` for systems by themselves, `user/` for both citizens and health personnel. A scope with
a query (`?category=…`) would be narrower than we can hold, and so grants nothing.
"""

from __future__ import annotations

import re
from collections.abc import Iterable

from app.fhir.kinds.kind import Interaction
from app.identity.tokens.claims import Kind

_SCOPE = re.compile(r"(patient|user|system)/(\*|[A-Z][A-Za-z]+)\.(\*|read|write|c?r?u?d?s?)")
_V1 = {"read": "rs", "write": "cud", "*": "cruds"}
_LEVELS = {Kind.CITIZEN: ("patient", "user"), Kind.CLINICIAN: ("user",), Kind.MACHINE: ("system",)}
LETTERS = {
    Interaction.CREATE: "c",
    Interaction.READ: "r",
    Interaction.VREAD: "r",
    Interaction.HISTORY: "r",
    Interaction.UPDATE: "u",
    Interaction.DELETE: "d",
    Interaction.SEARCH: "s",
}
WRITES = frozenset({Interaction.CREATE, Interaction.UPDATE, Interaction.DELETE})


def granted(scopes: Iterable[str], caller: Kind, type_name: str, interaction: Interaction) -> bool:
    """Whether `scopes`, in the token of such a caller, cover the interaction with the type."""
    return any(_covers(scope, caller, type_name, LETTERS[interaction]) for scope in scopes)


def wanted(caller: Kind, type_name: str, interaction: Interaction) -> str:
    """The narrowest scope that would do."""
    return f"{_LEVELS[caller][0]}/{type_name}.{LETTERS[interaction]}"


def _covers(scope: str, caller: Kind, type_name: str, letter: str) -> bool:
    found = _SCOPE.fullmatch(scope)
    if not found or found[1] not in _LEVELS[caller] or found[2] not in ("*", type_name):
        return False
    return letter in _V1.get(found[3], found[3])
