"""Every page a person comes to, by who they are: what the checks in the browser visit."""

from __future__ import annotations

from flask import Flask

from tests.support.access_lists import CLINIC, RECORD, SIGNED_IN
from tests.support.routes import routes
from tests.support.world import NOBODY, World

PUBLIC = ["/", "/emergency", "/privacy", "/accessibility", "/offline", "/sign-in", "/nowhere"]
WITH_MORE = {
    "GET measures.skip": "?due_on={due_on}&due_time=",
    "GET readings.progress": "?days=365",
    "GET clinicians.progress": "?days=365",
}
# What scripts ask for.
NO_PAGES = {"GET offline.mine", "GET reminders.still_standing"}


def rooms(app: Flask, world: World, kind: str) -> list[str]:
    """The addresses for `kind`; nobody's are the public ones."""
    if kind == NOBODY:
        return PUBLIC
    purposes = {"treating clinician": {"follow-up", "write-plan"}, "relative who may check in": {"check-in"}}
    open_to = purposes.get(kind, {"read", "check-in", "answer-measures", "set-goals", "set-measures", "read-log"})
    listed = (CLINIC | SIGNED_IN if kind == "treating clinician" else SIGNED_IN) | {n for n, p in RECORD.items() if p in open_to}
    found = [route for route in routes(app) if route.method == "GET" and route.name in listed - NO_PAGES]
    return [route.address(world.ids) + WITH_MORE.get(route.name, "").format(**world.ids) for route in found]
