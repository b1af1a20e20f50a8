"""Where the next page of everything begins is sealed: nobody makes one up, and it says nothing."""

from __future__ import annotations

from base64 import urlsafe_b64decode, urlsafe_b64encode
from urllib.parse import parse_qs, urlsplit

import pytest

from app.fhir.search.cursor import write_sealed
from tests.fhir.desk import HOME, Desk


def page(text: str) -> str:
    return urlsafe_b64encode(text.encode()).decode().rstrip("=")


MADE_UP = [
    page(each) for each in ('["Goal","x","y"]', '["Goal","2026-01-01T00:00:00Z","z"]', '["Goal","1","2"]', '["Goal"]', "[[]]")
]


@pytest.mark.parametrize("made_up", [*MADE_UP, "", "x", "W10", "%00", "æ", "A" * 2000])
def test_a_page_that_was_made_up_is_refused(desk: Desk, made_up: str) -> None:
    desk.write_everything()
    answer = desk.system.get(f"{HOME}/Patient/{desk.record_id}/$everything?_page={made_up}")
    assert answer.status_code == 400, answer.text


def test_a_seal_of_another_sort_is_refused(desk: Desk) -> None:
    sealed = write_sealed(["Goal", "x", "y"], "fhir cursor")
    assert desk.system.get(f"{HOME}/Patient/{desk.record_id}/$everything?_page={sealed}").status_code == 400


def test_the_next_page_says_nothing_and_leads_on(desk: Desk) -> None:
    desk.write_everything()
    address = f"{HOME}/Patient/{desk.record_id}/$everything?_count=1&_type=Goal,CarePlan,Condition"
    found = []
    while address:
        answer = desk.system.get(address.removeprefix("http://localhost")).json
        found += [each["resource"]["resourceType"] for each in answer.get("entry", ())]
        address = next((each["url"] for each in answer["link"] if each["relation"] == "next"), "")
        for each in parse_qs(urlsplit(address).query).get("_page", ()):
            assert b"Goal" not in urlsafe_b64decode(each + "=" * (-len(each) % 4))
    assert sorted(found) == ["CarePlan", "Condition", "Goal"]
