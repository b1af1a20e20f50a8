"""`flask demo token`, as a vendor uses it: what it prints opens the API, and only here."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from flask import Flask
from joserfc.jwk import ECKey

from app.demo.bearers import WHO
from app.identity.tokens.verify import BadToken, verify_token
from tests.support.applications import application
from tests.support.databases import fresh_database

KINDS = {"doctor": "clinician", "nurse": "clinician", "system": "machine"}


def run(app: Flask, *words: str) -> tuple[int, str]:
    answer = app.test_cli_runner().invoke(args=["demo", "token", *words])
    return answer.exit_code, answer.output


@pytest.mark.parametrize("who", WHO)
def test_a_token_is_good_in_every_mouth(demo: Flask, who: str) -> None:
    code, output = run(demo, who)
    assert code == 0
    with demo.app_context():
        for audience in ("nhn:careplan", "nhn:patient-careplan", "egenplan:planer", "egenplan:fhir"):
            claims = verify_token(output.strip(), frozenset({audience}))
            assert claims.kind == KINDS.get(who, "citizen")
            assert {"nhn:careplan/api", "nhn:patient-careplan/api", "egenplan:planer/api"} < claims.scopes


def test_a_token_can_be_narrower_and_shorter(demo: Flask) -> None:
    token = run(demo, "nurse", "--audience", "nhn:careplan", "--scope", "x", "--minutes", "1")[1].strip()
    with demo.app_context():
        assert verify_token(token, frozenset({"nhn:careplan"})).scopes == {"x"}
        with pytest.raises(BadToken):
            verify_token(token, frozenset({"egenplan:fhir"}))


def test_a_token_for_plain_fhir_has_scopes_for_it(demo: Flask) -> None:
    expected = {"doctor": "user/*.cruds", "patient": "patient/*.rs", "system": "system/*.rs"}
    for who, scope in expected.items():
        token = run(demo, who, "--audience", "egenplan:fhir")[1].strip()
        with demo.app_context():
            assert verify_token(token, frozenset({"egenplan:fhir"})).scopes == {scope}


def test_a_bound_token_comes_with_its_key(demo: Flask) -> None:
    token, key = run(demo, "doctor", "--dpop")[1].splitlines()
    with demo.app_context():
        assert verify_token(token, frozenset({"nhn:careplan"})).jkt == ECKey.import_key(json.loads(key)).thumbprint()


def test_without_the_demos_people_it_says_what_to_do(tmp_path: Path) -> None:
    with fresh_database("sqlite", tmp_path) as url:
        code, output = run(application(url, tmp_path), "nurse")
    assert code == 1
    assert "demo seed" in output


def test_without_the_demo_there_is_none(tmp_path: Path) -> None:
    with fresh_database("sqlite", tmp_path) as url:
        code, output = run(application(url, tmp_path, EGENPLAN_DEMO="0"), "system")
    assert (code, output) == (1, "Error: The demo does not run in production.\n")
    assert not (tmp_path / "demo_issuer.json").exists()
