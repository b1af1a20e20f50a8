"""How the app presents itself on a home screen (W3C Web Application Manifest)."""

from __future__ import annotations

from collections.abc import Callable

from flask import url_for

from app.localisation.text import gettext as _

# As `--action` and `--paper` in static/css/tokens.css.
THEME, GROUND = "#126f87", "#ffffff"
ICONS = (
    ("icons/icon-192.png", "192x192", "image/png", "any"),
    ("icons/icon-512.png", "512x512", "image/png", "any"),
    ("icons/maskable-512.png", "512x512", "image/png", "maskable"),
    ("icons/icon.svg", "any", "image/svg+xml", "any"),
)


def manifest(language: str, asset: Callable[[str], str]) -> dict[str, object]:
    """In `language`. Addresses name no record: the home screen is seen by whoever holds the phone."""
    return {
        "id": "/",
        "name": _("Egenplan: your plan"),
        "short_name": "Egenplan",
        "description": _("Your treatment plan and what you do yourself, on your own phone, also without coverage."),
        "lang": language,
        "dir": "ltr",
        "start_url": url_for("offline.start", room="today"),
        "scope": "/",
        "display": "standalone",
        "background_color": GROUND,
        "theme_color": THEME,
        "categories": ["health", "medical"],
        "icons": [{"src": asset(name), "sizes": sizes, "type": kind, "purpose": purpose} for name, sizes, kind, purpose in ICONS],
        "shortcuts": [_shortcut(_("Check in"), "check-in", asset), _shortcut(_("Today"), "today", asset)],
    }


def _shortcut(name: str, room: str, asset: Callable[[str], str]) -> dict[str, object]:
    icon = {"src": asset("icons/icon-192.png"), "sizes": "192x192", "type": "image/png"}
    return {"name": name, "url": url_for("offline.start", room=room), "icons": [icon]}
