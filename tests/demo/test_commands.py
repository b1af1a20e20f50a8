"""`flask demo …`, as an operator and a checker from outside use it."""

from __future__ import annotations

import json
from pathlib import Path

from flask import Flask

from app.identity.identity_number import check_identity_number, is_synthetic
from tests.support.applications import application


def run(app: Flask, *words: str) -> tuple[int, str]:
    answer = app.test_cli_runner().invoke(args=["demo", *words])
    return answer.exit_code, answer.output


def test_the_people_are_told_to_programs(demo: Flask):
    code, output = run(demo, "people", "--json")
    people = {person["key"]: person for person in json.loads(output)}

    assert code == 0
    assert list(people) == ["patient", "patient2", "patient3", "relative", "nurse", "doctor"]
    assert all(list(each) == ["key", "name", "record_id", "identity_number", "hpr_number", "role"] for each in people.values())
    assert [people[key]["role"] for key in ("patient", "nurse", "doctor")] == [None, "SP", "LE"]
    assert all(bool(each["record_id"]) == key.startswith("patient") for key, each in people.items())


def test_everybody_is_of_the_synthetic_population(demo: Flask):
    for person in json.loads(run(demo, "people", "--json")[1]):
        check_identity_number(person["identity_number"])
        assert is_synthetic(person["identity_number"])


def test_the_people_are_told_to_people(demo: Flask):
    lines = run(demo, "people")[1].splitlines()

    assert len(lines) == 6
    assert lines[0].startswith("patient   Kari Balto")


def test_loading_twice_says_so(demo: Flask):
    assert run(demo, "seed") == (0, "The demo is loaded already.\n")


def test_without_the_demo_nothing_is_loaded_or_told(tmp_path: Path):
    app = application(f"sqlite:///{tmp_path / 'empty.sqlite'}", tmp_path, EGENPLAN_DEMO="0")

    for words in (["seed"], ["people"], ["people", "--json"]):
        assert run(app, *words) == (1, "Error: The demo does not run in production.\n")
