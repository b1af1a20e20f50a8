"""What the demo's patients wanted: to be reminded of the check-in and of one thing of their own, and quiet nights."""

from __future__ import annotations

from datetime import time
from functools import partial
from uuid import UUID

from app.access.purposes import Purpose
from app.demo.seed.patient import Act, Patient
from app.measures.queries import all_measures
from app.measures.rules import CHECK_IN
from app.reminders.actions.own import Choice, can_remind_of, set_reminder
from app.reminders.actions.settings import leave_in_peace
from app.reminders.actions.watches import choose_watchers
from app.reminders.rules import Quiet

_AT = time(20, 40)
_TOLD_AFTER = 240


def reminders_of(patient: Patient, relatives: dict[str, UUID]) -> list[Act]:
    """Turned on the evening before; `relatives` are those with fullmakt, by key."""
    return [Act(patient.moment(patient.day(1), _AT), partial(_turn_on, patient, relatives))]


def _turn_on(patient: Patient, relatives: dict[str, UUID]) -> None:
    record = patient.open("patient", Purpose.REMIND)
    shown = [line for line in all_measures(record) if can_remind_of(line)]
    check_in = next((line for line in shown if line.asks_for == CHECK_IN), None)
    own = next((line for line in shown if line.own), None)
    for line in (each for each in (check_in, own) if each):
        set_reminder(record, line.id, Choice(active=True))
    leave_in_peace(record.actor, Quiet("22:00", "07:00"), follows_phone=True)
    if relatives:
        chosen = patient.open("patient", Purpose.CHOOSE_WATCHERS)
        choose_watchers(chosen, dict.fromkeys(relatives.values(), _TOLD_AFTER))
