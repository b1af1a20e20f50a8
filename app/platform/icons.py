"""Our own line icons, drawn into the page. A page has dozens, so each is drawn once and kept."""

from __future__ import annotations

import json
from functools import cache
from pathlib import Path

from flask import Flask
from markupsafe import Markup

_SHAPES: dict[str, str] = json.loads(
    (Path(__file__).resolve().parents[1] / "templates/components/icons.json").read_text(encoding="utf-8")
)
_SVG = (
    '<svg class="icon icon--{name}" aria-hidden="true" focusable="false" width="{size}" height="{size}" viewBox="0 0 24 24"'
    ' fill="none" stroke="currentColor" stroke-width="2" stroke-linecap="round" stroke-linejoin="round">{shape}</svg>'
)


def draw_icons(app: Flask) -> None:
    """Let templates draw icons: `icon(name, size)` of `components/icon.html`."""
    app.jinja_env.globals["draw_icon"] = icon


@cache
def icon(name: str, size: int = 24) -> Markup:
    """The icon, hidden from screen readers: the word beside it says it. Errors: `KeyError` for a name we have not drawn."""
    return Markup(_SVG.format(name=name, size=size, shape=_SHAPES[name]))  # noqa: S704 - our own file
