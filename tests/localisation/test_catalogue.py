"""The catalogues are in step with the code: nothing untranslated, nothing guessed, nothing left over, no placeholder lost."""

from __future__ import annotations

import io
import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from babel.messages.catalog import Catalog, Message
from babel.messages.extract import extract_from_dir
from babel.messages.frontend import parse_mapping_cfg
from babel.messages.pofile import read_po

from app.config import LANGUAGES

ROOT = Path(__file__).resolve().parents[2]
TRANSLATIONS = ROOT / "translations"
KEYWORDS: dict[str, tuple[int, ...] | None] = {
    "_": None, "_l": None, "gettext": None, "lazy_gettext": None, "ngettext": (1, 2), "lazy_ngettext": (1, 2),
}  # fmt: skip
PLACEHOLDER = re.compile(r"%\((\w+)\)([sd])|(%(?!\(|%))")
TRANSLATED = [language for language in LANGUAGES if language != "en"]


def test_the_template_is_what_the_code_says() -> None:
    said, kept = extracted(), keys(catalogue(TRANSLATIONS / "messages.pot"))
    assert said - kept == set(), "extract again: these are in the code and not in messages.pot"
    assert kept - said == set(), "extract again: these are in messages.pot and no longer in the code"


@pytest.mark.parametrize("language", TRANSLATED)
class TestEveryLanguage:
    def test_has_every_message_and_no_other(self, language: str) -> None:
        assert keys(po(language)) == keys(catalogue(TRANSLATIONS / "messages.pot"))

    def test_says_something_for_each(self, language: str) -> None:
        assert [message.id for message in po(language) if message.id and not all(strings(message))] == []

    def test_guesses_nothing(self, language: str) -> None:
        """A fuzzy message is a neighbour's translation, and may say the opposite."""
        assert [message.id for message in po(language) if message.id and message.fuzzy] == []

    def test_keeps_every_placeholder(self, language: str) -> None:
        assert [fault for message in po(language) if message.id for fault in broken(message)] == []

    def test_keeps_every_telephone_number(self, language: str) -> None:
        wrong = [
            message.id for message in po(language) if message.id and phones(ids(message)[-1]) != phones(strings(message)[-1])
        ]
        assert wrong == []


def test_a_broken_placeholder_would_be_found() -> None:
    assert broken(Message("Hello %(name)s", "Hei %(navn)s"))
    assert broken(Message("Hello %(name)s", "Hei"))
    assert broken(Message("100", "100 %"))
    assert broken(Message(("%(num)d day", "%(num)d days"), ("%(num)d dag", "dager")))
    assert not broken(Message(("One day", "%(num)d days"), ("Én dag", "%(num)d dager")))


def test_no_message_is_glued_from_pieces() -> None:
    """A message that begins or ends in the middle of a sentence cannot be translated by itself."""
    pieces = [message.id for message in catalogue(TRANSLATIONS / "messages.pot") if message.id and _is_piece(ids(message)[0])]
    assert pieces == []


def extracted() -> set[object]:
    """Every message in the code, as the extractor sees it now, without touching a file."""
    with (TRANSLATIONS / "babel.cfg").open() as mapping:
        methods, options = parse_mapping_cfg(mapping)
    found = extract_from_dir(ROOT, methods, options, KEYWORDS, strip_comment_tags=True)  # type: ignore[arg-type]
    return {message for _file, _line, message, _comments, _context in found if message}


def keys(messages: Catalog) -> set[object]:
    return {tuple(message.id) if isinstance(message.id, (list, tuple)) else message.id for message in messages if message.id}


def catalogue(path: Path, language: str | None = None) -> Catalog:
    return read_po(io.BytesIO(path.read_bytes()), locale=language)


def po(language: str) -> Catalog:
    return catalogue(TRANSLATIONS / language / "LC_MESSAGES" / "messages.po", language)


def ids(message: Message) -> tuple[str, ...]:
    return tuple(message.id) if isinstance(message.id, (list, tuple)) else (message.id,)


def strings(message: Message) -> tuple[str, ...]:
    return tuple(message.string) if isinstance(message.string, (list, tuple)) else (message.string or "",)


def broken(message: Message) -> Iterator[str] | list[str]:
    """The translations whose placeholders differ from the source's; the singular may leave out its number."""
    right = placeholders(ids(message)[-1])
    if len(ids(message)) == 1:
        return [text for text in strings(message) if placeholders(text) != right]
    one, *many = strings(message)
    return [text for text in many if placeholders(text) != right] + ([one] if placeholders(one) - right else [])


def placeholders(text: str) -> set[tuple[str, ...]]:
    return {match.groups() for match in PLACEHOLDER.finditer(text)}


def phones(text: str) -> set[str]:
    return set(re.findall(r"\b1\d\d(?: ?\d{3})?\b", text))


def _is_piece(text: str) -> bool:
    return text != text.strip() or text.endswith((" and", " or", " the", " of", ",", "("))
