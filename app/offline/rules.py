"""What may lie on a phone, and for how long."""

from __future__ import annotations

from datetime import timedelta

# Without contact for this long, a kept plan is no longer shown and is taken off the phone.
LEASE = timedelta(hours=72)
# An open page asks at most this often whether the plan has changed; each asking is an opening of the record.
ASK_AGAIN = timedelta(minutes=15)
# Pages that are about nobody, by endpoint: the only ones that may be kept as they are.
SHELL = ("notices.offline", "notices.emergency", "notices.privacy", "notices.accessibility")
# Its script fills it with what is somebody's, so it is about nobody for who asks without signing in; kept for want of a network.
SPARE = ("outbox.unsent",)
# Addresses that lead to one's own record without naming it, by the room they open.
ROOMS = {"today": "today.index", "check-in": "check_ins.new"}
