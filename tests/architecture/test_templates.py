"""Every template compiles, uses what it imports, and says nothing that cannot be translated."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from flask import Flask
from jinja2 import nodes
from jinja2.meta import find_referenced_templates

TEMPLATES = Path(__file__).resolve().parents[2] / "app" / "templates"
ALL = sorted(path.relative_to(TEMPLATES).as_posix() for path in TEMPLATES.rglob("*.html"))
# Prints its own constant drawings and nothing that anybody wrote.
DRAWN_BY_US = {"components/icon.html"}
# Names and marks that are the same in every language.
SAME_EVERYWHERE = re.compile(r"Egenplan|113|116 ?117|116 ?123|[\W\d_]+")


@pytest.mark.parametrize("name", ALL)
def test_it_compiles(built: Flask, name: str) -> None:
    built.jinja_env.get_template(name)


@pytest.mark.parametrize("name", ALL)
def test_what_it_builds_on_is_there(built: Flask, name: str) -> None:
    wanted = {each for each in find_referenced_templates(built.jinja_env.parse(source(name))) if each}
    assert wanted <= set(built.jinja_env.list_templates())


@pytest.mark.parametrize("name", ALL)
def test_what_it_imports_is_there_and_used(built: Flask, name: str) -> None:
    assert unused(built, source(name)) == [], "take these out of the import"
    assert missing(built, source(name)) == [], "no such macro in the template imported from"


@pytest.mark.parametrize("name", ALL)
def test_every_visible_word_is_marked_for_translation(name: str) -> None:
    assert unmarked(source(name)) == [], "wrap each in _()"


@pytest.mark.parametrize("name", ALL)
def test_it_trusts_no_text(name: str) -> None:
    """`safe` would let what people wrote act as code in somebody else's browser."""
    assert name in DRAWN_BY_US or not re.search(r"\|\s*safe\b|autoescape|Markup", source(name))


def test_each_fault_would_be_found(built: Flask) -> None:
    assert unused(built, "{% from 'components/icon.html' import icon %}<p></p>") == ["icon"]
    assert missing(built, "{% from 'components/icon.html' import ikon %}") == ["ikon from components/icon.html"]
    for planted in ("<p>Hello</p>", '<img alt="A boat">', "{{ x }} days", "{% if x %}Yes{% endif %}", "{{ 'Hello there' }}"):
        assert unmarked(planted), planted
    for fine in (
        "<p>{{ _('Hello') }}</p>",
        '<p class="a-b">{{ x }} · {{ y }}</p>',
        "{# a note #}",
        "<svg><path d='M0 0'/></svg>",
    ):
        assert not unmarked(fine), fine


def source(name: str) -> str:
    return (TEMPLATES / name).read_text(encoding="utf-8")


def unused(built: Flask, text: str) -> list[str]:
    tree = built.jinja_env.parse(text)
    imported = [each if isinstance(each, str) else each[1] for node in tree.find_all(nodes.FromImport) for each in node.names]
    imported += [node.target for node in tree.find_all(nodes.Import)]
    used = {node.name for node in tree.find_all(nodes.Name) if node.ctx == "load"}
    return sorted(set(imported) - used)


def missing(built: Flask, text: str) -> list[str]:
    found = []
    for node in built.jinja_env.parse(text).find_all(nodes.FromImport):
        assert isinstance(node.template, nodes.Const)
        origin = built.jinja_env.parse(source(node.template.value))
        there = {each.target.name for each in origin.find_all(nodes.Assign) if isinstance(each.target, nodes.Name)}
        there |= {macro.name for macro in origin.find_all(nodes.Macro)} | {
            each if isinstance(each, str) else each[1] for other in origin.find_all(nodes.FromImport) for each in other.names
        }
        wanted = [each if isinstance(each, str) else each[0] for each in node.names]
        found += [f"{each} from {node.template.value}" for each in wanted if each not in there]
    return found


def unmarked(text: str) -> list[str]:
    """The words a reader would see or hear that stand outside `_()`."""
    printed = re.findall(r"{{\s*'([^']* [^']*)'\s*}}", text)
    text = re.sub(r"{% (block layout|macro target)\b.*?{%-? end(block|macro) %}", "", text, flags=re.DOTALL)
    text = re.sub(r"{#.*?#}|{%.*?%}", "\0", text, flags=re.DOTALL)
    text = re.sub(r"{{.*?}}", "\0", text, flags=re.DOTALL)
    text = re.sub(r"<(script|style|svg|kbd)\b.*?</\1>", "\0", text, flags=re.DOTALL)
    spoken = re.findall(r'(?<=[\s\0])(?:alt|title|aria-label|placeholder)="([^"]+)"', text)
    visible = re.sub(r"<[^>]*>|&\w+;", "\0", text, flags=re.DOTALL).split("\0")
    return [words.strip() for words in [*printed, *spoken, *visible] if SAME_EVERYWHERE.sub("", words)]
