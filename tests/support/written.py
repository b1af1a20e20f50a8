"""All that is written about one patient, with `word` in each text, in a row of every table."""

from __future__ import annotations

import json
from collections.abc import Callable
from datetime import datetime, timedelta
from decimal import Decimal
from uuid import UUID, uuid4

from app.access.revisions import author, keep
from app.authoring.queries import standing
from app.authoring.rules.document import blank_row
from app.models.acknowledgement import Acknowledgement
from app.models.calendar_feed import CalendarFeed
from app.models.check_in import CheckIn
from app.models.clinician import Clinician
from app.models.consent import Consent
from app.models.contact import Contact
from app.models.goal import Goal
from app.models.goal_comment import GoalComment
from app.models.measure import Measure
from app.models.measure_pause import MeasurePause
from app.models.occurrence import Occurrence
from app.models.outbox_receipt import OutboxReceipt
from app.models.person import Person
from app.models.plan import Plan
from app.models.plan_draft import PlanDraft
from app.models.problem import Problem
from app.models.quarantined_item import QuarantinedItem
from app.models.reading import Reading
from app.models.record import Record
from app.models.reminder import Reminder
from app.models.zone import Zone
from app.platform import clock
from app.platform.db import Base, db
from tests.factories.device import Browser, a_device
from tests.factories.people import (
    opened_by_clinician,
    opened_by_patient,
)
from tests.support import canaries
from tests.support.applications import NOBODYS_SERVICE

Who = tuple[Person, Clinician | None]


def everything_written(word: str, patient: Person, record: Record, nurse: Who) -> dict[str, object]:
    own = opened_by_patient(patient, record)
    clinic = opened_by_clinician(nurse[0], nurse[1], patient, record)  # type: ignore[arg-type]
    made: dict[str, Base] = {}

    def put(name: str, row: Base, by: object = clinic) -> UUID:
        row.id = row.id or uuid4()  # type: ignore[attr-defined]
        keep(by, row, comment=f"comment {word}")  # type: ignore[arg-type]
        made[name] = row
        return row.id  # type: ignore[attr-defined, no-any-return]

    say: Callable[[str], str] = lambda what: f"{what} {word}"  # noqa: E731
    treatment = put("treatment", _plan("treatment", say))
    self_care = put("self_care", _plan("self_care", say))
    problem = put(
        "problem",
        Problem(
            plan_id=treatment,
            text=say("KOLS"),
            code_system=say("urn:x"),
            code=word,
            identifier=say("p"),
            received=say("{}"),
            **_active(),
        ),
    )
    goal = put("goal", _goal(say, None, problem, "patient"), own)
    clinicians_goal = put("clinicians_goal", _goal(say, treatment, problem, "clinician"))
    measure = put("measure", _measure(say, None, problem, "patient", None), own)
    clinicians_measure = put("clinicians_measure", _measure(say, treatment, problem, "clinician", None))
    put("asks", _measure(say, treatment, problem, "clinician", "oxygen_saturation"))
    asked = put("rhythm", _measure(say, self_care, problem, "clinician", "check-in"))
    put("spoken", _spoken(say, treatment, problem))
    contact = put(
        "contact",
        Contact(
            plan_id=self_care,
            role=say("Lungesykepleier"),
            name=say("Nina"),
            phone=f"+47 {word}",
            hours=say("8 til 15"),
            levels=["green", "yellow", "red"],
            language="nb",
        ),
    )
    for position, level in enumerate(("green", "yellow", "red")):
        words = {"condition": f"{say('Puster')}\n{say('Går')}", "action": f"{say('Ta')}\n{say('Ring')}"}
        made[level] = Zone(plan_id=self_care, level=level, language="nb", position=position, **words)
        put(level, made[level])
    put("measure_pause", MeasurePause(measure_id=asked, spans=["2020-01-01/2020-01-08"]), own)
    occurrence = put(
        "occurrence",
        Occurrence(
            measure_id=clinicians_measure,
            due_on=clock.today("Europe/Oslo"),
            due_time="",
            state="skipped",
            note=say("Orket ikke"),
            language="nb",
            answered_at=clock.now(),
        ),
        own,
    )
    check_in = _check_ins(say, own, clinic, self_care)
    late = _late(say, own)
    author = {"written_by_id": patient.id, "author_name": patient.name, "author_role": "patient"}
    comment = GoalComment(
        record_id=record.id, goal_id=clinicians_goal, text=say("Vanskelig"), language="nb", written_at=clock.now(), **author
    )
    draft = _draft(word, nurse, clinic)
    consent = Consent(record_id=record.id, kind="plan", given_at=clock.now(), **author)
    db.session.add_all(_reminders(patient, record, clinicians_measure))
    device = a_device(patient.id, Browser(f"{NOBODYS_SERVICE}/{word}"), name=f"Firefox {word}|Android")
    db.session.add_all([comment, consent, draft])
    db.session.commit()
    return {
        "record_id": record.id,
        "plan_id": treatment,
        "problem_id": problem,
        "goal_id": goal,
        "clinicians_goal_id": clinicians_goal,
        "measure_id": measure,
        "clinicians_measure_id": clinicians_measure,
        "asked_id": asked,
        "contact_id": contact,
        "zone_id": made["green"].id,  # type: ignore[attr-defined]
        "occurrence_id": occurrence,
        "check_in_id": check_in,
        "item_id": late,
        "comment_id": comment.id,
        "draft_id": draft.id,
        "section": "goals",
        "device_id": device.id,
        "opaque_id": uuid4(),
        "token": "0" * 32,
        "due_on": clock.today("Europe/Oslo").isoformat(),
        "entity": "goal",
        "version": 1,
        "room": "today",
    }


def _draft(word: str, nurse: Who, clinic: object) -> PlanDraft:
    """A draft of the nurse's, with a second word in it that not even the patient may see."""
    hidden = canaries.plant(f"utkast{uuid4().hex[:12]}", nurse[0].id)
    base = standing(clinic)  # type: ignore[arg-type]
    sections = {
        **base.sections,
        "goals": [*base.sections["goals"], blank_row("goals", str(uuid4())) | {"text": f"{word} {hidden}"}],
    }
    # Begun before the titles were what they are now, so that there are two versions to look at.
    about = [{**row, "title": f"{row['title']} før"} for row in base.sections["about"]]
    older = base.as_base() | {"sections": {**base.sections, "about": about}}
    record_id = clinic.id  # type: ignore[attr-defined]
    return PlanDraft(id=uuid4(), record_id=record_id, content=sections, based_on=older, **author(clinic))  # type: ignore[arg-type]


def _reminders(patient: Person, record: Record, measure_id: UUID) -> list[Base]:
    now = {"next_at": None, "since": clock.now()}
    reminder = Reminder(record_id=record.id, person_id=patient.id, measure_id=measure_id, times=["08:30"], **now)
    feed = CalendarFeed(person_id=patient.id, token_hash=uuid4().hex * 2, language="nb")
    return [reminder, feed]


def _active() -> dict[str, str]:
    return {"status": "active", "language": "nb"}


def _plan(kind: str, say: Callable[[str], str]) -> Plan:
    texts = {name: say(name) for name in ("title", "description", "comment", "identifier", "received")}
    return Plan(kind=kind, **_active(), **{**texts, "identifier": say(kind)})


def _goal(say: Callable[[str], str], plan_id: UUID | None, problem_id: UUID, by: str) -> Goal:
    return Goal(
        plan_id=plan_id,
        problem_ids=[str(problem_id)],
        text=say("Gå til naustet"),
        expressed_by=by,
        matters_most=by == "patient",
        closing_note=say("Nådd"),
        identifier=say(f"goal {by}"),
        received=say("{}"),
        **_active(),
    )


def _measure(say: Callable[[str], str], plan_id: UUID | None, problem_id: UUID, by: str, asks_for: str | None) -> Measure:
    return Measure(
        plan_id=plan_id,
        problem_ids=[str(problem_id)],
        title=say("Gå tur"),
        description=say("Ti minutter"),
        category_text=say("Trening"),
        origin=by,
        performer="patient",
        performer_name=say("Fysioterapeut"),
        asks_for=asks_for,
        rrule="FREQ=DAILY",
        times=[],
        starts_on=clock.today("Europe/Oslo") - timedelta(days=30),
        time_zone="Europe/Oslo",
        pause_reason=say("Ferie"),
        identifier=say(f"measure {by} {asks_for}"),
        received=say("{}"),
        **_active(),
    )


def _spoken(say: Callable[[str], str], plan_id: UUID, problem_id: UUID) -> Measure:
    row = _measure(say, plan_id, problem_id, "clinician", None)
    row.rrule, row.spoken, row.identifier = None, {"more": True, "text": say("Etter avtale")}, say("measure in words")
    return row


def _check_ins(say: Callable[[str], str], own: object, clinic: object, plan_id: UUID) -> UUID:
    """Three days of check-ins; answers the latest, which is red and unanswered."""
    now = clock.now()
    for days, zone in ((2, "green"), (1, "yellow"), (0, "red")):
        row = _check_in(say, own, plan_id, zone, now - timedelta(days=days, minutes=5))
        db.session.add(row)
        db.session.flush()
        for kind, code, value, unit in (("oxygen_saturation", "59408-5", "91", "%"), ("weight", "29463-7", "71.4", "kg")):
            reading = Reading(kind=kind, code=code, value=Decimal(value), unit=unit, measured_at=row.measured_at)
            reading.record_id, reading.check_in_id = row.record_id, row.id
            db.session.add(reading)
        if zone == "yellow":
            db.session.add(_acknowledgement(say, clinic, row))
    db.session.flush()
    return row.id


def _check_in(say: Callable[[str], str], own: object, plan_id: UUID, zone: str, at: datetime) -> CheckIn:
    return CheckIn(
        id=uuid4(),
        record_id=own.id,  # type: ignore[attr-defined]
        plan_id=plan_id,
        plan_version=1,
        zone=zone,
        worried=zone == "red",
        note=say("Tungt i trappa"),
        language="nb",
        content_hash="0" * 64,
        measured_at=at,
        time_zone="Europe/Oslo",
        received_at=at,
        written_by_id=own.actor.person_id,  # type: ignore[attr-defined]
        author_name=own.actor.name,  # type: ignore[attr-defined]
        author_role="patient",
    )


def _late(say: Callable[[str], str], own: object) -> UUID:
    """What somebody without a valid fullmakt wrote, and the receipt for it."""
    now, item_id = clock.now(), uuid4()
    fields = {"zone": "yellow", "note": say("Hun spiser lite"), "check_in_id": str(item_id)}
    content = {"time_zone": "Europe/Oslo", "language": "nb", "offset": 0, "fields": fields}
    of_record = {"id": item_id, "record_id": own.id, "person_id": own.actor.person_id, "kind": "check-in"}  # type: ignore[attr-defined]
    moments = {"measured_at": now - timedelta(days=1), "received_at": now}
    words = {"author_name": say("Datter"), "content": json.dumps(content)}
    db.session.add(QuarantinedItem(**of_record, **moments, **words))
    db.session.add(OutboxReceipt(**of_record, **moments, content_hash="0" * 64, outcome="quarantined"))
    db.session.flush()
    return item_id


def _acknowledgement(say: Callable[[str], str], clinic: object, check_in: CheckIn) -> Acknowledgement:
    return Acknowledgement(
        record_id=check_in.record_id,
        check_in_id=check_in.id,
        reply=say("Jeg ringer"),
        language="nb",
        seen_at=clock.now(),
        written_by_id=clinic.actor.person_id,  # type: ignore[attr-defined]
        author_name=clinic.actor.name,  # type: ignore[attr-defined]
        author_role="SP",
        author_organisation=f"Prøvesund {say('senter')}",
    )
