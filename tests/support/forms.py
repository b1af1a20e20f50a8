"""The forms of a page as a browser would send them."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from html.parser import HTMLParser
from urllib.parse import quote_plus

TYPED = {"text", "textarea", "search", "tel", "email"}


@dataclass
class FormField:
    name: str
    kind: str
    value: str
    choices: list[str] = field(default_factory=list)


@dataclass
class SeenForm:
    """One form. `page` is where it was seen."""

    page: str
    action: str
    method: str
    fields: list[FormField] = field(default_factory=list)

    def filled(self) -> list[tuple[str, str]]:
        """What pressing its first button at once would send, the first choice taken where one must be made."""
        pairs: list[tuple[str, str]] = []
        buttons = [each for each in self.fields if each.kind == "submit"]
        for each in (each for each in self.fields if each not in buttons[1:]):
            if each.kind in ("radio", "select"):
                pairs.append((each.name, each.value or next((choice for choice in each.choices if choice), "")))
            elif each.kind != "checkbox" or each.value:
                pairs.append((each.name, each.value))
        return pairs

    def typed(self) -> list[str]:
        return [each.name for each in self.fields if each.kind in TYPED]


class _Reader(HTMLParser):
    def __init__(self, page: str) -> None:
        super().__init__()
        self.page = page
        self.forms: list[SeenForm] = []
        self.inside: SeenForm | None = None
        self.select: FormField | None = None
        self.area: FormField | None = None

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        a = {name: value or "" for name, value in attrs}
        if tag == "form":
            self.inside = SeenForm(self.page, a.get("action") or self.page, a.get("method", "get").lower())
            self.forms.append(self.inside)
        elif self.inside is not None and (tag != "option" or self.select):
            self._field(tag, a)

    def _field(self, tag: str, a: dict[str, str]) -> None:
        name = a.get("name", "")
        if tag == "option" and self.select:
            self.select.choices.append(a.get("value", ""))
            self.select.value = a.get("value", "") if "selected" in a else self.select.value
        elif tag == "select" and name:
            self.select = self._add(FormField(name, "select", ""))
        elif tag == "textarea" and name:
            self.area = self._add(FormField(name, "textarea", ""))
        elif tag == "input" and name and a.get("type") in ("radio", "checkbox"):
            self._choice(name, a)
        elif tag in ("input", "button") and name and a.get("type") != "reset":
            self._add(FormField(name, a.get("type", "text" if tag == "input" else "submit"), a.get("value", "")))

    def _choice(self, name: str, a: dict[str, str]) -> None:
        assert self.inside
        known = next((each for each in self.inside.fields if each.name == name and each.kind == a["type"]), None)
        known = known or self._add(FormField(name, a["type"], ""))
        known.choices.append(a.get("value", "on"))
        known.value = a.get("value", "on") if "checked" in a else known.value

    def _add(self, new: FormField) -> FormField:
        assert self.inside
        self.inside.fields.append(new)
        return new

    def handle_data(self, data: str) -> None:
        if self.area is not None:
            self.area.value += data

    def handle_endtag(self, tag: str) -> None:
        if tag == "form":
            self.inside = None
        elif tag == "select":
            self.select = None
        elif tag == "textarea":
            self.area = None


def forms_of(page: str, text: str) -> list[SeenForm]:
    """Every form in `text`, which was served at `page`."""
    reader = _Reader(page)
    reader.feed(text)
    return reader.forms


def encoded(pairs: Iterable[tuple[str, str | bytes]]) -> bytes:
    """A form's body. Lone surrogates and raw bytes go through as somebody hostile would send them."""
    return "&".join(f"{_quoted(name)}={_quoted(value)}" for name, value in pairs).encode("ascii")


def _quoted(text: str | bytes) -> str:
    return quote_plus(text if isinstance(text, bytes) else text.encode("utf-8", "surrogatepass"))
