"""Codes of a diagnosis: which systems, and what a code looks like in each."""

from __future__ import annotations

import re

from app.localisation.text import gettext as _

ICPC_2 = "urn:oid:2.16.578.1.12.4.1.1.7170"
ICD_10 = "urn:oid:2.16.578.1.12.4.1.1.7110"
SNOMED_CT = "http://snomed.info/sct"
_SHAPES = {ICPC_2: re.compile(r"[A-Z]\d{2}"), ICD_10: re.compile(r"[A-Z]\d{2}(\.?\d{1,2})?"), SNOMED_CT: re.compile(r"\d{6,18}")}
# Verhoeff's check digit, which every SNOMED CT identifier ends with (SNOMED International, SCTID): the group D5.
_ROW = ("0123456789", "1234067895", "2340178956", "3401289567", "4012395678")
_PRODUCT = (*_ROW, "5987604321", "6598710432", "7659821043", "8765932104", "9876543210")
_PERMUTED = "1576283094"


def systems(known: str | None) -> list[tuple[str, str]]:
    """The systems to choose from; one that another system sent stays among them."""
    own = [("", _("None")), (ICPC_2, "ICPC-2"), (ICD_10, "ICD-10"), (SNOMED_CT, "SNOMED CT")]
    return own if not known or known in {value for value, _name in own} else [*own, (known, known)]


def is_code(system: str, code: str) -> bool:
    """Whether `code` could be one of `system`; of a system not known here, anything could."""
    shape = _SHAPES.get(system)
    if shape is None:
        return bool(code)
    return bool(shape.fullmatch(code)) and (system != SNOMED_CT or _checks(code))


def _checks(digits: str) -> bool:
    check = 0
    for place, digit in enumerate(reversed(digits)):
        value = int(digit)
        for _time in range(place % 8):
            value = int(_PERMUTED[value])
        check = int(_PRODUCT[check][value])
    return check == 0
