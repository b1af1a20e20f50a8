"""Numbers from people and for people."""

from __future__ import annotations

import re
from decimal import Decimal

from babel.numbers import format_decimal
from flask_babel import get_locale

# One mark, comma or point, is a decimal mark whatever the language: 37,2 is never 372.
_NUMBER = re.compile(r"[+-]?\d{1,12}(?:[.,]\d{1,6})?")
_SPACES = dict.fromkeys(map(ord, "\u00a0\u202f "), None)
_MINUS = str.maketrans("\u2212\u2013", "--")


class NotANumber(ValueError):
    """The text cannot be read as one plain number."""


def parse_decimal(text: str) -> Decimal:
    """The number a person typed, with decimal comma or point, digits kept as typed ("37,20" is 37.20).

    Thousands marks are refused, since "1.000" could mean two things a thousand times apart; so are digits of other scripts.
    Errors: `NotANumber`.
    """
    plain = text.strip().translate(_MINUS)
    if not plain.isascii() or not _NUMBER.fullmatch(plain):
        raise NotANumber(text)
    if re.fullmatch(r"[+-]?[1-9]\d{0,2}[.,]\d{3}", plain):
        raise NotANumber(text)
    return Decimal(plain.replace(",", "."))


def number(value: Decimal) -> str:
    """`value` as the reader writes it, with every digit it was measured with."""
    digits = max(0, -int(value.as_tuple().exponent))
    return format_decimal(value, format="#,##0." + "0" * digits if digits else "#,##0", locale=get_locale())
