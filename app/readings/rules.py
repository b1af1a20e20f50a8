"""What can be measured, in which unit, and what a plausible value is.

Codes are LOINC, units UCUM. A value outside the plausible range is asked about, never refused.
"""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal


@dataclass(frozen=True)
class Kind:
    """One measurable thing. `unit` is UCUM, `sign` is what people write; `low` to `high` is plausible for a living adult."""

    name: str
    code: str
    unit: str
    sign: str
    low: Decimal
    high: Decimal
    decimals: int


KINDS: dict[str, Kind] = {
    kind.name: kind
    for kind in (
        Kind("blood_pressure_systolic", "8480-6", "mm[Hg]", "mmHg", Decimal(70), Decimal(220), 0),
        Kind("blood_pressure_diastolic", "8462-4", "mm[Hg]", "mmHg", Decimal(40), Decimal(130), 0),
        Kind("weight", "29463-7", "kg", "kg", Decimal(30), Decimal(250), 1),
        Kind("oxygen_saturation", "59408-5", "%", "%", Decimal(70), Decimal(100), 0),
        Kind("pulse", "8867-4", "/min", "/min", Decimal(35), Decimal(180), 0),
        Kind("temperature", "8310-5", "Cel", "°C", Decimal(34), Decimal("42"), 1),
        Kind("glucose", "15074-8", "mmol/L", "mmol/l", Decimal("1.5"), Decimal("33"), 1),
        Kind("peak_flow", "19935-6", "L/min", "l/min", Decimal(50), Decimal(900), 0),
    )
}

# What a plan may ask for (`measure.asks_for`) and the kinds that answer it.
ASKED: dict[str, tuple[str, ...]] = {
    "blood_pressure": ("blood_pressure_systolic", "blood_pressure_diastolic"),
    **{name: (name,) for name in KINDS if not name.startswith("blood_pressure")},
}
