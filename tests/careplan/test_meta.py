"""What the server says of a resource, and what it leaves alone."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from app.careplan.search import read_identifier, read_search
from app.exchange.errors import Refused
from app.fhir.shelf.meta import Author, as_sent, local, meta, tags_of

AT = datetime(2026, 9, 10, 10, 30, tzinfo=UTC)
DOCTOR = Author("Solveig Prøve", "LE", "Fiktivt legesenter", "999000017", "999999999")


def test_what_is_read_can_be_sent_back() -> None:
    sent = {"resourceType": "Goal", "meta": {"profile": ["p"], "tag": [{"system": "own", "code": "1"}]}}
    assert as_sent(sent | {"id": "x", "meta": meta(sent, 3, AT, DOCTOR)}) == sent
    assert as_sent({"id": "x", "meta": meta({}, 3, AT, DOCTOR)}) == {}


def test_moments_are_told_by_the_norwegian_clock() -> None:
    assert local(AT) == "2026-09-10T12:30:00.000+02:00"


def test_the_tags_are_as_in_the_national_example() -> None:
    assert [(tag["code"], tag["display"]) for tag in tags_of(DOCTOR)] == [
        ("LE", "Lege"),
        ("999000017", "Solveig Prøve"),
        ("999999999", "Fiktivt legesenter"),
    ]


def test_an_organisation_we_know_by_its_number_in_the_name_is_told_by_it() -> None:
    at_work = Author("Solveig Prøve", "LE", "Prøve-EPJ (888888888)", "999000017")
    assert tags_of(at_work)[2] == {"system": "urn:oid:2.16.578.1.12.4.1.4.101", "code": "888888888", "display": "Prøve-EPJ"}


def test_a_number_that_is_not_known_is_not_told() -> None:
    assert tags_of(Author("Solveig Prøve", "XX", None)) == [
        {"system": "urn:oid:2.16.578.1.12.4.1.1.9060", "code": "XX"},
        {"system": "urn:oid:2.16.578.1.12.4.1.4.4", "display": "Solveig Prøve"},
    ]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("5F0C1D0E-7b0b-4a52-9a2b-1f7d2c9e0a01", "urn:uuid:5f0c1d0e-7b0b-4a52-9a2b-1f7d2c9e0a01"),
        ("urn:uuid:5f0c1d0e-7b0b-4a52-9a2b-1f7d2c9e0a01", "urn:uuid:5f0c1d0e-7b0b-4a52-9a2b-1f7d2c9e0a01"),
        ("urn:ietf:rfc:3986|urn:oid:1.2", "urn:oid:1.2"),
        ("http://epj.test/id|7", "http://epj.test/id|7"),
        ("|7", "7"),
        (" 7 ", "7"),
    ],
)
def test_an_identifier_is_looked_up_as_it_is_kept(text: str, found: str) -> None:
    assert read_identifier({"identifier": [text]}) == found


@pytest.mark.parametrize("query", [{}, {"identifier": []}, {"identifier": ["a", "b"]}, {"identifier": [" "]}, {"code": ["a"]}])
def test_nothing_else_is_looked_up_by_address(query: dict[str, list[str]]) -> None:
    with pytest.raises(Refused) as refused:
        read_identifier(query)
    assert (refused.value.code, refused.value.status) == ("CPLF-0006", 400)


def test_a_search_is_read_whole() -> None:
    asked = read_search(
        {"subject:Patient.identifier": ["system|07845110004"], "_include": ["*"], "status": ["active,draft", "active"]}
    )
    assert (asked.number, asked.include, asked.statuses) == ("07845110004", True, ("active", "draft"))
    assert asked.self_link == "?_include=%2A&status=active%2Cdraft"
