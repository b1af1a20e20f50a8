"""Measured values as words and charts."""

from app.readings.pages.labels import kind_label, last_words, reading_words, short_label, unit_words
from app.readings.pages.progress import Development, development
from app.readings.pages.windows import SPANS, Span, span_of

__all__ = [
    "SPANS",
    "Development",
    "Span",
    "development",
    "kind_label",
    "last_words",
    "reading_words",
    "short_label",
    "span_of",
    "unit_words",
]
