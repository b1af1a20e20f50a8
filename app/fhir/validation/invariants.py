"""The invariants of R4 that keep a plan from saying two things at once. Each is named as in FHIR R4 (4.0.1)."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import suppress
from typing import Any

from app.fhir.days import moments_of
from app.fhir.validation.elements import MODIFIERS, Complaint, Of
from app.platform.elements import Json

VALUES = "value"


def broken(element: Of) -> Complaint | None:
    """What is wrong with the element, if anything is."""
    if element.sent.get(MODIFIERS):
        # FHIR R4 §2.4.1: what may turn a meaning into its opposite is refused, never dropped.
        return f"{element.path}.{MODIFIERS}", "Egenplan does not know this, and it may change the meaning of the rest."
    for holds, message in _OF_TYPE.get(element.type, ()):
        if not holds(element.sent, element.root):
            return element.path, message
    return None


def _needs(name: str, other: str) -> Callable[[Json, Json], bool]:
    """`name` only together with `other`."""
    return lambda sent, _: name not in sent or other in sent


def _period(sent: Json, _: Json) -> bool:
    start, end = sent.get("start"), sent.get("end")
    with suppress(ValueError):  # what is no date at all is said where dates are read
        return not (isinstance(start, str) and isinstance(end, str)) or moments_of(start)[0] < moments_of(end)[1]
    return True


def _extension(sent: Json, _: Json) -> bool:
    return ("extension" in sent) != any(name.lstrip("_").startswith(VALUES) for name in sent)


def _contained(sent: Json, root: Json) -> bool:
    reference = sent.get("reference")
    if not isinstance(reference, str) or not reference.startswith("#") or reference == "#":
        return True
    inside = root.get("contained") or []
    return any(isinstance(each, dict) and f"#{each.get('id')}" == reference for each in inside)


def _clinical(sent: Json, _: Json) -> bool:
    codes = [each.get("code") for each in (sent.get("verificationStatus") or {}).get("coding", ())]
    return "entered-in-error" not in codes or "clinicalStatus" not in sent


def _no_nesting(sent: Json, _: Json) -> bool:
    return not any(isinstance(each, dict) and "contained" in each for each in sent.get("contained") or ())


def _positive(name: str) -> Callable[[Json, Json], bool]:
    return lambda sent, _: not isinstance(sent.get(name), int) or sent[name] >= 0


_CONTAINED = (_no_nesting, "dom-2: what is contained may contain nothing itself.")
_OF_TYPE: dict[str, tuple[tuple[Callable[[Json, Json], Any], str], ...]] = {
    "CarePlan": (_CONTAINED,),
    "CarePlanActivity": (
        (lambda sent, _: not ("detail" in sent and "reference" in sent), "cpl-3: detail or reference, not both."),
    ),
    "Condition": (
        _CONTAINED,
        (
            _clinical,
            "con-5: what was entered in error has no clinicalStatus.",
        ),
    ),
    "Extension": ((_extension, "ext-1: an extension has a value or extensions, not both."),),
    "Goal": (_CONTAINED,),
    "GoalTarget": (
        (
            lambda sent, _: not any(name.startswith("detail") for name in sent) or "measure" in sent,
            "gol-1: a target with detail needs measure.",
        ),
    ),
    "Period": ((_period, "per-1: it must not end before it starts."),),
    "Quantity": ((_needs("code", "system"), "qty-3: a code needs its system."),),
    "Reference": ((_contained, "ref-1: nothing with this id is contained."),),
    "ServiceRequest": (_CONTAINED, (_needs("orderDetail", "code"), "prr-1: orderDetail needs code.")),
    "TimingRepeat": (
        (_needs("duration", "durationUnit"), "tim-1: a duration needs durationUnit."),
        (_needs("period", "periodUnit"), "tim-2: a period needs periodUnit."),
        (_positive("duration"), "tim-4: a duration is not negative."),
        (_positive("period"), "tim-5: a period is not negative."),
        (_needs("periodMax", "period"), "tim-6: periodMax needs period."),
        (_needs("durationMax", "duration"), "tim-7: durationMax needs duration."),
        (_needs("countMax", "count"), "tim-8: countMax needs count."),
        (_needs("offset", "when"), "tim-9: offset needs when."),
        (lambda sent, _: not ("timeOfDay" in sent and "when" in sent), "tim-10: timeOfDay or when, not both."),
    ),
}
