"""Who each route is for. Every route stands in exactly one of these lists; a new one without a line here fails the suite."""

from __future__ import annotations

# Open to everybody, signed in or not.
PUBLIC = {
    "GET devices.token",
    "GET identity.sign_in",
    "GET notices.accessibility",
    "GET notices.emergency",
    "GET notices.offline",
    "GET notices.privacy",
    "GET notices.start",
    "GET outbox.unsent",
    "GET offline.manifest",
    "GET offline.worker",
    "GET outbox.who",
    "GET probes.alive",
    "GET probes.ready",
    "GET prometheus_metrics",
    "POST devices.renew",
    "POST identity.sign_in_demo",
    "POST identity.sign_out",
}

# Open to whoever has the secret in the address, signed in or not, and to nobody else.
BY_SECRET = {
    "GET reminders.feed",
}

# Open to everybody who is signed in, and about nobody but themselves.
SIGNED_IN = {
    "GET devices.index",
    "GET devices.waiting",
    "GET identity.settings",
    "GET offline.mine",
    "GET offline.start",
    "GET reminders.settings",
    "GET reminders.still_standing",
    "GET representations.index",
    "POST devices.keep",
    "POST devices.remove",
    "POST devices.try_out",
    "POST identity.change_language",
    "POST identity.end_device",
    "POST outbox.phone_key",
    "POST reminders.change_settings",
    "POST reminders.end_calendar",
    "POST reminders.later_from_notice",
    "POST reminders.make_calendar",
    "POST reminders.report_zone",
}

# Open to those who are signed in as health personnel; shows only the records they follow.
CLINIC = {
    "GET authoring.new_patient",
    "GET clinicians.worklist",
    "POST authoring.meet_patient",
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
    "DELETE fhir.remove",
    "GET fhir.everything",
    "GET fhir.history",
    "GET fhir.metadata",
    "GET fhir.read",
    "GET fhir.search_by_get",
    "GET fhir.smart",
    "GET fhir.vread",
    "GET fhir.zones",
    "POST fhir.bundle",
    "POST fhir.create",
    "POST fhir.everything",
    "POST fhir.search_by_post",
    "POST fhir.zones_sent",
    "PUT fhir.update",
    "GET planer.history",
    "GET planer.show",
    "POST planer.create",
    "POST planer.index",
    "PUT planer.change",
}
OPEN_TO_SYSTEMS = {"GET fhir.metadata", "GET fhir.smart"}

# Under a record's address, by the purpose one must have there.
RECORD = {
    "GET access_log.index": "read-log",
    "GET authoring.ending": "write-plan",
    "GET authoring.review": "write-plan",
    "GET authoring.section": "write-plan",
    "GET authoring.start": "write-plan",
    "GET authoring.two_versions": "write-plan",
    "GET authoring.withdrawing": "write-plan",
    "POST authoring.begin_draft": "write-plan",
    "POST authoring.consent": "write-plan",
    "POST authoring.copy": "write-plan",
    "POST authoring.end": "write-plan",
    "POST authoring.merge": "write-plan",
    "POST authoring.publish": "write-plan",
    "POST authoring.throw_away": "write-plan",
    "POST authoring.withdraw": "write-plan",
    "POST authoring.write": "write-plan",
    "GET check_ins.index": "read",
    "GET check_ins.new": "check-in",
    "GET check_ins.show": "read",
    "POST check_ins.create": "check-in",
    "POST check_ins.describe": "check-in",
    "POST clinicians.accept_late": "decide",
    "POST clinicians.set_late_aside": "decide",
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
    "POST measures.pause_asking": "set-measures",
    "POST measures.ask_again": "set-measures",
    "POST measures.restart": "set-measures",
    "POST measures.resume": "set-measures",
    "POST outbox.deliver": "deliver",
    "GET offline.choice": "read",
    "GET offline.snapshot": "read",
    "POST offline.end": "read",
    "POST offline.keep": "read",
    "GET plans.history": "read",
    "GET plans.on_paper": "read",
    "GET plans.show": "read",
    "POST plans.seen": "read",
    "GET readings.progress": "read",
    "GET reminders.index": "remind",
    "GET reminders.edit": "remind",
    "GET reminders.watchers": "choose-watchers",
    "POST reminders.change": "remind",
    "POST reminders.choose_watchers": "choose-watchers",
    "POST reminders.later": "remind",
    "POST reminders.switch": "remind",
    "GET representations.more": "read",
    "GET today.index": "read",
}

# Fetched by scripts of ours: who is not signed in gets 401 and is led to no page.
FOR_SCRIPTS = {"GET offline.snapshot"}

# What each kind of person may do with the record, written down by itself and not taken from the policy in the code.
# Who is not named here may do nothing.
MAY = {
    "the patient": {
        "read", "check-in", "answer-measures", "set-goals", "set-measures", "comment", "read-log",
        "remind", "choose-watchers", "deliver",
    },
    "relative who may check in": {"read", "check-in", "answer-measures", "remind", "deliver"},
    "relative who may read": {"read"},
    "treating clinician": {"follow-up", "acknowledge", "write-plan", "decide"},
}  # fmt: skip

# Who once might write, or soon may: what their phone brings is kept for the clinician to judge. It opens nothing else.
HAND_IN = {
    "relative whose fullmakt has not begun": {"deliver"},
    "relative whose fullmakt has run out": {"deliver"},
    "relative whose fullmakt was ended": {"deliver"},
}
