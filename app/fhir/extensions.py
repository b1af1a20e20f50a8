"""Extensions by their address."""

from __future__ import annotations

from typing import Any

from app.fhir.received import put
from app.platform.elements import Element, Json


def extension(resource: Element, url: str) -> Element:
    """The extension with this address, or the place where it could be."""
    found = [each for each in resource.all("extension") if each.child("url").value == url]
    return found[0] if found else Element(f"{resource.path}.extension", None)


def put_extension(resource: Json, url: str, kind: str, value: Any) -> None:
    """Set one extension and leave the others."""
    others = [each for each in resource.get("extension", []) if each.get("url") != url]
    put(resource, "extension", [*others, {"url": url, kind: value}] if value else others)
