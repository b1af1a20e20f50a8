"""`status` of plans and measures, which is shown as it was sent: what came as unknown is kept as on hold."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from app.fhir.kinds.kind import Filter, Parameter
from app.fhir.kinds.values import Condition, Token, code_in
from app.fhir.statuses import ON_HOLD, UNKNOWN
from app.platform.elements import Json

_SYSTEM = "http://hl7.org/fhir/request-status"


def request_status(column: Any) -> Parameter:
    return Parameter("token", "draft, active, on-hold …", _kept(column))


def as_shown(asked: Filter) -> Filter | None:
    """The same filter on the resource, where the column cannot tell; nothing where it can."""
    unsure = asked.name == "status" and any(token.code in (ON_HOLD, UNKNOWN) for token in asked.values)
    return Filter(asked.name, Parameter("token", asked.parameter.told, _shown), asked.values) if unsure else None


def _kept(column: Any) -> Callable[[Token], Condition]:
    where = code_in(column, _SYSTEM)
    return lambda token: where(Token(token.system, ON_HOLD) if token.code == UNKNOWN else token)


def _shown(token: Token) -> Callable[[Json], bool]:
    known = token.system in (None, _SYSTEM)
    return lambda resource: known and token.code in ("", resource["status"])
