"""Rhythms as words, in both languages."""

from __future__ import annotations

from datetime import date

import pytest

from app.measures.pages import category_label, rhythm_words
from app.measures.rules import Rhythm


@pytest.mark.parametrize(
    ("rrule", "times", "latest_by", "english", "bokmal"),
    [
        ("FREQ=DAILY", (), None, "Every day", "Hver dag"),
        ("FREQ=DAILY", ("20:00", "08:00"), None, "Every day at 08:00 and 20:00", "Hver dag klokka 08:00 og 20:00"),
        ("FREQ=DAILY", (), "11:00", "Every day, by 11:00", "Hver dag innen 11:00"),
        ("FREQ=DAILY;INTERVAL=2", (), None, "Every other day", "Annenhver dag"),
        ("FREQ=DAILY;INTERVAL=3", (), None, "Every 3 days", "Hver 3. dag"),
        ("FREQ=WEEKLY;BYDAY=MO,WE,FR", (), None, "Every Monday, Wednesday, and Friday", "Hver mandag, onsdag og fredag"),
        ("FREQ=WEEKLY;INTERVAL=2;BYDAY=SU", (), None, "Every other week on Sunday", "Annenhver uke på søndag"),
        ("FREQ=WEEKLY;INTERVAL=4", (), None, "Every 4 weeks", "Hver 4. uke"),
        ("FREQ=WEEKLY;BYDAY=MO,TU,WE,TH,FR,SA,SU", (), None, "Every day", "Hver dag"),
        ("FREQ=MONTHLY;INTERVAL=6", (), None, "Every 6 months", "Hver 6. måned"),
        ("FREQ=YEARLY", (), None, "Every year", "Hvert år"),
        (None, (), None, "No fixed time", "Uten fast tid"),
    ],
)
def test_a_rhythm_reads_as_people_say_it(app, rrule, times, latest_by, english, bokmal):
    rhythm = Rhythm(rrule, times, latest_by, date(2026, 1, 1), None, "Europe/Oslo")

    assert [said(app, language, rhythm) for language in ("en", "nb")] == [english, bokmal]


def test_a_kind_has_its_own_text_first(app):
    with app.test_request_context():
        assert category_label("229064008", "Gymsalen") == "Gymsalen"
        assert category_label("unknown", None) == ""


def said(app, language, rhythm):
    with app.test_request_context(headers={"Accept-Language": language}):
        return rhythm_words(rhythm)
