"""Check-ins as the patient and those who help see them."""

from app.check_ins.pages.after import After, after
from app.check_ins.pages.answers import Answers, answers
from app.check_ins.pages.at_hand import AtHand, at_hand
from app.check_ins.pages.calls import Calls, calls
from app.check_ins.pages.choices import Choice, choices
from app.check_ins.pages.history import History, Sent, history, sent
from app.check_ins.pages.status import role_words, seen_words, sent_words, status_kind, status_words, timing_words

__all__ = [
    "After",
    "Answers",
    "AtHand",
    "Calls",
    "Choice",
    "History",
    "Sent",
    "after",
    "answers",
    "at_hand",
    "calls",
    "choices",
    "history",
    "role_words",
    "seen_words",
    "sent",
    "sent_words",
    "status_kind",
    "status_words",
    "timing_words",
]
