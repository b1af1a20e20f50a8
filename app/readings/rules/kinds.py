"""What can be measured, in which unit, and what a plausible value is.

Codes are LOINC, units UCUM. A value outside the plausible range is asked about, never refused.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal


@dataclass(frozen=True)
class Kind:
    """One measurable thing. `unit` is UCUM, `sign` is what people write; `low` to `high` is plausible for a living adult.

    `example` is an ordinary value, for showing how to write one.
    """

    name: str
    code: str
    unit: str
    sign: str
    low: Decimal
    high: Decimal
    decimals: int
    example: Decimal


KINDS: dict[str, Kind] = {
    kind.name: kind
    for kind in (
        Kind("blood_pressure_systolic", "8480-6", "mm[Hg]", "mmHg", Decimal(70), Decimal(220), 0, Decimal(128)),
        Kind("blood_pressure_diastolic", "8462-4", "mm[Hg]", "mmHg", Decimal(40), Decimal(130), 0, Decimal(82)),
        Kind("weight", "29463-7", "kg", "kg", Decimal(30), Decimal(250), 1, Decimal("72.4")),
        Kind("oxygen_saturation", "59408-5", "%", "%", Decimal(70), Decimal(100), 0, Decimal(92)),
        Kind("pulse", "8867-4", "/min", "/min", Decimal(35), Decimal(180), 0, Decimal(74)),
        Kind("temperature", "8310-5", "Cel", "°C", Decimal(34), Decimal("42"), 1, Decimal("37.2")),
        Kind("glucose", "15074-8", "mmol/L", "mmol/l", Decimal("1.5"), Decimal("33"), 1, Decimal("6.8")),
        Kind("peak_flow", "19935-6", "L/min", "l/min", Decimal(50), Decimal(900), 0, Decimal(380)),
    )
}

# What a plan may ask for (`measure.asks_for`) and the kinds that answer it.
ASKED: dict[str, tuple[str, ...]] = {
    "blood_pressure": ("blood_pressure_systolic", "blood_pressure_diastolic"),
    **{name: (name,) for name in KINDS if not name.startswith("blood_pressure")},
}


def asked_by(kinds: Iterable[str]) -> set[str]:
    """What a plan may have asked for that values of `kinds` answer."""
    given = set(kinds)
    return {name for name, answers in ASKED.items() if given & set(answers)}


def in_groups(kinds: Iterable[str]) -> list[tuple[str, tuple[str, ...]]]:
    """`kinds` as (name in `ASKED`, kinds of it), in the order of `ASKED`: the two numbers of a blood pressure belong together."""
    wanted = asked_by(kinds)
    return [(name, answers) for name, answers in ASKED.items() if name in wanted]
