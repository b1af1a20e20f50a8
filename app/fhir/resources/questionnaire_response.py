"""QuestionnaireResponse: a check-in as a whole, as it was sent."""

from __future__ import annotations

from collections.abc import Iterator

from app.fhir.hands import Hands
from app.fhir.moments import moment, once
from app.fhir.references import identifier_element, own_identifier
from app.fhir.reported import Reported
from app.fhir.resources.observation import OWN_ZONE, UNSURE, WORRIED, ZONE, quantity, zone_codings
from app.platform.elements import Json
from app.zones.rules import Level

# Our own questions; there is no Questionnaire to fetch at this name.
CHECK_IN = "urn:egenplan:questionnaire:check-in"
READINGS, NOTE = "readings", "note"


def to_fhir(reported: Reported, hands: Hands) -> Json:
    by = hands.of(reported)
    made: Json = {
        "resourceType": "QuestionnaireResponse",
        "id": str(reported.id),
        "meta": once(reported.received_at),
        "language": reported.language,
        "identifier": identifier_element(own_identifier(reported.id)),
        "questionnaire": CHECK_IN,
        "status": "completed",
        "subject": hands.subject,
        "authored": moment(reported.measured_at, reported.time_zone),
        "author": by,
        "source": by,
        "item": list(_items(reported)),
    }
    if reported.plan:
        made["basedOn"] = [{"type": "CarePlan", "identifier": identifier_element(reported.plan)}]
    return made


def _items(reported: Reported) -> Iterator[Json]:
    level = next((each for each in Level if each == reported.zone), None)
    yield _answered(ZONE, {"valueCoding": zone_codings(level)[0] if level else {"system": OWN_ZONE, "code": UNSURE}})
    yield _answered(WORRIED, {"valueBoolean": reported.worried})
    if reported.readings:
        yield {
            "linkId": READINGS,
            "item": [_answered(each.kind, {"valueQuantity": quantity(each)}) for each in reported.readings],
        }
    if reported.note:
        yield _answered(NOTE, {"valueString": reported.note})


def _answered(link: str, value: Json) -> Json:
    return {"linkId": link, "answer": [value]}
