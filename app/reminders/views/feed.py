"""A private calendar, read by calendar programs that cannot sign in. The secret in the address is all they have."""

from __future__ import annotations

import re

from flask import Response, abort, request

from app.platform.security import limiter
from app.reminders import pages
from app.reminders.actions.feeds import hash_of
from app.reminders.queries.feeds import calendar_behind
from app.reminders.views.blueprint import blueprint

_TOKEN = re.compile(r"[A-Za-z0-9_-]{32}")


def _one_calendar() -> str:
    return hash_of(str((request.view_args or {}).get("token", "")))


# By address of the calendar: the programs of thousands of people come from the same few servers.
@blueprint.get("/calendar/<token>.ics")
@limiter.limit("60/hour", key_func=_one_calendar)
@limiter.limit("1200/minute")
def feed(token: str) -> Response:
    calendar = calendar_behind(hash_of(token)) if _TOKEN.fullmatch(token) else None
    if calendar is None:
        abort(404)
    answer = Response(pages.as_calendar(calendar), content_type="text/calendar; charset=utf-8")
    answer.headers["Content-Disposition"] = "inline; filename=egenplan.ics"
    answer.headers["Cache-Control"] = "no-store"
    answer.headers["X-Robots-Tag"] = "noindex"
    return answer
