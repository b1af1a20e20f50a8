"""Why a line was refused, in words an operator can mend it by, and never with anything in them that stood in the line."""

from __future__ import annotations

import re

from app.exchange.errors import refusal_of
from app.exchange.speakers import told
from app.fhir.shelf.failures import placed

_NUMBER = re.compile(r"\d(?:[\d \u00a0.-]{7,}\d)")
_MOST = 300


def reason_of(error: Exception) -> str:
    """The national code, where in the line, and what is wrong; of our own failures their kind alone."""
    refused = refusal_of(placed(error))
    what = f"{told(refused)} ({type(error).__name__})" if refused.code == "CPLS-0001" else told(refused)
    return clean(" ".join(filter(None, (refused.code, refused.path, what))))


def clean(text: str) -> str:
    """Without identity numbers, and safe to print: names of members are the sender's own words."""
    shown = "".join(each if each.isprintable() else "?" for each in text)
    return _NUMBER.sub("…", shown)[:_MOST]
