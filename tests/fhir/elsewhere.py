"""Another patient's record, in which every search parameter of every kind has something to find."""

from __future__ import annotations

from datetime import timedelta
from uuid import uuid4

from app.access.purposes import Purpose
from app.fhir.resources.organization import organisation_id
from app.identity.people import register_clinician
from app.models.access_log_entry import AccessLogEntry
from app.models.consent import Consent
from app.models.reading import Reading
from app.models.revision import Revision
from app.platform import clock
from app.platform.db import db
from tests.factories.check_in import a_check_in
from tests.factories.people import a_care_team_member, a_fullmakt, a_person, opened_by_patient
from tests.fhir.desk import FNR, Desk, Json

HPR = "urn:oid:2.16.578.1.12.4.1.4.4"
PLAN_KIND = "urn:egenplan:plan-kind"
EVER = {"_id": "{id}", "_lastUpdated": "ge2020"}
SHELVED = EVER | {"identifier": "urn:epj|{secret}-{kind}"}
NUMBERED = EVER | {"identifier": HPR + "|{hpr}"}
# What finds something elsewhere, by kind and parameter. `{id}` is one of that `{kind}` there, `{Goal}` a goal.
VALUES: dict[str, dict[str, str]] = {
    "CarePlan": SHELVED
    | {"category": f"{PLAN_KIND}|treatment", "status": "active", "date": "ge2020", "goal": "Goal/{Goal}"}
    | {"condition": "Condition/{Condition}", "activity-reference": "ServiceRequest/{ServiceRequest}"},
    "Condition": SHELVED
    | {"category": "findable", "clinical-status": "active", "code": "R95", "verification-status": "confirmed"},
    "Goal": SHELVED
    | {"lifecycle-status": "active", "addresses": "Condition/{Condition}", "category": "findable"}
    | {"start-date": "ge2020", "target-date": "ge2020"},
    "ServiceRequest": SHELVED
    | {"status": "active", "authored": "ge2020", "category": "findable", "code": "R95", "occurrence": "ge2020"}
    | {"reason": "Condition/{Condition}"},
    "Patient": EVER | {"identifier": FNR + "|{number}"},
    "QuestionnaireResponse": EVER | {"authored": "ge2020"},
    "Observation": EVER
    | {"category": "vital-signs", "code": "http://loinc.org|29463-7", "combo-code": "http://loinc.org|8480-6"}
    | {"date": "ge2020", "value-concept": "red"},
    "CareTeam": EVER | {"status": "active", "participant": "PractitionerRole/{PractitionerRole}", "date": "ge2020"},
    "Consent": EVER
    | {"status": "active", "date": "ge2020", "period": "ge2020", "category": "59284-0", "identifier": "urn:uuid:{id}"},
    "Provenance": EVER | {"recorded": "ge2020", "target": "Goal/{Goal}"},
    "AuditEvent": EVER | {"date": "ge2020", "outcome": "4", "subtype": "comment"},
    "RelatedPerson": EVER | {"active": "true", "relationship": "POWATT", "period": "ge2020"},
    "Practitioner": NUMBERED,
    "PractitionerRole": NUMBERED
    | {"role": "LE", "practitioner": "Practitioner/{Practitioner}", "organization": "Organization/{Organization}"},
    "Organization": EVER | {"identifier": "urn:oid:2.16.578.1.12.4.1.4.101|{place}"},
}
# Who looked, and who helps, is told to the patient alone; the rest health personnel may ask for.
PRIVATE = ("AuditEvent", "RelatedPerson")


def nobody() -> dict[str, str]:
    """Names of nothing anywhere."""
    uuids = {kind: str(uuid4()) for kind in VALUES}
    return uuids | {"secret": f"hemmelig-{uuid4()}", "hpr": "000000001", "place": "000000002", "number": "00000000000"}


def fill(desk: Desk, secret: str = "") -> dict[str, str]:
    """Write everything there can be in the desk's record; answers the names of what is there."""
    record = opened_by_patient(desk.patient, desk.record)
    for resource in _written(desk, secret):
        assert desk.create(resource).status_code == 201
    doctor = register_clinician(
        a_person("Hemmelig"), hpr_number=_number(), role="LE", organisation_number=_number(), organisation_name="Hemmelig"
    )
    a_care_team_member(desk.record, doctor)
    helper = a_fullmakt(desk.record, a_person("Marte"))
    pressure = {"blood_pressure_systolic": "128", "blood_pressure_diastolic": "82"}
    sent = a_check_in(record, "red", readings={"weight": "72.40", **pressure}, worried=True)
    line = AccessLogEntry(record_id=desk.record.id, actor_id=desk.patient.id, actor_name="x", purpose=Purpose.COMMENT)
    line.ground, line.granted, line.at = "none", False, clock.now() - timedelta(days=1)
    db.session.add(line)
    db.session.commit()

    def one(model: type[Consent] | type[Reading] | type[Revision], **which: object) -> str:
        return str(db.session.query(model).filter_by(record_id=desk.record.id, **which).limit(1).one().id)

    return desk.ids | {
        "secret": secret,
        "Patient": desk.record_id,
        "QuestionnaireResponse": str(sent.id),
        "Observation": one(Reading, kind="weight"),
        "CareTeam": desk.record_id,
        "Consent": one(Consent),
        "Provenance": one(Revision, entity="goal"),
        "AuditEvent": str(line.id),
        "RelatedPerson": str(helper.id),
        "Practitioner": str(doctor.id),
        "PractitionerRole": str(doctor.id),
        "Organization": str(organisation_id(doctor.organisation_number)),
        "hpr": doctor.hpr_number,
        "place": doctor.organisation_number,
        "number": desk.number,
    }


def _written(desk: Desk, secret: str) -> list[Json]:
    said = [{"coding": [{"system": "urn:c", "code": "findable"}]}]
    walk = {"text": "Gåtur", "coding": [{"system": "urn:c", "code": "R95"}]}
    timing = {"repeat": {"frequency": 1, "period": 1, "periodUnit": "d", "boundsPeriod": {"start": "2026-03-24"}}}
    whole = [
        desk.condition(category=said, verificationStatus={"coding": [{"code": "confirmed"}]}),
        desk.goal(category=said, startDate="2026-03-24", target=[{"dueDate": "2027-03-24"}]),
        desk.measure(category=said, code=walk, authoredOn="2026-03-24", occurrenceTiming=timing),
        desk.plan(period={"start": "2026-03-24"}),
    ]
    if not secret:
        return whole
    names: dict[str, Json] = {
        each["resourceType"]: {"identifier": [{"system": "urn:epj", "value": f"{secret}-{each['resourceType']}"}]}
        for each in whole
    }
    named = [desk.condition(**names["Condition"]), desk.goal(**names["Goal"]), desk.measure(**names["ServiceRequest"])]
    return [*whole, *named, desk.plan(**names["CarePlan"], status="draft")]


def _number() -> str:
    return f"{uuid4().int % 1_000_000_000:09d}"
