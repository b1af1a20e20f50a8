"""Two patients whose words are searched for in every response of the whole run, and must never reach anybody else."""

from __future__ import annotations

from uuid import UUID

from flask import Flask, Response, g

_entitled: dict[bytes, set[UUID]] = {}
leaks: list[str] = []


def plant(word: str, *people: UUID) -> str:
    """From now on `word` may only reach `people`; answers the word."""
    _entitled.setdefault(word.encode(), set()).update(people)
    return word


def watch(app: Flask) -> None:
    """Search every response of `app`, before it is compressed."""
    app.after_request(_search)


def _search(response: Response) -> Response:
    if response.direct_passthrough:
        return response
    body = response.get_data()
    reader = g.get("actor")
    for word, people in _entitled.items():
        if word in body and (reader is None or reader.person_id not in people):
            leaks.append(f"{word.decode()} reached {reader.person_id if reader else 'nobody signed in'}")
    return response
