"""Clients that others have written, against the application behind a real server."""

from __future__ import annotations

import json
import subprocess
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest
from fhirpy import SyncFHIRClient
from fhirpy.base.exceptions import MultipleResourcesFound, OperationOutcome, ResourceNotFound
from flask import Flask

from app.consents.actions import give_consent
from app.demo.issuer import Bearer, issue_token
from app.identity.people import identity_number_of
from app.platform.db import db
from tests.factories.people import a_care_team_member, a_clinician, a_patient, opened_by_clinician
from tests.support.applications import application, disposed, environment
from tests.support.oracles import PACKAGES, NoNode, installed
from tests.support.server import Server


@dataclass(frozen=True)
class Desk:
    """A nurse at a record system: where Egenplan is, the token, and the patient by id."""

    base: str
    token: str
    patient: str


def served(folder: Path, module: str) -> Iterator[Desk]:
    url = f"sqlite:///{folder}/clients.sqlite"
    server = Server(environment(url, folder), module)
    server.settings["EGENPLAN_BASE_URL"] = address = f"http://127.0.0.1:{server.port}"
    with disposed(application(url, folder, EGENPLAN_BASE_URL=address)) as app, app.app_context():
        token, patient = a_nurse(app)
    server.start()
    try:
        yield Desk(f"{address}/fhir", token, patient)
    finally:
        server.stop()


def a_nurse(app: Flask) -> tuple[str, str]:
    person, record = a_patient("Kari")
    nina, nurse = a_clinician("Nina")
    a_care_team_member(record, nurse)
    give_consent(opened_by_clinician(nina, nurse, person, record))
    db.session.commit()
    bearer = Bearer(nina.given_name, nina.family_name, identity_number_of(nina), nurse.hpr_number, nurse.organisation_number)
    return issue_token(bearer), str(record.id)


@pytest.fixture(scope="module")
def desk(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Desk]:
    yield from served(tmp_path_factory.mktemp("clients"), "wsgi:app")


@pytest.fixture(scope="module")
def liars_desk(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Desk]:
    yield from served(tmp_path_factory.mktemp("liar"), "tests.support.liar:app")


def walk_in_python(desk: Desk) -> None:
    """Create, search, update with If-Match, history, delete. Errors: `AssertionError`, and those of fhirpy."""

    def client(**headers: str) -> SyncFHIRClient:
        return SyncFHIRClient(desk.base, authorization=f"Bearer {desk.token}", extra_headers=headers)

    made = client().resource(
        "Goal",
        lifecycleStatus="active",
        description={"text": "Gå til postkassen"},
        subject={"reference": f"Patient/{desk.patient}"},
    )
    made.save()
    assert made.meta.versionId == "1"
    found = client().resources("Goal").search(patient=f"Patient/{desk.patient}").sort("-_lastUpdated").fetch()
    assert made.id in [each.id for each in found]
    changed = client(**{"If-Match": 'W/"1"'}).resource("Goal", **{**made, "description": {"text": "Gå til naustet"}})
    changed.save()
    assert (changed.description.text, changed.meta.versionId) == ("Gå til naustet", "2")
    stale = client(**{"If-Match": 'W/"1"'}).resource("Goal", **{**changed, "description": {"text": "Gå hjem"}})
    with pytest.raises((OperationOutcome, MultipleResourcesFound)):
        stale.save()
    history = client().execute(f"Goal/{made.id}/_history", method="get")
    assert [each.resource.meta.versionId for each in history.entry] == ["2", "1"]
    client().resource("Goal", id=made.id).delete()
    with pytest.raises(ResourceNotFound):
        client().get("Goal", made.id)


def walk_in_javascript(desk: Desk) -> None:
    """The same by a client of npm. Errors: `AssertionError` with what it said."""
    try:
        packages = installed()
    except NoNode as missing:
        pytest.skip(f"The client in JavaScript cannot be run: {missing}")
    told = json.dumps({"token": desk.token, "patient": desk.patient})
    command = ["node", str(PACKAGES / "walk.mjs"), str(packages), desk.base]
    walked = subprocess.run(command, input=told, capture_output=True, text=True, check=False, timeout=60)
    assert walked.stdout == "walked", walked.stderr


WALKS = pytest.mark.parametrize("walk", [walk_in_python, walk_in_javascript])


@WALKS
def test_a_client_does_what_a_record_system_does(desk: Desk, walk: Callable[[Desk], None]) -> None:
    walk(desk)


@WALKS
def test_a_fault_in_the_server_would_be_noticed(liars_desk: Desk, walk: Callable[[Desk], None]) -> None:
    with pytest.raises(AssertionError):
        walk(liars_desk)


@WALKS
def test_without_a_token_there_is_no_walk(desk: Desk, walk: Callable[[Desk], None]) -> None:
    with pytest.raises(Exception, match=r"401|access token|CPLF-0010"):
        walk(Desk(desk.base, "nonsense", desk.patient))
