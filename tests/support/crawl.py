"""Walking through the application as somebody would: every link, every form, each kind of page once."""

from __future__ import annotations

import re
from collections import deque
from collections.abc import Iterator, Sequence
from urllib.parse import parse_qsl, urlsplit

from flask import Flask
from werkzeug.exceptions import HTTPException
from werkzeug.routing import MapAdapter
from werkzeug.test import TestResponse

from tests.support.forms import SeenForm, encoded, forms_of
from tests.support.visitor import Visitor

LINK = re.compile(r'<a\b[^>]*?href="([^"]+)"')
FORM = "application/x-www-form-urlencoded"


class Crawl:
    """What one visitor came across: `pages` by kind of address, `forms` by what they send where.

    With `press`, every form is sent once as it stands, to find the pages and forms behind it. `also` are pages of a kind that is
    met anyway, with other forms on them.
    """

    def __init__(
        self, app: Flask, visitor: Visitor, starts: list[str], *, also: Sequence[str] = (), press: bool = True, longest: int = 150
    ) -> None:
        self.visitor = visitor
        self.adapter = app.url_map.bind("localhost")
        self.pages: dict[str, tuple[str, TestResponse]] = {}
        self.forms: dict[tuple[str, tuple[str, ...]], SeenForm] = {}
        self.parameters: dict[str, set[str]] = {}
        self._walk(deque(starts), longest)
        for address in also:
            list(self._onward(address, self.visitor.get(address)))
        for form in list(self.forms.values()) if press else []:
            if not ends_the_visit(form):
                self._walk(deque(self._after(form)), longest)

    def _walk(self, waiting: deque[str], longest: int) -> None:
        while waiting and len(self.pages) < longest:
            address = waiting.popleft().replace("&amp;", "&").split("#")[0]
            kind = self._kind(address)
            if kind is None or kind in self.pages:
                continue
            answer = self.visitor.get(address)
            self.pages[kind] = (address, answer)
            waiting.extend(self._onward(address, answer))

    def _after(self, form: SeenForm) -> Iterator[str]:
        """Press the form; the page it leads to may offer what it did not offer before."""
        answer, address = self.send(form, form.filled()), form.action
        if answer.status_code == 303:
            address = answer.headers["Location"]
            answer = self.visitor.get(address)
        yield from list(self._onward(address, answer))

    def _onward(self, address: str, answer: TestResponse) -> Iterator[str]:
        if answer.status_code == 303:
            yield answer.headers["Location"]
        if answer.mimetype != "text/html":
            return
        yield from (link for link in LINK.findall(answer.text) if link.startswith(("/", "?")) or "://localhost/" in link)
        for form in forms_of(address, answer.text):
            self.forms.setdefault((endpoint(self.adapter, form) or form.action, tuple(each.name for each in form.fields)), form)

    def _kind(self, address: str) -> str | None:
        """Two addresses of one kind differ only in their values."""
        parts = urlsplit(address)
        found = matched(self.adapter, parts.path, "GET")
        if found is None or parts.path.startswith("/static/"):
            return None
        names = {name for name, _ in parse_qsl(parts.query, keep_blank_values=True)}
        self.parameters.setdefault(found, set()).update(names)
        return f"{found}?{'&'.join(sorted(names))}"

    def send(self, form: SeenForm, pairs: list[tuple[str, str | bytes]] | list[tuple[str, str]]) -> TestResponse:
        """Submit `form` with these pairs."""
        if form.method == "get":
            return self.visitor.get(urlsplit(form.action).path + "?" + encoded(pairs).decode())
        return self.visitor.send("POST", form.action, data=encoded(pairs), content_type=FORM)


def ends_the_visit(form: SeenForm) -> bool:
    """Whether the form signs its visitor out, or in as another."""
    return form.action == "/sign-out" or form.action.startswith(("/settings/sessions/", "/sign-in/"))


def endpoint(adapter: MapAdapter, form: SeenForm) -> str | None:
    return matched(adapter, urlsplit(form.action).path, form.method.upper())


def matched(adapter: MapAdapter, path: str, method: str) -> str | None:
    """The endpoint behind a path, or nothing."""
    try:
        return str(adapter.match(path, method=method)[0])
    except HTTPException:
        return None
