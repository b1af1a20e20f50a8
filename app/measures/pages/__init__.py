"""What the rooms of measures show."""

from app.measures.pages.day_words import in_words
from app.measures.pages.due import DAYS_SHOWN, DueRow, Fortnight, anchor, due_row, fortnight, now
from app.measures.pages.rooms import MeasureCard, MeasuresPage, card, measures_page
from app.measures.pages.spoken_words import in_own_words
from app.measures.pages.words import categories, category_label, rhythm_words

__all__ = [
    "DAYS_SHOWN",
    "DueRow",
    "Fortnight",
    "MeasureCard",
    "MeasuresPage",
    "anchor",
    "card",
    "categories",
    "category_label",
    "due_row",
    "fortnight",
    "in_own_words",
    "in_words",
    "measures_page",
    "now",
    "rhythm_words",
]
