"""Patients whose words are searched for in every response of the whole run, and must never reach anybody else."""

from __future__ import annotations

from uuid import UUID

from flask import Flask, Response, g, request

_entitled: dict[bytes, set[UUID]] = {}
leaks: list[str] = []


def plant(word: str, *people: UUID) -> str:
    """From now on `word` may only reach `people`; answers the word."""
    _entitled.setdefault(word.encode(), set()).update(people)
    return word


def forget(word: str) -> None:
    """Watch for `word` no longer."""
    del _entitled[word.encode()]


def watch(app: Flask) -> None:
    """Search every response of `app`, head and body, before it is compressed."""
    app.after_request(_search)


def _search(response: Response) -> Response:
    sent = str(response.headers).encode() + (b"" if response.direct_passthrough else response.get_data())
    reader = g.get("actor")
    for word, people in _entitled.items():
        if word in sent and (reader is None or reader.person_id not in people):
            who = reader.person_id if reader else "nobody signed in"
            leaks.append(f"{word.decode()} reached {who} from {request.endpoint}")
    return response
