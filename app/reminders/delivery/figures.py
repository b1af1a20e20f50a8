"""What the worker has done, as figures and never as names."""

from __future__ import annotations

from dataclasses import dataclass, fields

from prometheus_client import Counter

_NOTICES = Counter("egenplan_reminder_notices", "Notices by what became of them.", ["became"])
_LOOKED = Counter("egenplan_reminder_looks", "Reminders and watches that a worker has looked at.")
SET_ASIDE = Counter("egenplan_reminder_set_aside", "Those that could not be read, and are left alone for a day.", ["kind"])


@dataclass
class Tally:
    """How many were looked at, and of the notices how many were sent, put off, refused, or had no phone to go to."""

    looked: int = 0
    sent: int = 0
    later: int = 0
    refused: int = 0
    nowhere: int = 0
    closed: int = 0

    def count(self) -> Tally:
        """Add it to what is served to those who watch."""
        _LOOKED.inc(self.looked)
        for field in fields(self)[1:]:
            _NOTICES.labels(field.name).inc(getattr(self, field.name))
        return self

    def __iadd__(self, other: Tally) -> Tally:
        for field in fields(self):
            setattr(self, field.name, getattr(self, field.name) + getattr(other, field.name))
        return self
