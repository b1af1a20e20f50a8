"""Lines for the register, about patients of the synthetic population (month plus 80); the same seed makes the same lines."""

from __future__ import annotations

import random
from collections.abc import Iterator
from typing import Any
from uuid import UUID

from app.fhir.zones import to_zoned, write_v1, write_v2
from app.identity.identity_number import with_check_digits
from app.platform.exact_json import to_text
from app.zones.rules import Level, ZoneContent
from tests.factories.resources import a_care_plan, a_condition, a_goal, a_planer_request, a_service_request, identified

FNR = "urn:oid:2.16.578.1.12.4.1.4.1"
GIVEN = ("Oddvar", "Berit", "Inga", "Per Anders", "Máret", "Solveig", "Tor", "Gunn", "Åse", "Jon")
FAMILY = ("Prøve", "Testesen", "Øvregård", "Hætta Prøve", "Sandnes", "Lyngstad", "Ánder", "Berg")
PROBLEMS = (("R95", "KOLS"), ("K77", "Hjertesvikt"), ("T90", "Diabetes type 2"), ("R96", "Astma"))
GOALS = ("Gå til postkassen og hjem", "Holde vekten stø", "Færre innleggelser", "Sove hele natten", "Spille kort hver torsdag")
MEASURES = (("229064008", "Gåtur"), ("122869004", "Vei deg"), ("182832007", "Inhalasjon"), ("384760004", "Mindre salt"))
SHAPES = ("v1", "v2", "planer")

Json = dict[str, Any]


class Source:
    """A record system's register. `lines` is two a patient: the treatment plan, then the self-care plan in one of `SHAPES`."""

    def __init__(self, seed: int) -> None:
        self.chance = random.Random(seed)
        self.serial = self.chance.randrange(3_000_000)

    def lines(self, patients: int) -> Iterator[bytes]:
        for place in range(patients):
            who = self.patient()
            yield line(bundle(who, self.consent(who), *self.treatment(who)))
            yield line(self.self_care(who, SHAPES[place % len(SHAPES)]))

    def patient(self) -> Json:
        chance = self.chance
        name = {"given": chance.choice(GIVEN).split(), "family": chance.choice(FAMILY)}
        born = f"{chance.randrange(1930, 1990)}-{chance.randrange(1, 13):02d}-{chance.randrange(1, 29):02d}"
        identifier = [{"system": FNR, "value": self._number()}]
        return {"resourceType": "Patient", "identifier": identifier, "name": [name], "birthDate": born}

    def consent(self, who: Json) -> Json:
        return {
            "resourceType": "Consent",
            "status": "active",
            "patient": subject(who),
            "dateTime": f"2026-0{self.chance.randrange(1, 9)}-14T10:00:00+01:00",
        }

    def treatment(self, who: Json) -> list[Json]:
        """The plan with one or two problems, two goals and three measures."""
        about, chance = {"subject": subject(who)}, self.chance
        problems = [self._problem(about) for _ in range(chance.randrange(1, 3))]
        to_problem = [{"reference": f"Condition/{uuid_of(problems[0])}"}]
        goals = [self._goal(about | {"addresses": to_problem, "expressedBy": subject(who)}) for _ in range(2)]
        measures = [self._measure(about | {"reasonReference": to_problem, "performer": [subject(who)]}) for _ in range(3)]
        plan = a_care_plan(
            identifier=identified(self.uuid()),
            title=f"Plan for {problems[0]['code']['text']}",
            addresses=[{"reference": f"Condition/{uuid_of(each)}"} for each in problems],
            goal=[{"reference": f"Goal/{uuid_of(each)}"} for each in goals],
            activity=[{"reference": {"reference": f"ServiceRequest/{uuid_of(each)}"}} for each in measures],
            **about,
        )
        return [plan, *problems, *goals, *measures]

    def self_care(self, who: Json, shape: str) -> Json:
        words = [f"{self.chance.choice(GOALS)} {self.chance.randrange(100)}" for _ in range(6)]
        zones = [ZoneContent(level, words[place], words[place + 3]) for place, level in enumerate(Level)]
        if shape == "planer":
            return self._planer(who, zones)
        name = self.uuid()
        plan = a_care_plan(id=name, identifier=identified(name), subject=subject(who), addresses=None, goal=None, activity=None)
        zoned = to_zoned(plan, zones)
        return bundle(*(write_v1(zoned) if shape == "v1" else write_v2(zoned)))

    def uuid(self) -> str:
        return str(UUID(int=self.chance.getrandbits(128), version=4))

    def _planer(self, who: Json, zones: list[ZoneContent]) -> Json:
        content = {
            "title": "Når pusten blir dårligere",
            "description": "Laget sammen",
            "zones": [{"level": each.level, "condition": each.condition, "action": each.action} for each in zones],
        }
        return a_planer_request(id=self.uuid(), version=3, subject={"id": number_of(who)}, clinical_content=content)

    def _problem(self, about: Json) -> Json:
        code, text = self.chance.choice(PROBLEMS)
        coded = {"coding": [{"system": "urn:oid:2.16.578.1.12.4.1.1.7170", "code": code}], "text": text}
        return a_condition(identifier=identified(self.uuid()), code=coded, **about)

    def _goal(self, about: Json) -> Json:
        return a_goal(identifier=identified(self.uuid()), description={"text": self.chance.choice(GOALS)}, **about)

    def _measure(self, about: Json) -> Json:
        code, text = self.chance.choice(MEASURES)
        category = [{"coding": [{"system": "http://snomed.info/sct", "code": code}]}]
        return a_service_request(identifier=identified(self.uuid()), code={"text": text}, category=category, **about)

    def _number(self) -> str:
        """Each number once: one serial after the other, as the tests' own people have theirs."""
        while True:
            self.serial += 1
            serial = self.serial
            nine = f"{serial % 28 + 1:02d}{serial // 28 % 12 + 81:02d}{serial // 336 % 100:02d}{serial // 33_600 % 1000:03d}"
            if number := with_check_digits(nine):
                return number


def subject(who: Json) -> Json:
    return {"type": "Patient", "identifier": dict(who["identifier"][0])}


def number_of(who: Json) -> str:
    return str(who["identifier"][0]["value"])


def uuid_of(resource: Json) -> str:
    return str(resource["identifier"][0]["value"]).removeprefix("urn:uuid:")


def bundle(*resources: Json) -> Json:
    return {"resourceType": "Bundle", "type": "collection", "entry": [{"resource": each} for each in resources]}


def line(value: Any) -> bytes:
    return to_text(value).encode() + b"\n"
