"""Numbers and codes of a Timing: what cannot be meant is refused."""

from __future__ import annotations

import re
from decimal import Decimal

from app.platform.elements import Element

MOST = 1_000_000
_NUMBER = re.compile(r"\d{1,7}(\.\d{1,6})?")


def whole(element: Element, least: int = 1) -> int:
    """Errors: `InvalidResource`."""
    number = _number(element)
    if number is None or not least <= number <= MOST or number != int(number):
        raise element.invalid(f"This must be a whole number from {least} to {MOST}.")
    return int(number)


def amount(element: Element) -> str:
    """A number above nothing, as text without idle zeros. Errors: `InvalidResource`."""
    number = _number(element)
    text = f"{number.normalize():f}" if number is not None and 0 < number <= MOST else ""
    if not _NUMBER.fullmatch(text):
        raise element.invalid(f"This must be a number above 0, at most {MOST}, with no more than six decimals.")
    return text


def decimal(text: str | None) -> int | Decimal | None:
    if text is None:
        return None
    return Decimal(text) if "." in text else int(text)


def one_of(element: Element, codes: tuple[str, ...]) -> str:
    """Errors: `InvalidResource`."""
    code = element.text() or ""
    if code not in codes:
        raise element.invalid(f"This must be one of: {', '.join(codes)}.")
    return code


def _number(element: Element) -> Decimal | None:
    value = element.value
    if isinstance(value, bool) or not isinstance(value, int | float | Decimal):
        return None
    number = Decimal(str(value)) if isinstance(value, float) else Decimal(value)
    return number if number.is_finite() else None
