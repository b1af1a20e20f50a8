"""What changed between two texts, line by line, and word by word where a line was reworded."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from difflib import SequenceMatcher
from enum import StrEnum
from itertools import zip_longest

_ALIKE = 0.5
_MOST_WORDS = 1500  # comparing grows with the square of the length


class Turn(StrEnum):
    SAME = "same"
    GONE = "gone"
    COME = "come"
    REWORDED = "reworded"


@dataclass(frozen=True)
class Piece:
    """Some words of a reworded line: the same, gone or come."""

    turn: Turn
    text: str


@dataclass(frozen=True)
class LineChange:
    """A line that is gone, has come, or was reworded; `pieces` in reading order give it whole."""

    turn: Turn
    pieces: tuple[Piece, ...]


def line_changes(old: str, new: str) -> tuple[LineChange, ...]:
    """The lines that differ, in reading order. Lines that stayed are left out."""
    before, after = _lines(old), _lines(new)
    if len(old.split()) + len(new.split()) > _MOST_WORDS:
        return tuple(_each(Turn.GONE, before)) + tuple(_each(Turn.COME, after))
    found: list[LineChange] = []
    for tag, i, i_end, j, j_end in SequenceMatcher(None, before, after, autojunk=False).get_opcodes():
        if tag != "equal":
            found += _replaced(before[i:i_end], after[j:j_end])
    return tuple(found)


def _replaced(before: list[str], after: list[str]) -> Iterator[LineChange]:
    for old, new in zip_longest(before, after):
        pieces = _pieces(old, new) if old and new else ()
        if pieces and _kept(pieces) >= _ALIKE * max(len(old), len(new)):
            yield LineChange(Turn.REWORDED, pieces)
            continue
        yield from _each(Turn.GONE, [old] if old else [])
        yield from _each(Turn.COME, [new] if new else [])


def _pieces(old: str, new: str) -> tuple[Piece, ...]:
    before, after = _words(old), _words(new)
    found: list[Piece] = []
    for tag, i, i_end, j, j_end in SequenceMatcher(None, before, after, autojunk=False).get_opcodes():
        if tag == "equal":
            found.append(Piece(Turn.SAME, "".join(before[i:i_end])))
            continue
        found += [Piece(Turn.GONE, "".join(before[i:i_end]))] if i_end > i else []
        found += [Piece(Turn.COME, "".join(after[j:j_end]))] if j_end > j else []
    return tuple(found)


def _kept(pieces: tuple[Piece, ...]) -> int:
    return sum(len(piece.text) for piece in pieces if piece.turn is Turn.SAME)


def _each(turn: Turn, lines: list[str]) -> Iterator[LineChange]:
    return (LineChange(turn, (Piece(turn, line),)) for line in lines)


def _lines(text: str) -> list[str]:
    return [line.strip() for line in text.splitlines() if line.strip()]


def _words(line: str) -> list[str]:
    return re.findall(r"\S+\s*", line)
