"""What people say of their reminders."""

from app.reminders.forms.peace import PeaceForm, ZoneForm
from app.reminders.forms.reminder import LaterForm, ReminderForm, SwitchForm, reminder_form
from app.reminders.forms.watchers import WatchersForm, watchers_form

__all__ = [
    "LaterForm",
    "PeaceForm",
    "ReminderForm",
    "SwitchForm",
    "WatchersForm",
    "ZoneForm",
    "reminder_form",
    "watchers_form",
]
