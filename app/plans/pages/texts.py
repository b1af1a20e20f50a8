"""Texts that people wrote, at their length."""

from __future__ import annotations

from dataclasses import dataclass

_LONG = 240
_MANY_LINES = 3


@dataclass(frozen=True)
class LongText:
    """Somebody's text; `folded` where it is long enough to stand behind a tap."""

    text: str
    lang: str
    folded: bool


def long_text(text: str | None, lang: str, whole: bool = False, longest: int = _LONG) -> LongText | None:
    """`text` as it is shown, behind a tap from `longest` letters on; `whole` on paper, where nothing can be tapped."""
    if not text or not text.strip():
        return None
    return LongText(text.strip(), lang, not whole and (len(text) > longest or text.count("\n") > _MANY_LINES))
