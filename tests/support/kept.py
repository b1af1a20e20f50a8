"""What of us a browser may keep. Written down by itself and not taken from the code: everything not named here is never kept."""

from __future__ import annotations

from tests.support.routes import Route
from tests.support.world import NOBODY

# About nobody: pages a phone may keep whole, and what the browser itself asks for.
ABOUT_NOBODY = {
    "GET notices.accessibility": "private, no-cache",
    "GET notices.emergency": "private, no-cache",
    "GET notices.offline": "private, no-cache",
    "GET notices.privacy": "private, no-cache",
    "GET offline.manifest": "private, max-age=3600",
    "GET offline.worker": "no-cache",
}


# The same for who is not signed in; else it says whose it is, and is not kept.
ABOUT_NOBODY_YET = {"GET outbox.unsent": "private, no-cache"}


def kept(route: Route, kind: str = NOBODY) -> str:
    """What the route's `Cache-Control` must be for `kind` of reader."""
    table = ABOUT_NOBODY | (ABOUT_NOBODY_YET if kind == NOBODY else {})
    return table.get(route.name, "no-store")
