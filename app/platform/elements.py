"""Reading what another system sent without trusting it: an element knows its path, so that every refusal says where."""

from __future__ import annotations

import re
from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum
from typing import Any, TypeAlias, TypeVar

from app.platform.exact_json import to_text

Json: TypeAlias = dict[str, Any]
E = TypeVar("E", bound=StrEnum)

# PostgreSQL cannot keep NUL, and the others have no meaning in a text; line breaks and tabs have.
_CONTROL = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff]")


class InvalidResource(ValueError):
    """A resource we cannot keep without changing what it says. `path` is FHIRPath; `message` says how to mend it."""

    def __init__(self, path: str, message: str) -> None:
        super().__init__(f"{path}: {message}")
        self.path = path
        self.message = message


def canonical(resource: Json) -> str:
    """The resource as text, the same for the same content."""
    return to_text(resource, sort_keys=True)


@dataclass(frozen=True)
class Element:
    """One element, or the place where one could be (`value` is then empty)."""

    path: str
    value: Any

    def __bool__(self) -> bool:
        return self.value is not None

    def child(self, name: str) -> Element:
        if self.value is None:
            return Element(f"{self.path}.{name}", None)
        if not isinstance(self.value, dict):
            raise self.invalid("This must be an object.")
        return Element(f"{self.path}.{name}", self.value.get(name))

    def all(self, name: str) -> list[Element]:
        found = self.child(name)
        if not found:
            return []
        if not isinstance(found.value, list):
            raise found.invalid("This must be a list.")
        return [Element(f"{found.path}[{place}]", value) for place, value in enumerate(found.value)]

    def first(self, name: str) -> Element:
        return next(iter(self.all(name)), Element(f"{self.path}.{name}", None))

    def text(self, limit: int | None = None) -> str | None:
        """The words, or nothing where there are none."""
        if not self:
            return None
        if not isinstance(self.value, str) or _CONTROL.search(self.value):
            raise self.invalid("This must be text without control characters.")
        if limit and len(self.value) > limit:
            raise self.invalid(f"This may be at most {limit} characters long.")
        return self.value if self.value.strip() else None

    def required(self, limit: int | None = None) -> str:
        found = self.text(limit)
        if found is None:
            raise self.invalid("This is missing.")
        return found

    def one_of(self, codes: type[E], otherwise: E) -> E:
        """The code, which must be one of `codes`; `otherwise` where there is none."""
        if not self:
            return otherwise
        found = self.text()
        if found not in list(codes):
            raise self.invalid(f"This must be one of: {', '.join(codes)}.")
        return codes(found)

    def whole(self, otherwise: int) -> int:
        """A whole number from 1 up."""
        if not self:
            return otherwise
        number = self.value if isinstance(self.value, int | float | Decimal) and not isinstance(self.value, bool) else 0
        if not 1 <= number <= 1000 or number != int(number):
            raise self.invalid("This must be a whole number from 1 to 1000.")
        return int(number)

    def yes(self) -> bool:
        if self and not isinstance(self.value, bool):
            raise self.invalid("This must be true or false.")
        return self.value is True

    def invalid(self, message: str) -> InvalidResource:
        return InvalidResource(self.path, message)
