"""A walk: a hundred requests about one patient, good ones, spoiled ones and stale ones, each choice drawn from one seed.

The same seed and number make the same walk, whatever was walked before. Afterwards the record must be whole.
"""

from __future__ import annotations

import random
import time
from collections import Counter
from dataclasses import dataclass, field
from typing import Any
from uuid import UUID

from flask import Flask
from werkzeug.test import TestResponse

from app.demo.issuer import Bearer
from app.exchange.reader import write_json
from app.identity.identity_number import with_check_digits
from app.platform.crypto import lookup_hash
from app.platform.db import db
from tests.factories.resources import FNR, HPR, a_care_plan, a_condition, a_goal, a_planer_request, a_service_request, identified
from tests.fuzz.house import HOME, KINDS, PLANS
from tests.fuzz.invariants import broken, record_with, written
from tests.fuzz.mutations import mutated
from tests.fuzz.table import Row, addresses, headers, media, raw_bodies
from tests.fuzz.verdicts import faults
from tests.support.api import System

STEPS = 100
SLOW = 2.0
_HEADERS, _MEDIA, _ADDRESSES = list(headers()), [row for row in media() if "bomb" not in row.name], list(addresses())
_RAW = [Row(name, lambda _, body=body: body) for name, body in raw_bodies()]
_TORN = (*_HEADERS, *_MEDIA, *_ADDRESSES, *_RAW)
MAKERS = {"CarePlan": a_care_plan, "Condition": a_condition, "Goal": a_goal, "ServiceRequest": a_service_request}
FHIR = ("Patient", "CarePlan", "Goal", "Condition", "ServiceRequest", "Observation", "Consent", "metadata", "$export", "")


@dataclass
class Outcome:
    """What a walk met. `wrong` names the seed, the walk and the step, by which it is met again."""

    requests: int = 0
    classes: Counter[str] = field(default_factory=Counter)
    wrong: list[str] = field(default_factory=list)
    slow: int = 0
    slowest: tuple[float, str] = (0.0, "")


class Walk:
    """One walk, not begun."""

    def __init__(self, app: Flask, seed: int, number: int, *, slow: float = SLOW) -> None:
        self.app, self.place, self.slow = app, f"seed {seed} walk {number}", slow
        self.chance = random.Random(f"{seed}/{number}")
        self.number, hpr = _number(number * 3), f"{number % 10**8 + 10**8}"
        self.subject = {"type": "Patient", "identifier": {"system": FNR, "value": self.number}}
        self.author = {"type": "PractitionerRole", "identifier": {"system": HPR, "value": hpr}}
        self.system = System(app).carry(Bearer("Nina", "Prøve", _number(number * 3 + 10_000_000), hpr))
        self.system.headers |= {"nhn-access-basis": "UNNTAK", "nhn-patient-nin": self.number, "nhn-event-id": None}
        self.seen: dict[str, list[dict[str, Any]]] = {kind: [] for kind in (*KINDS, "plans")}
        self.outcome, self.step = Outcome(), 0
        with app.app_context():
            self.engine, self.hash = db.engine, lookup_hash(self.number)
        self.record_id: UUID | None = None

    def walk(self, steps: int = STEPS) -> Outcome:
        met = {"subject": self.subject | {"display": "Oddvar Prøve"}, "consent": True}
        self._judged("POST", f"{HOME}/consent", write_json(met), {"Content-Type": "application/json"})
        with self.engine.connect().execution_options(writer=False) as connection:
            self.record_id = record_with(connection, self.hash)
        assert self.record_id, f"{self.place}: the patient was not met"
        while self.step < steps:
            self.chance.choice(_DOINGS)(self)
        with self.engine.connect().execution_options(writer=False) as connection:
            self.outcome.wrong += [f"{self.place}: {each}" for each in broken(connection, self.record_id)]
        return self.outcome

    def create(self) -> None:
        kind = self.chance.choice(KINDS)
        self._keep(kind, self._send("POST", f"{HOME}/{kind}", self._resource(kind)))

    def change(self) -> None:
        kind = self.chance.choice((*KINDS, "plans"))
        if there := self.seen[kind]:
            old = self.chance.choice(there)  # most have been changed since, and are stale
            new = {**old, "description": {"text": f"nr {self.step}"}} if kind == "Goal" else {**old, "title": f"nr {self.step}"}
            if kind == "plans":
                new = {**old, "clinical_content": {**old["clinical_content"], "title": f"nr {self.step}"}}
            address = f"{PLANS}/{old['id']}" if kind == "plans" else f"{HOME}/{kind}/{old['id']}"
            self._keep(kind, self._send("PUT", address, new))

    def create_plan(self) -> None:
        levels = self.chance.sample(("green", "yellow", "red"), k=self.chance.randrange(4))
        zones = [{"level": level, "condition": f"{level} {self.step}", "action": "Ring"} for level in levels]
        content = {"title": f"nr {self.step}", "zones": zones}
        status = self.chance.choice(("draft", "active", "completed", "on-hold"))
        request = a_planer_request(subject={"id": self.number}, clinical_content=content, status=status)
        self._keep("plans", self._send("POST", PLANS, request))

    def delete(self) -> None:
        kind = self.chance.choice(KINDS)
        self._send("DELETE", f"{HOME}/{kind}/{self._id(kind)}")

    def read(self) -> None:
        kind = self.chance.choice(KINDS)
        ending = self.chance.choice(("", "", "/_history", "/_history/1", "/_history/2", "/_history/99"))
        answer = self._send("GET", f"{HOME}/{kind}/{self._id(kind)}{ending}")
        if not ending:
            self._keep(kind, answer)

    def read_plan(self) -> None:
        self._keep("plans", self._send("GET", f"{PLANS}/{self._id('plans')}{self.chance.choice(('', '', '/history'))}"))

    def ask(self) -> None:
        way, value = self.chance.choice(
            (("status", {"nin": self.number}), ("consent", {"subject": self.subject, "consent": True}))
        )
        self._send("POST", f"{HOME}/{way}", value)

    def take_back(self) -> None:
        if self.chance.random() < 0.2:
            self._send("POST", f"{HOME}/consent", {"subject": self.subject, "consent": False})
            self._send("POST", f"{HOME}/consent", {"subject": self.subject, "consent": True})

    def search(self) -> None:
        form = f"subject:Patient.identifier={self.number}" + self.chance.choice(
            ("", "&_include=*", "&status=active,draft", "&x=y")
        )
        told = {"Content-Type": "application/x-www-form-urlencoded"}
        self._send("POST", f"{HOME}/CarePlan/_search", form.encode(), told)
        self._send("POST", f"{PLANS}/_list", {"subject": {"id": self.number}})
        kind = self.chance.choice(KINDS)
        self._send("GET", f"{HOME}/{kind}?identifier={self._id(kind)}")

    def resources(self) -> None:
        """Plain FHIR, wherever it has come to."""
        kind = self.chance.choice(FHIR)
        method = self.chance.choice(("GET", "GET", "POST", "PUT", "DELETE", "PATCH"))
        ending = self.chance.choice(
            ("", f"/{self._id('CarePlan')}", "/_search", "?_count=1", "?patient=x&_include=*", "/_history")
        )
        value = None if method in ("GET", "DELETE") else self._resource(self.chance.choice(KINDS))
        self._send(method, f"/fhir/{kind}{ending}", value)

    def _resource(self, kind: str) -> dict[str, Any]:
        about: dict[str, Any] = {"subject": self.subject, "identifier": identified(self._uuid())}
        if kind == "CarePlan":
            about["status"] = self.chance.choice(("active", "draft", "completed"))
            for name, other in (("addresses", "Condition"), ("goal", "Goal")):
                about[name] = [self._to(other)] * (self.chance.random() < 0.7)
            about["activity"] = [{"reference": self._to("ServiceRequest")}] * (self.chance.random() < 0.7)
            about["author"] = self.author
        if kind == "Goal":
            about |= {"addresses": [self._to("Condition")], "expressedBy": self.chance.choice((self.subject, self.author))}
        if kind == "ServiceRequest":
            about |= {"reasonReference": [self._to("Condition")], "performer": [self.subject]}
        return MAKERS[kind](**about)

    def _to(self, kind: str) -> dict[str, str]:
        return {"reference": f"{kind}/{self._id(kind)}"}

    def _id(self, kind: str) -> str:
        return str(self.chance.choice(self.seen[kind])["id"]) if self.seen[kind] else self._uuid()

    def _uuid(self) -> str:
        return str(UUID(int=self.chance.getrandbits(128), version=4))

    def _keep(self, kind: str, answer: TestResponse) -> None:
        value = answer.json if answer.status_code in (200, 201) and answer.is_json else None
        if isinstance(value, dict) and "id" in value and "history" not in value:
            self.seen[kind] = [*self.seen[kind][-7:], value]

    def _send(self, method: str, address: str, value: Any = None, told: dict[str, str | None] | None = None) -> TestResponse:
        """Send it, as it is or spoiled, and judge the answer."""
        chance, told = self.chance, {**(told or {})}
        body = value if isinstance(value, bytes) else None
        if value is not None and body is None:
            told["Content-Type"] = "application/json"
            elsewhere = [each for seen in self.seen.values() for each in seen]
            body = mutated(chance, value, elsewhere) if chance.random() < 0.45 else write_json(value)
        if chance.random() < 0.08:
            row = chance.choice(_TORN)
            body = row.body(value if isinstance(value, dict) else {}) if row.body and body is not None else body
            address = row.address(address) if row.address else address
            told |= row.headers
        told |= self._caller()
        self.step += 1
        return self._judged(method, address, body, told)

    def _caller(self) -> dict[str, str | None]:
        """Most often the clinician with a basis; now and then somebody else."""
        if self.chance.random() > 0.08:
            return {}
        who = self.chance.choice((Bearer(), Bearer("Oddvar", "Prøve", self.number), None))
        if who is None:
            return {self.chance.choice(("Authorization", "nhn-access-basis", "nhn-patient-nin", "nhn-user-role")): None}
        scopes = self.chance.choice((None, ("openid",), ("nhn:careplan/api",), ("patient/*.rs",)))
        return {"Authorization": System(self.app).carry(who, scopes=scopes).headers["Authorization"]}

    def _judged(self, method: str, address: str, body: bytes | None, told: dict[str, str | None]) -> TestResponse:
        before = self._written() if method not in ("GET", "HEAD") else 0
        began, busy = time.monotonic(), time.process_time()
        answer = self.system.send(method, address, data=body, headers=told)
        took, busy = time.monotonic() - began, time.process_time() - busy
        where = f"{self.place} step {self.step}: {method} {address.replace(self.number, '…')[:120]}"
        self.outcome.requests += 1
        self.outcome.classes[f"{answer.status_code // 100}xx"] += 1
        path = answer.request.path if answer.request else address
        self.outcome.wrong += [f"{where}: {each}" for each in faults(answer, method, path)]
        self.outcome.slow += busy > self.slow
        self.outcome.slowest = max(self.outcome.slowest, (busy, f"{where} ({took:.2f} s on the clock)"))
        if method not in ("GET", "HEAD") and answer.status_code >= 400 and self._written() != before:
            self.outcome.wrong.append(f"{where}: refused with {answer.status_code}, and yet something was written")
        return answer

    def _written(self) -> int:
        if self.record_id is None:
            return 0
        with self.engine.connect().execution_options(writer=False) as connection:
            return written(connection, self.record_id)


_DOINGS = (
    *([Walk.create] * 10 + [Walk.change] * 10 + [Walk.create_plan] * 4 + [Walk.delete] * 2 + [Walk.read] * 4),
    *([Walk.read_plan] * 2 + [Walk.ask] * 2 + [Walk.take_back, Walk.search, Walk.search] + [Walk.resources] * 3),
)


def _number(serial: int) -> str:
    """The first number of the synthetic population at or after `serial`."""
    while True:
        nine = f"{serial % 28 + 1:02d}{serial // 28 % 12 + 81:02d}{serial // 336 % 100:02d}{serial // 33_600 % 1000:03d}"
        if number := with_check_digits(nine):
            return number
        serial += 1
