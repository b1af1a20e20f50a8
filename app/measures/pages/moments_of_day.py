"""Moments of the day that are no hour: "before breakfast", "at bedtime" (FHIR R4 event-timing)."""

from __future__ import annotations

from app.localisation.spans import span
from app.localisation.text import gettext as _


def moment_words(code: str, offset: int | None = None) -> str | None:
    """The moment `offset` minutes from it: before what comes before, else after (FHIR R4, Timing.repeat.offset).

    Nothing for a moment that has no words.
    """
    if not offset:
        return _at().get(code)
    if code == "HS":
        return _("%(span)s before bedtime", span=span(offset))
    if code == "WAKE":
        return _("%(span)s after waking up", span=span(offset))
    beside = {**_before(), **_after()}.get(code if code[:2] in ("AC", "PC") else f"P{code}")
    return _("%(span)s %(moment)s", span=span(offset), moment=beside) if beside else None


def _at() -> dict[str, str]:
    return {**_parts_of_day(), **_before(), **_after(), **_with(), "HS": _("at bedtime"), "WAKE": _("when waking up")}


def _parts_of_day() -> dict[str, str]:
    return {
        "MORN": _("in the morning"),
        "MORN.early": _("early in the morning"),
        "MORN.late": _("late in the morning"),
        "NOON": _("around noon"),
        "AFT": _("in the afternoon"),
        "AFT.early": _("early in the afternoon"),
        "AFT.late": _("late in the afternoon"),
        "EVE": _("in the evening"),
        "EVE.early": _("early in the evening"),
        "EVE.late": _("late in the evening"),
        "NIGHT": _("at night"),
    }


def _before() -> dict[str, str]:
    return {
        "AC": _("before a meal"),
        "ACM": _("before breakfast"),
        "ACD": _("before lunch"),
        "ACV": _("before dinner"),
    }


def _after() -> dict[str, str]:
    return {
        "PC": _("after a meal"),
        "PCM": _("after breakfast"),
        "PCD": _("after lunch"),
        "PCV": _("after dinner"),
    }


def _with() -> dict[str, str]:
    return {"C": _("with a meal"), "CM": _("with breakfast"), "CD": _("with lunch"), "CV": _("with dinner")}
