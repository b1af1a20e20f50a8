"""Documents put together and rows moved, without a database."""

from __future__ import annotations

import pytest

from app.authoring.forms.codes import ICD_10, ICPC_2, SNOMED_CT, is_code
from app.authoring.rules.document import blank_document, blank_row, changed_groups, fingerprint, is_blank, laid
from app.authoring.rules.merging import differences, merged
from app.authoring.rules.rows import add, move, put_back, take_out
from app.authoring.rules.wanted import said_as
from app.measures.rules import Kind


def a_document(**yellow):
    document = blank_document()
    document["goals"] = [blank_row("goals", "g1") | {"text": "Gå tur"}]
    document["zones"][1] |= {"condition": "Tungpustet", "action": "Ring"} | yellow
    return document


def test_what_only_one_has_changed_is_no_question_where_it_is_the_draft():
    assert differences(a_document(), a_document(condition="Mitt"), a_document()) == []


def test_what_only_the_other_has_changed_is_asked_and_stays_until_taken():
    base, mine, theirs = a_document(), a_document(), a_document(condition="Deres")
    (asked,) = differences(base, mine, theirs)
    assert (asked.section, asked.key, asked.group, asked.both) == ("zones", "yellow", "condition", False)
    assert merged(mine, theirs, [asked], {asked.name: False})["zones"][1]["condition"] == "Tungpustet"
    assert merged(mine, theirs, [asked], {asked.name: True})["zones"][1]["condition"] == "Deres"
    assert mine["zones"][1]["condition"] == "Tungpustet", "the draft itself is not touched"


def test_where_both_have_changed_the_same_it_says_so_and_the_rest_of_the_row_stays():
    base, mine, theirs = a_document(), a_document(condition="Mitt", action="Min"), a_document(condition="Deres")
    (asked,) = differences(base, mine, theirs)
    assert asked.both
    row = merged(mine, theirs, [asked], {asked.name: True})["zones"][1]
    assert (row["condition"], row["action"]) == ("Deres", "Min")


def test_where_both_say_the_same_there_is_nothing_to_ask():
    assert differences(a_document(), a_document(condition="Likt"), a_document(condition=" Likt ")) == []


def test_a_row_that_came_or_went_is_asked_about_whole():
    base, mine, theirs = a_document(), a_document(), a_document()
    theirs["goals"] = [blank_row("goals", "g2") | {"text": "Sove"}]
    gone, come = sorted(differences(base, mine, theirs), key=lambda each: each.theirs is not None)
    document = merged(mine, theirs, [gone, come], {gone.name: True, come.name: True})
    assert [(row["text"], bool(row.get("out"))) for row in document["goals"]] == [("Gå tur", True), ("Sove", False)]


def test_a_row_the_draft_took_out_and_the_other_changed_is_asked_about():
    base, mine, theirs = a_document(), a_document(), a_document()
    mine["goals"][0]["out"] = True
    theirs["goals"][0]["text"] = "Gå lengre tur"
    (asked,) = differences(base, mine, theirs)
    assert asked.both
    document = merged(mine, theirs, [asked], {asked.name: True})
    assert document["goals"][0]["text"] == "Gå lengre tur" and not document["goals"][0].get("out")


def test_a_row_that_is_taken_out_keeps_its_words_and_an_empty_one_goes():
    rows = [blank_row("goals", "a") | {"text": "Gå"}, blank_row("goals", "b")]
    out = take_out(take_out(rows, "a"), "b")
    assert [(row["key"], row["text"], row.get("out")) for row in out] == [("a", "Gå", True)]
    assert put_back(out, "a") == rows[:1]


def test_moving_leaps_over_what_is_taken_out_and_stops_at_the_ends():
    rows = [{"key": "a"}, {"key": "b", "out": True}, {"key": "c"}]
    assert [row["key"] for row in move(rows, "c", -1)] == ["c", "b", "a"]
    assert move(rows, "a", -1) == rows == move(rows, "c", 1) == move(rows, "nobody", 1)


def test_rows_are_added_only_where_they_come_and_go_and_not_without_end():
    assert add("zones", [], "x") == []
    rows = []
    for number in range(100):
        rows = add("goals", rows, f"k{number}")
    assert len(rows) == 60


def test_what_is_not_sent_stays():
    stored = [blank_row("goals", "a") | {"text": "Gå", "target_on-day": "3"}, blank_row("goals", "b") | {"text": "Sove"}]
    after = laid(stored, [{"key": "a", "text": "Gå ut"}])
    assert [row["text"] for row in after] == ["Gå ut", "Sove"] and after[0]["target_on-day"] == "3"
    assert fingerprint(stored) != fingerprint(after)


def test_a_choice_alone_is_no_writing():
    assert is_blank(blank_row("measures", "m")) and not is_blank(blank_row("measures", "m") | {"times": "8"})
    assert changed_groups("measures", blank_row("measures", "m"), blank_row("measures", "m") | {"times": "8"}) == {"rhythm"}


@pytest.mark.parametrize(
    ("rule", "kind"),
    [
        (None, Kind.WHEN_NEEDED),
        ("FREQ=DAILY", Kind.DAILY),
        ("FREQ=WEEKLY;BYDAY=MO,FR", Kind.WEEKDAYS),
        ("FREQ=WEEKLY;INTERVAL=2;BYDAY=MO", Kind.WEEKS),
        ("FREQ=DAILY;INTERVAL=2", None),
        ("FREQ=MONTHLY", None),
        ("FREQ=WEEKLY", None),
    ],
)
def test_a_rhythm_that_no_choice_says_whole_is_only_kept(rule, kind):
    assert said_as(rule) == kind


@pytest.mark.parametrize(
    ("system", "code", "good"),
    [
        (ICPC_2, "R95", True), (ICPC_2, "J44.9", False), (ICD_10, "J44.9", True), (ICD_10, "J449", True), (ICD_10, "44", False),
        (SNOMED_CT, "13645005", True), (SNOMED_CT, "13645006", False), (SNOMED_CT, "195967001", True), (SNOMED_CT, "1", False),
        ("urn:elsewhere", "anything", True), ("urn:elsewhere", "", False),
    ],
)  # fmt: skip
def test_codes(system, code, good):
    assert is_code(system, code) is good
