"""Who each route is for. Every route stands in exactly one of these lists; a new one without a line here fails the suite."""

from __future__ import annotations

# Open to everybody, signed in or not.
PUBLIC = {
    "GET identity.sign_in",
    "GET notices.accessibility",
    "GET notices.emergency",
    "GET notices.offline",
    "GET notices.privacy",
    "GET notices.start",
    "GET probes.alive",
    "GET probes.ready",
    "GET prometheus_metrics",
    "POST identity.sign_in_demo",
    "POST identity.sign_out",
}

# Open to everybody who is signed in, and about nobody but themselves.
SIGNED_IN = {
    "GET identity.settings",
    "GET representations.index",
    "POST identity.change_language",
    "POST identity.end_device",
}

# Open to those who are signed in as health personnel; shows only the records they follow.
CLINIC = {
    "GET clinicians.worklist",
}

# For other systems, by token. Those who may read without one stand in OPEN_TO_SYSTEMS as well.
API: set[str] = {
    "DELETE careplan.remove",
    "GET careplan.by_identifier",
    "GET careplan.history",
    "GET careplan.read",
    "GET careplan.version",
    "POST careplan.consent",
    "POST careplan.create",
    "POST careplan.search",
    "POST careplan.status",
    "PUT careplan.update",
    "GET planer.history",
    "GET planer.show",
    "POST planer.create",
    "POST planer.index",
    "PUT planer.change",
}
OPEN_TO_SYSTEMS: set[str] = set()

# Under a record's address, by the purpose one must have there.
RECORD = {
    "GET access_log.index": "read-log",
    "GET check_ins.index": "read",
    "GET check_ins.new": "check-in",
    "GET check_ins.show": "read",
    "POST check_ins.create": "check-in",
    "POST check_ins.describe": "check-in",
    "GET clinicians.plan": "follow-up",
    "GET clinicians.plan_history": "follow-up",
    "GET clinicians.progress": "follow-up",
    "GET clinicians.record": "follow-up",
    "POST clinicians.acknowledge_one": "acknowledge",
    "POST clinicians.acknowledge_shown": "acknowledge",
    "GET goals.edit": "set-goals",
    "GET goals.index": "read",
    "GET goals.new": "set-goals",
    "GET goals.show": "read",
    "POST goals.add": "set-goals",
    "POST goals.bring_back": "set-goals",
    "POST goals.change": "set-goals",
    "POST goals.comment": "comment",
    "POST goals.reach": "set-goals",
    "POST goals.release": "set-goals",
    "GET measures.edit": "set-measures",
    "GET measures.index": "read",
    "GET measures.new": "set-measures",
    "GET measures.show": "read",
    "GET measures.skip": "answer-measures",
    "POST measures.add": "set-measures",
    "POST measures.answer": "answer-measures",
    "POST measures.change": "set-measures",
    "POST measures.end": "set-measures",
    "POST measures.pause": "set-measures",
    "POST measures.restart": "set-measures",
    "POST measures.resume": "set-measures",
    "GET plans.history": "read",
    "GET plans.on_paper": "read",
    "GET plans.show": "read",
    "GET readings.progress": "read",
    "GET representations.more": "read",
    "GET today.index": "read",
}

# What each kind of person may do with the record, written down by itself and not taken from the policy in the code.
# Who is not named here may do nothing.
MAY = {
    "the patient": {
        "read", "check-in", "answer-measures", "set-goals", "set-measures", "comment", "read-log",
    },
    "relative who may check in": {"read", "check-in", "answer-measures"},
    "relative who may read": {"read"},
    "treating clinician": {"follow-up", "acknowledge", "write-plan"},
}  # fmt: skip
