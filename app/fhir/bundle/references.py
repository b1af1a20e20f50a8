"""References inside a Bundle: what is named there by a `fullUrl` gets its address as soon as it has one."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from app.platform.elements import InvalidResource

URN = "urn:uuid:"


def resolved(path: str, value: Any, names: Mapping[str, str], unknown_too: frozenset[str]) -> Any:
    """`value` with each reference to one of `names` as its address, decimals and all else as they stood.

    Errors: `InvalidResource` for a reference to one of `unknown_too`, which is in the Bundle and has no address yet.
    """
    if isinstance(value, list):
        return [resolved(f"{path}[{place}]", each, names, unknown_too) for place, each in enumerate(value)]
    if not isinstance(value, dict):
        return value
    made = {name: resolved(f"{path}.{name}", each, names, unknown_too) for name, each in value.items()}
    reference = made.get("reference")
    if isinstance(reference, str):
        key = reference.lower()
        if key in names:
            made["reference"] = names[key]
        elif key in unknown_too:
            raise InvalidResource(f"{path}.reference", "What this refers to in the Bundle is not created.")
    return made
