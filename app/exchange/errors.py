"""Every failure another system can meet, as one table: status, code and words.

The codes and their messages are the national ones (CPLF what the caller did, CPLS what failed with us, CPLX what failed with
others); CPLX-0013 and CPLF-0019, which say the same as their neighbours, are never sent. The statuses are not published: they
are ours, and a client should go by the code.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import NamedTuple

from flask import request
from sqlalchemy.orm.exc import StaleDataError
from werkzeug.exceptions import HTTPException

from app.access.gate import NoSuchRecord, NotAllowed
from app.access.log import NotLogged
from app.access.revisions import Stale
from app.exchange.reader import BadJson, Json
from app.platform.elements import InvalidResource


class Meaning(NamedTuple):
    """What a code says. `issue` is a code of FHIR issue-type."""

    status: int
    issue: str
    message: str


CODES = {
    "CPLS-0001": Meaning(500, "exception", "Something unexpected went wrong"),
    "CPLF-0002": Meaning(400, "required", "Missing required header value"),
    "CPLF-0003": Meaning(400, "value", "Invalid header value"),
    "CPLF-0004": Meaning(400, "structure", "The request was badly formatted"),
    "CPLF-0005": Meaning(422, "invalid", "Invalid FHIR-structure or element"),
    "CPLF-0006": Meaning(405, "not-supported", "Action in not available in API"),
    "CPLF-0007": Meaning(404, "not-found", "The requested resource was not found on server"),
    "CPLF-0008": Meaning(409, "conflict", "You cannot make changes to an old version of a resource"),
    "CPLF-0009": Meaning(422, "business-rule", "The resource has no changes, so no update can be made"),
    "CPLF-0010": Meaning(401, "login", "The given credentials are not allowed for this request"),
    "CPLF-0011": Meaning(422, "processing", "Could not process request"),
    "CPLX-0012": Meaning(503, "transient", "Error communicating with external application"),
    "CPLF-0014": Meaning(409, "duplicate", "Duplicate FHIR identifier"),
    "CPLS-0015": Meaning(500, "exception", "Failed to create resource"),
    "CPLF-0017": Meaning(403, "suppressed", "Patient has not given consent to careplan"),
    "CPLF-0018": Meaning(403, "forbidden", "User does not have access"),
    "CPLS-0020": Meaning(500, "exception", "Failed to update resource"),
    "CPLF-0021": Meaning(422, "not-found", "Could not find referenced resource"),
    "CPLS-0022": Meaning(500, "exception", "Failed to update audit log"),
    "CPLF-0023": Meaning(400, "required", "Missing patient"),
}

# Where plain R4 (§3.1.0.5, §3.1.0.8) has another status for the same failure.
R4 = {"CPLF-0008": 412}


@dataclass(eq=False)
class Refused(Exception):
    """The request is refused with a code of `CODES`. `message` says how to mend it, `path` is FHIRPath.

    `status` and `issue` are for where HTTP has a better word than the table; `facts` are members of their own in the answer.
    """

    code: str
    message: str = ""
    path: str = ""
    status: int = 0
    issue: str = ""
    headers: Mapping[str, str] = field(default_factory=dict)
    facts: Mapping[str, Json] = field(default_factory=dict)


class Unauthorised(Refused):
    """401: we do not know who calls. `challenge` is the answer's WWW-Authenticate."""

    def __init__(self, message: str, challenge: str, headers: Mapping[str, str] | None = None) -> None:
        super().__init__("CPLF-0010", message, headers={"WWW-Authenticate": challenge, **(headers or {})})


class Forbidden(Refused):
    """403: we know who calls, and they may not do this."""

    def __init__(self, message: str, code: str = "CPLF-0018", challenge: str = "") -> None:
        super().__init__(
            code, message, status=403, issue="forbidden", headers={"WWW-Authenticate": challenge} if challenge else {}
        )


# The features' own errors, by code. A mouth adds its own with `means`.
_MEANT: dict[type[Exception], str] = {
    NoSuchRecord: "CPLF-0007",
    NotAllowed: "CPLF-0018",
    Stale: "CPLF-0008",
    StaleDataError: "CPLF-0008",
    NotLogged: "CPLS-0022",
}
# Statuses of the server itself: the code, the issue type, and what to tell.
_HTTP: dict[int, tuple[str, str, str]] = {
    400: ("CPLF-0004", "structure", ""),
    401: ("CPLF-0010", "login", ""),
    403: ("CPLF-0018", "forbidden", ""),
    404: ("CPLF-0007", "not-found", "There is nothing at this address."),
    405: ("CPLF-0006", "not-supported", "This address does not take this method."),
    406: ("CPLF-0003", "not-supported", "The answer is only to be had as JSON."),
    409: ("CPLF-0008", "conflict", ""),
    410: ("CPLF-0007", "deleted", "The resource has been deleted."),
    412: ("CPLF-0008", "conflict", ""),
    413: ("CPLF-0004", "too-long", "The body is too large."),
    415: ("CPLF-0003", "not-supported", "The body must be JSON in UTF-8."),
    429: ("CPLF-0011", "throttled", "Too many requests in a short time. Wait a little and try again."),
}


def means(kind: type[Exception], code: str) -> None:
    """From now on `kind`, wherever it is raised, is told as `code`."""
    assert code in CODES  # noqa: S101 (a slip of ours, found when the module is loaded)
    _MEANT[kind] = code


def refusal_of(error: Exception) -> Refused:
    """What to tell of `error`, whatever it is; of our own failures nothing but that there was one."""
    if isinstance(error, Refused):
        return error
    if isinstance(error, BadJson):
        return Refused("CPLF-0004", error.message, error.path)
    if isinstance(error, InvalidResource):
        return Refused("CPLF-0005", error.message, error.path)
    if isinstance(error, HTTPException) and error.code in _HTTP:
        code, issue, message = _HTTP[error.code]
        headers = {name: value for name, value in error.get_headers() if name in ("Allow", "Retry-After")}
        return Refused(code, message, status=error.code, issue=issue, headers=headers)
    return Refused(next((_MEANT[kind] for kind in type(error).__mro__ if kind in _MEANT), None) or _ours())


def _ours() -> str:
    """A failure of our own, by what the request was to do."""
    if request and request.method == "PUT":
        return "CPLS-0020"
    return "CPLS-0015" if request and (request.endpoint or "").endswith(".create") else "CPLS-0001"
