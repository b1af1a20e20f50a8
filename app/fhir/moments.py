"""Moments as FHIR writes them: with the offset of somebody's clock."""

from __future__ import annotations

from datetime import datetime
from zoneinfo import ZoneInfo

from app.fhir.days import OSLO
from app.platform.elements import Json


def moment(at: datetime, time_zone: str = OSLO) -> str:
    """An instant on the clock of `time_zone`."""
    return at.astimezone(ZoneInfo(time_zone)).isoformat(timespec="milliseconds")


def period(start: datetime | None, end: datetime | None) -> Json:
    return {name: moment(at) for name, at in (("start", start), ("end", end)) if at}


def once(at: datetime) -> Json:
    """The `meta` of what never changes."""
    return meta(1, at)


def meta(version: int, at: datetime) -> Json:
    return {"versionId": str(version), "lastUpdated": moment(at)}
