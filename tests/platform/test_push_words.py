"""What a notification may say: its grammar is closed, and no word of it is about health or about anybody."""

from __future__ import annotations

import json
import re
from uuid import uuid4

import pytest
from flask import Flask

from app.config import LANGUAGES
from app.platform.push.message import topic_of
from app.platform.push.payload import MOST_BYTES, close, show

GRAMMAR = {
    "do": r"show|close",
    "tag": r"[A-Za-z0-9_-]{1,32}",
    "id": r"[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}",
    "lang": "|".join(LANGUAGES),
    "again": r"True|False",
    "title": r"Egenplan",
    "body": r"Something is waiting for you|Noe venter på deg",
    "open": r"Open|Åpne",
    "later": r"Remind me in 10 minutes|Minn meg på det om 10 minutter",
}
CLOSING = {"do", "tag"}


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("again", [True, False])
def test_a_notification_says_only_what_the_grammar_has(app: Flask, language: str, again: bool) -> None:
    with app.app_context():
        said = show(topic_of("x"), uuid4(), language, again=again)
    assert faults(said) == []
    assert json.loads(said)["lang"] == language
    assert len(said) < MOST_BYTES // 5


def test_two_people_get_the_same_words_for_everything(app: Flask) -> None:
    with app.app_context():
        said = [json.loads(show(topic_of(n), uuid4(), "nb")) for n in range(5)]
    for each in said:
        del each["id"], each["tag"]
    assert all(each == said[0] for each in said)


def test_taking_one_away_says_nothing_but_which(app: Flask) -> None:
    said = close(topic_of("x"))
    assert faults(said) == []
    assert set(json.loads(said)) == CLOSING


@pytest.mark.parametrize(
    "planted",
    [
        b'{"do":"show","tag":"t","title":"Kari","body":"Noe venter"}',
        b'{"do":"show","tag":"t","body":"Ta medisinen din"}',
        b'{"do":"show","tag":"t","measure":"Gange"}',
        b'{"do":"show","tag":"t","id":"12345"}',
        b'{"do":"close","tag":"t","body":"x"}',
    ],
)
def test_a_word_too_much_would_be_found(planted: bytes) -> None:
    assert faults(planted)


def faults(said: bytes) -> list[str]:
    words = json.loads(said)
    found = [name for name, value in words.items() if name not in GRAMMAR or not re.fullmatch(GRAMMAR[name], str(value))]
    if words["do"] == "close" and set(words) != CLOSING:
        found.append("close says more than which")
    return found
