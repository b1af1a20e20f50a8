"""A calling system boiled down: one token, the headers every call has, one request at a time. It has no cookies."""

from __future__ import annotations

import contextvars
from typing import Any
from uuid import uuid4

from flask import Flask
from werkzeug.test import TestResponse

from app.demo.issuer import Bearer, issue_token
from app.exchange.reader import write_json
from app.identity.people import identity_number_of
from app.models.clinician import Clinician
from app.models.person import Person
from app.platform.db import db
from tests.support.own_session import settle

ROLE = '{"system": "urn:oid:2.16.578.1.12.4.1.1.9060", "code": "SP"}'


class System:
    """One calling system. `headers` go with every call; set one to None to leave it out."""

    def __init__(self, app: Flask) -> None:
        self.app = app
        self.client = app.test_client(use_cookies=False)
        self.headers: dict[str, str | None] = {
            "nhn-source-system": "Prøve-EPJ 1.0",
            "nhn-user-role": ROLE,
            "nhn-event-id": str(uuid4()),
        }

    def as_clinician(self, person: Person, clinician: Clinician, basis: str | None = None, **changes: object) -> System:
        """A token of a clinician; with a `basis`, the system attests the treating relation."""
        person_id, clinician_id = person.id, clinician.id
        settle()
        with self.app.app_context():
            person, clinician = db.session.get_one(Person, person_id), db.session.get_one(Clinician, clinician_id)
            number, place = clinician.hpr_number, clinician.organisation_number
            bearer = Bearer(person.given_name, person.family_name, identity_number_of(person), number, place)
        self.headers["nhn-access-basis"] = basis
        return self.carry(bearer, **changes)

    def as_citizen(self, person: Person, **changes: object) -> System:
        person_id = person.id
        settle()
        with self.app.app_context():
            person = db.session.get_one(Person, person_id)
            bearer = Bearer(person.given_name, person.family_name, identity_number_of(person))
        return self.carry(bearer, **changes)

    def as_machine(self, **changes: object) -> System:
        return self.carry(Bearer(), **changes)

    def carry(self, bearer: Bearer, **changes: Any) -> System:
        settle()
        with self.app.app_context():
            self.headers["Authorization"] = f"Bearer {issue_token(bearer, **changes)}"
        return self

    def get(self, address: str, **settings: Any) -> TestResponse:
        return self.send("GET", address, **settings)

    def post(self, address: str, value: Any = None, **settings: Any) -> TestResponse:
        return self.send("POST", address, value, **settings)

    def put(self, address: str, value: Any = None, **settings: Any) -> TestResponse:
        return self.send("PUT", address, value, **settings)

    def delete(self, address: str, **settings: Any) -> TestResponse:
        return self.send("DELETE", address, **settings)

    def send(
        self,
        method: str,
        address: str,
        value: Any = None,
        *,
        form: dict[str, str] | None = None,
        headers: dict[str, str | None] | None = None,
        **settings: Any,
    ) -> TestResponse:
        """`value` goes as JSON, `form` as a form; `headers` join and replace those of every call."""
        settle()
        told = {name: each for name, each in (self.headers | (headers or {})).items() if each is not None}
        if value is not None:
            settings["data"], told = write_json(value), {"Content-Type": "application/json"} | told
        if form is not None:
            settings["data"] = form
        # Headers travel as bytes, and the test client writes them as Latin-1.
        told = {name: each.encode().decode("latin-1") for name, each in told.items()}
        # An empty context, so that nothing the test has opened (its session, its `g`) reaches into the request.
        return contextvars.Context().run(
            self.client.open, address, method=method, headers=told, base_url="http://localhost", buffered=True, **settings
        )
