"""JSON as text, its decimals digit for digit: a reading of 37.10 says more than 37.1 (FHIR R4 decimal keeps its precision)."""

from __future__ import annotations

import json
import re
from decimal import Decimal
from functools import partial
from secrets import token_hex
from typing import Any


def to_text(value: Any, *, sort_keys: bool = False) -> str:
    """`value` as compact JSON. Errors: `TypeError` for what JSON has no word for, `ValueError` for NaN."""
    mark = token_hex(16)  # nobody can have guessed it and written it in a text, so it is safe to look for
    text = json.dumps(
        value,
        ensure_ascii=False,
        allow_nan=False,
        separators=(",", ":"),
        sort_keys=sort_keys,
        default=partial(_marked, mark),
    )
    return re.sub(f'"{mark}([^"]+)"', r"\1", text) if mark in text else text


def from_text(text: str) -> Any:
    """What `to_text` was given. Only for what we wrote ourselves: from others, `app.exchange.reader`."""
    return json.loads(text, parse_float=Decimal)


def _marked(mark: str, value: Any) -> str:
    if not isinstance(value, Decimal) or not value.is_finite():
        raise TypeError(f"JSON has no word for {type(value).__name__}.")
    # 0.0000001 stays as it is written; 1E+3 would become 1000, which claims three digits more than was measured.
    exponent = value.as_tuple().exponent
    return mark + (format(value, "f") if isinstance(exponent, int) and exponent <= 0 else str(value))
