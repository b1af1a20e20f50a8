"""What the rooms of reminders show."""

from app.reminders.pages.calendar import as_calendar
from app.reminders.pages.one import OnePage, one_page, snoozed_words
from app.reminders.pages.room import RemindersPage, missed_words, reminders_page, waiting_words
from app.reminders.pages.settings import SettingsPage, settings_page

__all__ = [
    "OnePage",
    "RemindersPage",
    "SettingsPage",
    "as_calendar",
    "missed_words",
    "one_page",
    "reminders_page",
    "settings_page",
    "snoozed_words",
    "waiting_words",
]
