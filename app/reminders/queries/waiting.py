"""How much waits for somebody now."""

from __future__ import annotations

from app.access.record import Record
from app.measures.queries import days
from app.measures.rules import CHECK_IN, State
from app.platform import clock

_NOW = frozenset({State.DUE, State.LATE})


def waiting(record: Record) -> int:
    """How many things of today are due and not answered; measurements that a check-in takes with it are not counted beside it."""
    today = clock.today(record.time_zone)
    due = [line for line in days(record, today, today) if line.state in _NOW]
    check_in = any(line.asks_for == CHECK_IN for line in due)
    return sum(not (check_in and line.asks_for and line.asks_for != CHECK_IN) for line in due)
