"""Numbers for pages that show thousands of them, each different one put into words once."""

from __future__ import annotations

from decimal import Decimal
from functools import lru_cache

from babel import Locale
from flask_babel import get_locale

from app.localisation import numbers


def number(value: Decimal) -> str:
    """`value` as the reader writes it, with every digit it was measured with."""
    # Kept by its digits: 72.4 and 72.40 are the same decimal to a cache, and not the same measurement.
    return _words(str(value), get_locale())


@lru_cache(maxsize=4096)
def _words(digits: str, _locale: Locale | None) -> str:
    return numbers.number(Decimal(digits))
