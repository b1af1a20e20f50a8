"""Pieces of pages that read the same every time: drawn once for each language and what they are given, then kept."""

from __future__ import annotations

from functools import lru_cache

from flask import Flask, request
from markupsafe import Markup

from app.localisation.text import Catalogue, catalogue

MOST = 1024


def keep_pieces(app: Flask) -> None:
    """Let templates show `piece(template, **values)`, where `template` looks at nothing but `values`."""

    # Shared between readers: never a name, a message or a token; nothing personal but the id of the record in an address.
    @lru_cache(maxsize=MOST)
    def drawn(_language: Catalogue, _root: str, template: str, values: tuple[tuple[str, object], ...]) -> Markup:
        return Markup(app.jinja_env.get_template(template).render(dict(values)))  # noqa: S704 - escaped by its template

    def piece(template: str, **values: object) -> Markup:
        return drawn(catalogue(), request.script_root, template, tuple(values.items()))

    app.jinja_env.globals["piece"] = piece
