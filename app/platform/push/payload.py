"""What a notification says: the same for everybody and everything, since a locked phone lies where others see it.

The grammar is closed: what to do, which notification, an id that means nothing without signing in, and words that are ours.
"""

from __future__ import annotations

import json
from functools import cache
from uuid import UUID

from flask_babel import force_locale
from flask_babel import gettext as _

# A service may refuse more than 4,096 bytes once encrypted (RFC 8030 § 7.2).
MOST_BYTES = 3000


def show(topic: str, opaque_id: UUID | None, language: str, *, again: bool = False) -> bytes:
    """Show the notification `topic`; its click opens what waits under `opaque_id`. `again` may sound once more."""
    said = {"do": "show", "tag": topic, "lang": language, "again": again, **_words(language)}
    return _bytes(said | ({"id": str(opaque_id)} if opaque_id else {}))


def close(topic: str) -> bytes:
    """Take the notification `topic` away: what it was for is done."""
    return _bytes({"do": "close", "tag": topic})


@cache
def _words(language: str) -> dict[str, str]:
    """Looked up once: they are the same in every message, and a worker makes hundreds a second."""
    with force_locale(language):
        return {
            "title": "Egenplan",
            "body": _("Something is waiting for you"),
            "open": _("Open"),
            "later": _("Remind me in 10 minutes"),
        }


def _bytes(said: dict[str, object]) -> bytes:
    return json.dumps(said, ensure_ascii=False, separators=(",", ":")).encode()
