"""Every element of a resource, with its type and what its type says of codes and references."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal
from typing import Any, TypeAlias

from app.platform.elements import Json

Complaint: TypeAlias = tuple[str, str]
# R4B added these to R4 (found by comparing the two definitions).
_ONLY_R4B = ("valueCodeableReference", "valueRatioRange", "subjectCanonical")
MODIFIERS = "modifierExtension"


@dataclass(frozen=True)
class Member:
    """One member of an element: its value as the model has it and as it was sent."""

    path: str
    name: str
    value: Any
    sent: Any
    codes: tuple[str, ...]
    targets: tuple[str, ...]


@dataclass(frozen=True)
class Of:
    """One element of type `type` at `path`; `sent` is it as it was sent, `root` the resource it is in."""

    path: str
    type: str
    sent: Json
    root: Json
    members: tuple[Member, ...]

    @property
    def wrong_type(self) -> Complaint | None:
        """The models take "1.10" for a number, text that holds JSON for an element, and R4B's elements for R4's; R4 does not."""
        for each in self.members:
            if each.name in _ONLY_R4B:
                return each.path, "This came with R4B; this is R4."
            if isinstance(each.value, int | float | Decimal) and isinstance(each.sent, str):
                return each.path, "This must be a number, or true or false, without quotation marks."
            pairs = zip(_listed(each.value), _listed(each.sent), strict=False)
            if any(_is_element(value) and not isinstance(sent, dict) for value, sent in pairs):
                return each.path, "This must be an object."
        return None

    @property
    def wrong_code(self) -> Complaint | None:
        for each in self.members:
            values = each.sent if isinstance(each.sent, list) else [each.sent]
            if each.codes and any(isinstance(value, str) and value not in each.codes for value in values):
                return each.path, f"This must be one of: {', '.join(each.codes)}."
        return None

    @property
    def wrong_target(self) -> Complaint | None:
        for each in self.members:
            for place, path in _places(each):
                named = _named(place)
                if each.targets and named and named not in (*each.targets, "Resource"):
                    return path, f"This may refer to {' or '.join(each.targets)}."
        return None


def elements_of(path: str, model: Any, sent: Json, root: Json | None = None) -> Iterator[Of]:
    """The element itself, and everything in it, each resource in it with itself as root."""
    inside = sent if root is None or "resourceType" in sent else root
    members = tuple(_members(path, model, sent))
    yield Of(path, type(model).__name__, sent, inside, members)
    for member in members:
        values, parts = _listed(member.value), _listed(member.sent)
        many = isinstance(member.value, list)
        for place, (value, part) in enumerate(zip(values, parts, strict=False)):
            if _is_element(value) and isinstance(part, dict):
                yield from elements_of(f"{member.path}[{place}]" if many else member.path, value, part, inside)


def _members(path: str, model: Any, sent: Json) -> Iterator[Member]:
    fields = type(model).model_fields
    for name in model.model_fields_set & fields.keys():
        field, extra = fields[name], fields[name].json_schema_extra or {}
        known_as = field.alias or name
        if known_as in sent:
            codes, targets = extra.get("enum_values", ()), extra.get("enum_reference_types", ())
            yield Member(f"{path}.{known_as}", known_as, getattr(model, name), sent[known_as], tuple(codes), tuple(targets))


def _is_element(value: Any) -> bool:
    return hasattr(type(value), "model_fields")


def _listed(value: Any) -> list[Any]:
    return value if isinstance(value, list) else [value]


def _places(member: Member) -> Iterator[tuple[Any, str]]:
    if isinstance(member.sent, list):
        yield from ((each, f"{member.path}[{place}]") for place, each in enumerate(member.sent))
    else:
        yield member.sent, member.path


def _named(reference: Any) -> str | None:
    """The type of resource a reference says it points at."""
    if not isinstance(reference, dict):
        return None
    parts = str(reference.get("reference", "")).split("/_history/")[0].split("/")
    return reference.get("type") or (parts[-2] if len(parts) > 1 and parts[-2].isalpha() else None)
