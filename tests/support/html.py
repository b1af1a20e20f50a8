"""What is wrong with a page before anybody has looked at it."""

from __future__ import annotations

from collections import Counter
from html.parser import HTMLParser

VOID = {"area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "source", "track", "wbr"}


class Page(HTMLParser):
    """One parsed page; `faults` says what a strict browser or a screen reader would stumble on."""

    def __init__(self, text: str) -> None:
        super().__init__(convert_charrefs=True)
        self.tags: list[tuple[str, dict[str, str]]] = []
        self.open: list[str] = []
        self.faults: list[str] = []
        self.text = ""
        self.feed(text)
        self.close()
        self._judge()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        attributes = {name: value or "" for name, value in attrs}
        if len(attributes) != len(attrs):
            self.faults.append(f"<{tag}> has an attribute twice")
        self.tags.append((tag, attributes))
        if tag not in VOID:
            self.open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        if tag in VOID:
            return
        if not self.open or self.open[-1] != tag:
            self.faults.append(f"</{tag}> closes {self.open[-1:] or 'nothing'}")
        if tag in self.open:
            while self.open.pop() != tag:
                pass

    def handle_data(self, data: str) -> None:
        self.text += data

    def all(self, tag: str) -> list[dict[str, str]]:
        return [attributes for name, attributes in self.tags if name == tag]

    def _judge(self) -> None:
        ids = Counter(attributes["id"] for _, attributes in self.tags if "id" in attributes)
        self.faults += [f"id {name!r} is there {times} times" for name, times in ids.items() if times > 1]
        self.faults += [f"<{tag}> was never closed" for tag in self.open]
        for tag, attributes in self.tags:
            self.faults += _inline(tag, attributes) + _dangling(tag, attributes, set(ids))
        if not self.all("html") or not self.all("html")[0].get("lang"):
            self.faults.append("the page has no language")
        if len(self.all("h1")) != 1:
            self.faults.append(f"{len(self.all('h1'))} <h1>, not one")
        if len(self.all("main")) != 1:
            self.faults.append(f"{len(self.all('main'))} <main>, not one")


def _inline(tag: str, attributes: dict[str, str]) -> list[str]:
    """What the content policy refuses."""
    found = [f"<{tag} {name}=> is inline" for name in attributes if name == "style" or name.startswith("on")]
    if tag == "style" or (tag == "script" and not attributes.get("src")):
        found.append(f"<{tag}> is inline")
    if any(value.strip().lower().startswith("javascript:") for value in attributes.values()):
        found.append(f"<{tag}> has a javascript: address")
    return found


def _dangling(tag: str, attributes: dict[str, str], ids: set[str]) -> list[str]:
    """References to ids that are not on the page."""
    names = ("for", "aria-describedby", "aria-labelledby", "aria-controls", "headers")
    wanted = {name: attributes[name].split() for name in names if name in attributes}
    return [
        f"<{tag} {name}> speaks of {one!r}, which is not there" for name, all_ in wanted.items() for one in all_ if one not in ids
    ]
