"""What is wrong with an answer to a hostile request, whatever the request was."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator

from werkzeug.test import TestResponse

# What only a trace or our own machine room would say.
INSIDE = re.compile(
    rb"Traceback|File \"|\.py\b|line \d+, in |sqlalchemy|psycopg|sqlite3|werkzeug|site-packages|RecursionError|0x[0-9a-f]{8,}"
)


def faults(answer: TestResponse, method: str, path: str) -> Iterator[str]:
    """Each fault in words; `path` decides which mouth's form a refusal must have."""
    if answer.status_code >= 500:
        yield f"{answer.status_code}"
    if found := INSIDE.search(answer.data):
        yield f"tells {found[0]!r}"
    if answer.headers.get("Set-Cookie") and path.startswith(("/api/", "/fhir/")):
        yield "sets a cookie"
    if answer.status_code >= 400 and method != "HEAD" and path.startswith(("/api/", "/fhir/")):
        yield from _form(answer, path)


def _form(answer: TestResponse, path: str) -> Iterator[str]:
    try:
        body = json.loads(answer.data)
    except ValueError:
        yield "refuses without JSON"
        return
    if not isinstance(body, dict):
        yield "refuses with something else than an object"
    elif path.startswith("/api/planer"):
        if not {"error", "message"} <= set(body):
            yield "refuses without error and message"
    elif answer.status_code != 410 and (body.get("resourceType") != "OperationOutcome" or not body.get("issue")):
        yield "refuses without an OperationOutcome"
    if not answer.headers.get("nhn-error-code"):
        yield "refuses without a code"
