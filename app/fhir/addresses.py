"""Whose an address is."""

from __future__ import annotations

from flask import current_app


def is_elsewhere(reference: str) -> bool:
    """Whether it is an absolute address on another server: an id there means nothing here."""
    return "://" in reference and not reference.startswith(f"{current_app.config['BASE_URL']}/")
