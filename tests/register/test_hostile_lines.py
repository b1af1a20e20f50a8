"""Broken and hostile lines: each refused with its number and its place, none stops the others, and nobody's number is told."""

from __future__ import annotations

import json
import re
from collections.abc import Callable
from copy import deepcopy
from io import BytesIO
from typing import Any

import pytest
from sqlalchemy import func, select

from app.models.person import Person
from app.models.plan import Plan
from app.models.problem import Problem
from app.models.record import Record
from app.platform.db import db
from app.register import batches
from app.register.lines import lines_of
from app.register.reasons import clean
from tests.factories.register_lines import Json, bundle, line, number_of
from tests.register.conftest import Operator, told

NUMBER = re.compile(r"\d{11}")
RAW = [
    b"{",
    b"[]",
    b"7",
    b"null",
    b'"plan"',
    b"\xff\xfe",
    b'{"a":1,"a":2}',
    b'{"a":NaN}',
    b'{"a":1E9999999}',
    b'{"a":"\\ud800"}',
    b'{"a":"\\u0000"}',
    b"[" * 100_000,
    b'{"resourceType":"Bundle","x":"' + b"x" * 1_100_000 + b'"}',
    b"{}",
    b'{"resourceType":7}',
    b'{"resourceType":["Bundle"]}',
    b'{"resourceType":"Bundle"}',
    b'{"resourceType":"Bundle","entry":{}}',
    b'{"resourceType":"Bundle","entry":[null]}',
    b'{"resourceType":"Bundle","entry":[{"resource":7}]}',
    b'{"resourceType":"Bundle","entry":[{"fullUrl":7,"resource":{}}]}',
    b'{"resourceType":"Bundle","entry":[{"resource":{"resourceType":"Observation"}}]}',
    b'{"resourceType":"Bundle","entry":[{"resource":{"resourceType":"CarePlan"}}]}',
    b'{"subject":{"id":"07845110004"}}',
    b'{"subject":{"id":"07845110005"},"clinical_content":{"title":"t"}}',
    b'{"subject":"07845110004","clinical_content":{"title":"t"}}',
    b'{"id":"x","subject":{"id":"07845110004"},"clinical_content":{"title":"t"}}',
]


def test_a_bad_line_stops_no_other(operator: Operator) -> None:
    people = [operator.source.patient() for _ in range(len(RAW) + 1)]
    good = [operator.with_plan(who, *operator.source.treatment(who)) for who in people]
    mixed = [each for pair in zip(good, (raw + b"\n" for raw in RAW), strict=False) for each in pair] + good[-1:]
    result = operator.imports(mixed, "--batch", "7")
    assert (result.exit_code, told(result)) == (1, f"{len(good)} new, 0 same, 0 changed, {len(RAW)} refused.")
    reasons = result.stderr.splitlines()
    assert [int(each.split(":")[1]) for each in reasons] == list(range(2, 2 * len(RAW) + 1, 2))
    assert all(": CPLF-" in each for each in reasons), "a refusal is never a failure of ours"
    assert not NUMBER.search(result.output)


NOWHERE = "00000000-0000-4000-8000-000000000000"
# One thing wrong in a plan, its problem and the last of its measures, that only shows late.
SPOILED: dict[str, Callable[[Json, Json, Json], Any]] = {
    "a part nobody names": lambda plan, problem, measure: plan["goal"].pop(),
    "a reference to nothing": lambda plan, problem, measure: plan["goal"].append({"reference": f"Goal/{NOWHERE}"}),
    "a reference without a kind": lambda plan, problem, measure: plan["goal"].append({"reference": f"urn:uuid:{NOWHERE}"}),
    "a problem that is not there": lambda plan, problem, measure: measure.update(
        reasonReference=[{"reference": f"Condition/{NOWHERE}"}]
    ),
    "another patient": lambda plan, problem, measure: measure.update(subject={"identifier": {"value": "07845110004"}}),
    "a modifier": lambda plan, problem, measure: measure.update(modifierExtension=[{"url": "urn:x", "valueBoolean": True}]),
    "a null": lambda plan, problem, measure: measure.update(note=None),
    "an impossible rhythm": lambda plan, problem, measure: measure.update(
        occurrenceTiming={"repeat": {"frequency": 7, "period": -5, "periodUnit": "h"}}
    ),
    "two of one name": lambda plan, problem, measure: measure.update(identifier=problem["identifier"]),
    "no plan": lambda plan, problem, measure: plan.update(resourceType="Goal"),
    "a number for a name": lambda plan, problem, measure: problem.update({"07845110004": {"modifierExtension": [{"url": "x"}]}}),
}


def spoil(plan: list[Json], spoiled: str) -> list[Json]:
    sent = deepcopy(plan)
    SPOILED[spoiled](sent[0], sent[1], sent[-1])
    return sent


@pytest.mark.parametrize("spoiled", SPOILED)
def test_a_plan_with_something_wrong_is_refused_whole(operator: Operator, spoiled: str) -> None:
    before, good = rows(), [operator.source.patient() for _ in range(4)]
    lines = [operator.with_plan(who, *operator.source.treatment(who)) for who in good]
    bad = operator.source.patient()
    lines.insert(2, operator.with_plan(bad, *spoil(operator.source.treatment(bad), spoiled)))
    result = operator.imports(lines)
    assert (result.exit_code, told(result)) == (1, "4 new, 0 same, 0 changed, 1 refused.")
    assert ":3: CPLF-" in result.stderr and not NUMBER.search(result.output)
    assert [after - was for after, was in zip(rows(), before, strict=True)] == [4, 4, 4]


def test_a_second_active_plan_and_a_name_that_is_taken_are_refused(operator: Operator) -> None:
    who, other = operator.source.patient(), operator.source.patient()
    plan = operator.source.treatment(who)
    second = operator.source.treatment(who)
    theirs = json.loads(json.dumps(plan).replace(number_of(who), number_of(other)))
    result = operator.imports([operator.with_plan(who, *plan), line(bundle(*second)), operator.with_plan(other, *theirs)])
    assert told(result) == "1 new, 0 same, 0 changed, 2 refused."
    assert [re.findall(r":(\d): (CPLF-\d+)", each)[0] for each in result.stderr.splitlines()] == [
        ("2", "CPLF-0011"),
        ("3", "CPLF-0014"),
    ]


def test_a_fault_of_ours_is_told_by_its_kind_alone(operator: Operator, monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(*_: Any) -> None:
        raise RuntimeError("the number is 07845110004")

    who = operator.source.patient()
    monkeypatch.setattr(batches, "bring_in", fail)
    result = operator.imports([operator.patient_line(who)])
    assert result.exit_code == 1 and "CPLS-0001" in result.stderr and "RuntimeError" in result.stderr
    assert not NUMBER.search(result.output)


def test_no_more_of_a_line_is_held_than_may_be_read() -> None:
    file = BytesIO(b"x" * 5_000_000 + b"\n\r\n  \n{}\r\n" + b"y" * 3_000_000)
    found = list(lines_of(file, "a"))
    assert [(each.number, each.size) for each in found] == [(1, 5_000_001), (4, 4), (5, 3_000_000)]
    assert max(len(each.raw) for each in found) < 1_000_010
    assert found[1].raw == b"{}"


def test_what_is_told_is_safe_to_print() -> None:
    assert clean("a 07845110004 b\x1b[31m 078451 10004 \u202e") == "a … b?[31m … ?"
    assert len(clean("x" * 5000)) == 300


def rows() -> tuple[int, ...]:
    db.session.rollback()
    tables: tuple[Any, ...] = (Person, Record, Plan)
    return tuple(db.session.scalar(select(func.count()).select_from(table)) or 0 for table in tables)


def test_a_line_half_written_leaves_nothing(operator: Operator, record_of: Callable[[Json], Any]) -> None:
    """The plan and its problem are written before the missing problem is found."""
    who = operator.source.patient()
    operator.imports([operator.patient_line(who)])
    result = operator.imports([line(bundle(*spoil(operator.source.treatment(who), "a problem that is not there")))])
    assert result.exit_code == 1
    _, record = record_of(who)
    for table in (Plan, Problem):
        assert db.session.scalar(select(func.count()).select_from(table).where(table.record_id == record.id)) == 0
