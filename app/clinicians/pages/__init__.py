"""What the clinic's pages show, in words."""

from app.clinicians.pages.changes import ChangesCard, changes_card, is_news
from app.clinicians.pages.check_ins import Entry, History, entry, history
from app.clinicians.pages.late import Late, late
from app.clinicians.pages.record import Head, head, own_goals
from app.clinicians.pages.worklist import Row, Worklist, worklist

__all__ = [
    "ChangesCard",
    "Entry",
    "Head",
    "History",
    "Late",
    "Row",
    "Worklist",
    "changes_card",
    "entry",
    "head",
    "history",
    "is_news",
    "late",
    "own_goals",
    "worklist",
]
