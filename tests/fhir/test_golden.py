"""Every answer of plain FHIR about a plan, as it is on the wire: as it was written, and as it is read."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from tests.fhir.desk import Desk
from tests.fhir.wire import conversation

GOLDEN = Path(__file__).parent / "golden" / "wire"


def test_every_answer_is_as_it_was(desk: Desk) -> None:
    said = dict(conversation(desk))
    golden = {path.stem: json.loads(path.read_text(encoding="utf-8")) for path in GOLDEN.glob("*.json")}
    assert set(said) == set(golden)
    for name, answer in said.items():
        assert answer == golden[name], name


@pytest.mark.parametrize("kind", ["CarePlan", "Condition", "Goal", "ServiceRequest"])
def test_what_was_written_is_read_word_for_word(kind: str) -> None:
    written = json.loads((GOLDEN / f"create-{kind}.json").read_text(encoding="utf-8"))["sent"]
    read = json.loads((GOLDEN / f"read-{kind}.json").read_text(encoding="utf-8"))["body"]
    assert written == {name: value for name, value in read.items() if name not in ("id", "meta")}
