"""What holds at every address for other systems, whatever is behind it."""

from __future__ import annotations

import json
from collections.abc import Callable
from urllib.parse import quote
from uuid import uuid4

import pytest
from flask import Flask

from app.exchange.errors import CODES, R4
from tests.factories.people import a_clinician, a_person
from tests.support.api import System

MOUTHS = ("probe", "plain", "resources")


@pytest.fixture
def nurse(rows: None, system: Callable[[], System]) -> System:
    return system().as_clinician(*a_clinician("Nina"))


@pytest.fixture
def machine(system: Callable[[], System]) -> System:
    return system().as_machine()


def test_a_clinician_is_known_by_the_token(nurse: System) -> None:
    answer = nurse.get("/api/probe/caller")
    assert answer.status_code == 200, answer.data
    assert answer.json == {"name": "Nina Testesen", "kind": "clinician", "system": "Prøve-EPJ 1.0"}


def test_a_citizen_and_a_machine_are_known_too(rows: None, system: Callable[[], System]) -> None:
    assert system().as_citizen(a_person("Kari")).get("/api/probe/caller").json["kind"] == "citizen"  # type: ignore[index]
    assert system().as_machine().get("/api/probe/caller").json["name"] is None  # type: ignore[index]


def test_what_anybody_may_read_needs_no_token(system: Callable[[], System]) -> None:
    assert system().get("/api/probe/about").status_code == 200


@pytest.mark.parametrize("name", ["nhn-event-id", "hit-event-id"])
@pytest.mark.parametrize("address", ["/api/probe/about", "/api/probe/caller", "/api/nowhere", "/fhir/nowhere"])
def test_the_callers_trace_id_comes_back(system: Callable[[], System], name: str, address: str) -> None:
    answer = system().get(address, headers={"nhn-event-id": None, name: "trace-1"})
    assert answer.headers[name] == "trace-1"


def test_without_a_trace_id_we_make_one(system: Callable[[], System]) -> None:
    assert len(system().get("/api/probe/about", headers={"nhn-event-id": None}).headers["nhn-event-id"]) == 36


@pytest.mark.parametrize("bad", ["x" * 129, "a b", "<script>", 'a"b', "æ"])
def test_a_trace_id_that_is_none_is_refused_and_not_sent_back(machine: System, bad: str) -> None:
    answer = machine.get("/api/probe/caller", headers={"nhn-event-id": bad})
    assert (answer.status_code, answer.headers["nhn-error-code"]) == (400, "CPLF-0003")
    assert bad not in str(answer.headers)


@pytest.mark.parametrize(
    ("header", "value"),
    [
        ("nhn-access-basis", "WHIM"),
        ("hit-access-basis", "unntak"),
        ("nhn-source-system", "ab"),
        ("hit-source-system", "x" * 513),
        ("nhn-source-system", "a\x1b[31mb"),
        ("nhn-user-role", "LE"),
        ("nhn-user-role", "{}"),
        ("nhn-user-role", '{"system": "urn:x", "code": "LE"}'),
        ("nhn-user-role", '{"system": "urn:oid:2.16.578.1.12.4.1.1.9060", "code": ["LE"]}'),
        ("nhn-user-role", '{"system": "urn:oid:2.16.578.1.12.4.1.1.9060", "code": "LE", "code": "SP"}'),
        ("nhn-user-role", "%ff%fe"),
        ("nhn-user-role", "1E9999999"),
        ("nhn-patient-nin", "123"),
        ("hit-patient-pid", "١٤٨٢٥٥١٠٠٦١"),
        ("hit-source-system", "Another 2.0"),
    ],
)
def test_a_header_that_says_nothing_we_know_is_refused(machine: System, header: str, value: str) -> None:
    answer = machine.get("/api/probe/caller", headers={header: value})
    assert (answer.status_code, answer.headers["nhn-error-code"]) == (400, "CPLF-0003"), answer.data


@pytest.mark.parametrize("name", ["nhn-user-role", "hit-user-role"])
@pytest.mark.parametrize("system_of_role", ["urn:oid:2.16.578.1.12.4.1.1.9060", "kjernejournal_userrole"])
@pytest.mark.parametrize("code", ["patient", "relative", "Patient", "le", "L E", "", "LE\n", "X" * 21])
def test_a_role_that_is_no_code_of_health_personnel_is_refused(nurse: System, name: str, system_of_role: str, code: str) -> None:
    role = json.dumps({"system": system_of_role, "code": code})
    for sent in (role, quote(role)):
        answer = nurse.get("/api/probe/caller", headers={"nhn-user-role": None, name: sent})
        assert (answer.status_code, answer.headers["nhn-error-code"]) == (400, "CPLF-0003"), answer.data


@pytest.mark.parametrize("system_of_role", ["urn:oid:2.16.578.1.12.4.1.1.9060", "kjernejournal_userrole"])
@pytest.mark.parametrize("code", ["LE", "SP", "XX", "FA1", "OP"])
def test_a_role_of_health_personnel_is_taken(nurse: System, system_of_role: str, code: str) -> None:
    role = quote(json.dumps({"system": system_of_role, "code": code}))
    assert nurse.get("/api/probe/caller", headers={"nhn-user-role": role}).status_code == 200


@pytest.mark.parametrize("prefix", ["nhn", "hit"])
def test_headers_count_under_both_names(machine: System, prefix: str) -> None:
    number = "nhn-patient-nin" if prefix == "nhn" else "hit-patient-pid"
    old = dict.fromkeys(("nhn-source-system", "nhn-user-role"))
    role = "%7B%22system%22%3A%22urn%3Aoid%3A2.16.578.1.12.4.1.1.9060%22%2C%22code%22%3A%22LE%22%7D"
    headers = {
        f"{prefix}-source-system": "EPJ 1",
        f"{prefix}-user-role": role,
        f"{prefix}-access-basis": "UNNTAK",
        number: "1" * 11,
    }
    assert machine.get("/api/probe/needs", headers=old | headers).status_code == 200
    for left_out in headers:
        answer = machine.get("/api/probe/needs", headers=old | headers | {left_out: None})
        assert (answer.status_code, answer.headers["nhn-error-code"]) == (400, "CPLF-0002")


@pytest.mark.parametrize(
    "media", ["text/plain", "application/xml", "application/fhir+xml", "application/json; charset=latin-1", "x", ""]
)
def test_another_format_is_not_read(machine: System, media: str) -> None:
    assert machine.post("/api/probe/echo", {}, headers={"Content-Type": media}).status_code == 415


@pytest.mark.parametrize("media", ["application/json", "application/fhir+json; charset=UTF-8", "application/json+fhir"])
def test_json_by_all_its_names_is_read(machine: System, media: str) -> None:
    answer = machine.post("/api/probe/echo", {"a": 1}, headers={"Content-Type": media})
    assert (answer.status_code, answer.data) == (200, b'{"a":1}')


def test_a_packed_body_is_not_read(machine: System) -> None:
    assert machine.post("/api/probe/echo", {}, headers={"Content-Encoding": "gzip"}).status_code == 415


def test_a_search_is_a_form(machine: System) -> None:
    assert machine.post("/api/probe/echo/_search", form={"a": "1"}).json == {"a": "1"}
    assert machine.post("/api/probe/echo/_search", {"a": "1"}).status_code == 415


@pytest.mark.parametrize(
    "media",
    [
        "application/xml",
        "text/html",
        "application/fhir+xml;q=1",
        "application/fhir+xml; fhirVersion=4.0",
        "application/json;q=0",
        "application/json; charset=utf-8; q=0",
        "application/fhir+json;fhirVersion=4.0;q=0.0, application/fhir+xml",
        "*/*;q=0",
        "json",
    ],
)
def test_another_format_is_not_written(machine: System, media: str) -> None:
    assert machine.get("/api/probe/caller", headers={"Accept": media}).status_code == 406


@pytest.mark.parametrize(
    "media",
    [
        "*/*",
        "application/*",
        "application/json",
        "application/fhir+json",
        "application/json+fhir",
        "text/html, */*;q=0.1",
        "application/fhir+json; fhirVersion=4.0",
        "application/fhir+json;charset=utf-8",
        "application/json; charset=utf-8",
        "Application/JSON;charset=UTF-8;q=0.5",
        "application/fhir+xml;fhirVersion=4.0, application/fhir+json;fhirVersion=4.0;q=0.9",
        "application/json;charset=latin-1;q=0, application/json",
    ],
)
def test_json_by_all_its_names_is_written(machine: System, media: str) -> None:
    assert machine.get("/api/probe/caller", headers={"Accept": media}).status_code == 200


@pytest.mark.parametrize(
    ("asked", "written"),
    [
        ("application/json; charset=utf-8", "application/json"),
        ("application/fhir+json; fhirVersion=4.0", "application/fhir+json"),
        ("application/json+fhir", "application/json+fhir"),
        ("*/*", "application/fhir+json"),
    ],
)
def test_plain_fhir_answers_under_the_name_it_was_asked_for(system: Callable[[], System], asked: str, written: str) -> None:
    answer = system().get("/fhir/metadata", headers={"Accept": asked})
    assert (answer.status_code, answer.content_type) == (200, f"{written}; charset=utf-8")


def test_decimals_pass_with_all_their_digits(machine: System) -> None:
    answer = machine.send("POST", "/api/probe/echo", headers={"Content-Type": "application/json"}, data=b'{"value":37.10}')
    assert answer.data == b'{"value":37.10}'


@pytest.mark.parametrize("raw", [b"", b"{", b"1E9999999", b'{"a":1,"a":2}', b"\xff"])
def test_a_body_that_is_none_is_refused(machine: System, raw: bytes) -> None:
    answer = machine.send("POST", "/api/probe/echo", headers={"Content-Type": "application/json"}, data=raw)
    assert (answer.status_code, answer.headers["nhn-error-code"]) == (400, "CPLF-0004")


def test_too_large_a_body_is_413(machine: System) -> None:
    answer = machine.send("POST", "/api/probe/echo", headers={"Content-Type": "application/json"}, data=b" " * 1_000_001)
    assert (answer.status_code, answer.headers["nhn-error-code"]) == (413, "CPLF-0004")


def test_a_body_larger_than_a_form_may_be_is_read(machine: System) -> None:
    assert machine.post("/api/probe/echo", {"text": "a" * 900_000}).status_code == 200


@pytest.mark.parametrize("mouth", MOUTHS)
@pytest.mark.parametrize(
    ("method", "way", "status"),
    [
        ("GET", "caller", 401),
        ("GET", "nowhere", 404),
        ("DELETE", "about", 405),
        ("PATCH", "echo", 405),
        ("PUT", "", 404),
        ("GET", "%00", 404),
        ("GET", "records/no-uuid/read", 404),
    ],
)
def test_a_failure_is_json_in_the_words_of_the_mouth(
    system: Callable[[], System], mouth: str, method: str, way: str, status: int
) -> None:
    answer = system().send(method, f"/api/{mouth}/{way}")
    assert answer.status_code == status
    told = answer.json
    assert isinstance(told, dict)
    assert ("error" in told) == (mouth == "plain")
    assert (told.get("resourceType") == "OperationOutcome") == (mouth != "plain")
    assert answer.headers["Cache-Control"] == "no-store"
    assert answer.headers["X-Content-Type-Options"] == "nosniff"


@pytest.mark.parametrize("mouth", MOUTHS)
@pytest.mark.parametrize(
    ("method", "way", "code"),
    [
        ("GET", "fail", "CPLS-0001"),
        ("DELETE", "fail", "CPLS-0001"),
        ("POST", "fail", "CPLS-0001"),
        ("POST", "fail/_search", "CPLS-0001"),
        ("POST", "things", "CPLS-0015"),
        ("PUT", "fail", "CPLS-0020"),
    ],
)
def test_our_own_failure_tells_what_failed_and_nothing_more(
    machine: System, mouth: str, method: str, way: str, code: str
) -> None:
    answer = machine.send(method, f"/api/{mouth}/{way}")
    assert (answer.status_code, answer.headers["nhn-error-code"]) == (500, code)
    assert b"secret" not in answer.data
    assert b"Traceback" not in answer.data


@pytest.mark.parametrize("code", CODES)
def test_every_code_has_its_status_and_words_in_every_mouth(machine: System, code: str) -> None:
    for mouth in MOUTHS:
        answer = machine.post(f"/api/{mouth}/refuse/{code}")
        status = R4.get(code, CODES[code].status) if mouth == "resources" else CODES[code].status
        assert (answer.status_code, answer.headers["nhn-error-code"]) == (status, code)
        assert f"{CODES[code].message}: Mend it so." in answer.text
        assert "CarePlan.title" in answer.text


def test_planers_answer_has_the_facts(machine: System) -> None:
    told = machine.post("/api/plain/refuse/CPLF-0008").json
    assert told == {
        "error": "CPLF-0008",
        "message": f"{CODES['CPLF-0008'].message}: Mend it so.",
        "path": "CarePlan.title",
        "version": 4,
    }


def test_the_pilots_form_has_an_object_where_r4_has_a_string(
    api: Flask, machine: System, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(api.config, "CAREPLAN_ERROR_FORM", "object")
    told = machine.post("/api/probe/refuse/CPLF-0008").json["issue"][0]["diagnostics"]  # type: ignore[index]
    assert told["errorCode"] == "CPLF-0008"
    assert told["eventId"] == machine.headers["nhn-event-id"]
    assert set(told) == {
        *("applicationVersion", "eventId", "environment", "apiVersion"),
        *("errorMessage", "errorCode", "fhirPath", "serviceName"),
    }


def test_the_newer_form_has_the_path_as_location(machine: System) -> None:
    told = machine.post("/api/probe/refuse/CPLF-0005").json
    assert told["id"] == machine.headers["nhn-event-id"]  # type: ignore[index]
    assert told["issue"][0]["location"] == ["CarePlan.title"]  # type: ignore[index]


def test_too_many_calls_are_told_as_json(api: Flask, system: Callable[[], System], monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(api.config, "API_LIMIT", "3/minute")
    caller = system().as_machine()
    at = {"environ_overrides": {"REMOTE_ADDR": str(uuid4())}}  # the count is the whole process's
    statuses = [caller.get("/api/probe/about", **at).status_code for _ in range(5)]
    assert statuses == [200, 200, 200, 429, 429]
    assert caller.get("/api/probe/about", **at).headers["nhn-error-code"] == "CPLF-0011"


def test_the_pages_still_fail_as_pages(api: Flask) -> None:
    answer = api.test_client().get("/nowhere", base_url="http://localhost")
    assert answer.content_type.startswith("text/html")
