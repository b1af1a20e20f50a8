"""The worker: it looks at what is due, sends what is to be sent, and writes down what became of it."""

from app.reminders.delivery.figures import Tally
from app.reminders.delivery.steps import Limits, Post, look_at_reminders, look_at_watches
from app.reminders.delivery.worker import Worker, posting, sweep

__all__ = ["Limits", "Post", "Tally", "Worker", "look_at_reminders", "look_at_watches", "posting", "sweep"]
