"""No search tells anything of another patient: with and without a matching secret of theirs the answers are the same bytes."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest

from app.fhir.kinds.kind import Asked, Include, Page
from app.fhir.kinds.opened import Opened
from app.fhir.registry import REGISTRY
from app.fhir.search.includes import included
from app.platform import clock
from tests.factories.people import opened_by_clinician, opened_by_patient
from tests.fhir.desk import HOME, Desk
from tests.fhir.elsewhere import PRIVATE, VALUES, fill, nobody

KINDS = ("CarePlan", "Condition", "Goal", "ServiceRequest")
Names = dict[str, str]
Answers = dict[tuple[str, str], bytes]


def value_of(kind: str, name: str, names: Names) -> str:
    return VALUES[kind][name].format(**names, kind=kind, id=names[kind])


def ways(kind: str) -> Iterator[Names]:
    yield from ({"_sort": "_id"}, {"_summary": "count"}, {"_count": "1"}, {"_include": "*"})
    yield from ({"_include": f"{kind}:{name}"} for name in REGISTRY[kind].includes)


def answers(desk: Desk, kind: str, names: Names, until: str) -> Answers:
    """What is said to every parameter in every way."""
    said, caller = {}, desk.citizen if kind in PRIVATE else desk.system
    caller.headers["nhn-event-id"] = "the-same"
    for name in REGISTRY[kind].parameters:
        # Asking is written in the log: of that, only what was there before.
        settled = {"date" if name == "_lastUpdated" else "_lastUpdated": f"lt{until}"} if kind == "AuditEvent" else {}
        for way in ways(kind):
            form = {"patient": desk.record_id, name: value_of(kind, name, names)} | way | settled
            answer = caller.post(f"{HOME}/{kind}/_search", form=form)
            assert answer.status_code == 200, answer.text
            said[name, str(way)] = same(answer.data, names)
    return said


def same(data: bytes, names: Names) -> bytes:
    """Without what is repeated of the question, moments, and where the next page begins, which is sealed anew."""
    for each in filter(None, names.values()):
        data = data.replace(each.encode(), b"asked")
    return re.sub(rb"\d{4}-\d\d-\d\dT[0-9:.+]+|_cursor=[\w-]+", b"", data)


def told(mine: Desk, new_desk: Callable[[], Desk], kind: str) -> list[tuple[str, str]]:
    """The searches in one record that answer otherwise once another has what they ask for."""
    fill(mine)
    until = (clock.now() - timedelta(hours=1)).strftime("%Y-%m-%dT%H:%M:%SZ")
    before = answers(mine, kind, nobody(), until)
    assert all(b'"total"' in each for each in before.values())
    other = new_desk()
    there = fill(other, "hemmelig-" + other.record_id)
    allowed = other.citizen if kind in PRIVATE else other.system
    for name in REGISTRY[kind].parameters:  # whoever may see it finds it
        form = {"patient": other.record_id, name: value_of(kind, name, there)}
        found = allowed.post(f"{HOME}/{kind}/_search", form=form).json
        assert found["total"] >= 1, name
    after = answers(mine, kind, there, until)
    return [asked for asked, answer in before.items() if after[asked] != answer]


def test_every_parameter_of_every_kind_has_something_to_find() -> None:
    assert {kind: set(values) for kind, values in VALUES.items()} == {
        kind: set(each.parameters) for kind, each in REGISTRY.items()
    }


@pytest.mark.parametrize("kind", REGISTRY)
def test_a_secret_elsewhere_changes_nothing(new_desk: Callable[..., Desk], kind: str) -> None:
    assert told(new_desk(), new_desk, kind) == []


def brought(new_desk: Callable[..., Desk], reader: str) -> list[tuple[str, str]]:
    """The includes that bring what is another's, where a resource names it."""
    mine, other = new_desk(), new_desk()
    fill(mine)
    there = fill(other, "hemmelig-" + other.record_id)
    as_nurse = opened_by_clinician(mine.nurse, mine.clinician, mine.patient, mine.record)
    opened = Opened(as_nurse if reader == "a nurse" else opened_by_patient(mine.patient, mine.record))
    found = []
    for kind in REGISTRY.values():
        for name, include in kind.includes.items():
            named = [{"reference": f"{target}/{there[target]}"} for target in include.targets]
            named += [
                {"type": each, "identifier": {"system": "urn:epj", "value": f"{there['secret']}-{each}"}}
                for each in include.targets
            ]
            pointing = Include(include.targets, lambda _, named=named: named)  # type: ignore[misc]
            asked = replace(kind, includes={name: pointing})
            if included(opened, asked, [{"resourceType": kind.name, "id": "x"}], [name], REGISTRY, lambda _: True):
                found.append((kind.name, name))
    return found


@pytest.mark.parametrize("reader", ["a nurse", "the patient"])
def test_nothing_is_included_from_elsewhere(new_desk: Callable[..., Desk], reader: str) -> None:
    assert brought(new_desk, reader) == []


@pytest.mark.parametrize("kind", KINDS)
def test_what_is_not_there_and_what_is_not_ones_own_look_alike(new_desk: Callable[..., Desk], kind: str) -> None:
    mine, other = new_desk(basis=None), new_desk()
    mine.system.headers["nhn-event-id"] = "the-same"
    other.write_everything()

    def both(method: str, path: str) -> list[tuple[int, bytes]]:
        said = []
        for known_as, record_id in ((other.ids[kind], other.record_id), (mine.ids[kind], mine.ids["Goal"])):
            sent = other.condition(resourceType=kind, id=known_as) if method == "PUT" else None
            address = f"{HOME}/{path.format(kind=kind, id=known_as, patient=record_id)}"
            answer = mine.system.send(method, address, sent, headers={"If-Match": 'W/"1"'})
            said.append((answer.status_code, answer.data))
        return said

    looked = (
        "{kind}/{id}",
        "{kind}/{id}/_history",
        "{kind}/{id}/_history/1",
        "{kind}?_id={id}",
        "{kind}?patient=Patient/{patient}",
    )
    for method, paths in (("GET", looked), ("PUT", looked[:1]), ("DELETE", looked[:1])):
        for path in paths:
            first, second = both(method, path)
            assert first == second, path
            assert first[0] == 404, path


@pytest.mark.parametrize("name", REGISTRY)
def test_a_leak_would_be_found(new_desk: Callable[..., Desk], monkeypatch: pytest.MonkeyPatch, name: str) -> None:
    """A kind that counts what it should not: every one of its parameters tells, and nothing of it goes by unseen."""
    mine, kind, elsewhere = new_desk(), REGISTRY[name], []

    def another() -> Desk:
        other = new_desk()
        as_nurse = opened_by_clinician(other.nurse, other.clinician, other.patient, other.record)
        elsewhere.append(Opened(opened_by_patient(other.patient, other.record) if name in PRIVATE else as_nurse))
        return other

    def leaking(opened: Opened, asked: Asked) -> Page:
        page = kind.many(opened, asked)
        others = [each.again() for each in elsewhere if each.record.id != opened.record.id]
        return replace(page, total=page.total + sum(kind.many(each, asked).total for each in others))

    monkeypatch.setitem(REGISTRY, name, replace(kind, many=leaking))
    assert {parameter for parameter, _ in told(mine, another, name)} == set(kind.parameters)


@pytest.mark.parametrize("reader", ["a nurse", "the patient"])
def test_an_include_that_leaks_would_be_found(
    new_desk: Callable[..., Desk], monkeypatch: pytest.MonkeyPatch, reader: str
) -> None:
    """Every kind answers with whatever it is asked for: then each include brings something."""
    for name, kind in REGISTRY.items():
        monkeypatch.setitem(REGISTRY, name, replace(kind, some=lambda _, names, name=name: stubs(name, names)))
    includes = {(kind.name, name) for kind in REGISTRY.values() for name in kind.includes}
    assert set(brought(new_desk, reader)) == includes


def stubs(kind: str, names: list[str]) -> list[Any]:
    return [{"resourceType": kind, "id": each} for each in names]
