"""The arrows of the house, drawn in pyproject.toml, and the habits that an arrow cannot say."""

from __future__ import annotations

import ast
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
# What may ask the database without an opened record, and why.
WITHOUT_PROOF = {
    "refuse_taken": "an identifier means one thing in the whole world, whoever's record it is in",
    "targets": "the worker that sends acts for nobody: it learns where to send and nothing about anybody",
    "renew_device": "a worker speaks for its browser with nobody signed in: the old subscription's secret is the proof",
    "settle": "the worker that sends says what became of what it sent",
    "calendar_behind": "the secret in the address is the proof, and what it shows is moments and nothing else",
    "expectations": "takes the ids of records that the worklist has opened",
}
LINTER = Path(sys.executable).with_name("lint-imports")


def test_imports_follow_the_contracts() -> None:
    answer = subprocess.run([LINTER, "--no-cache"], cwd=ROOT, capture_output=True, text=True, check=False)
    assert answer.returncode == 0, answer.stdout


@pytest.mark.parametrize(
    ("file", "line"),
    [
        ("goals/rules.py", "import sqlalchemy"),
        ("goals/views.py", "import app.models.goal"),
        ("goals/rules.py", "import app.today.views"),
        ("models/goal.py", "import app.models.plan"),
        ("goals/helpers.py", ""),
        ("helpers/__init__.py", ""),
    ],
)
def test_a_breach_would_be_found(tmp_path: Path, file: str, line: str) -> None:
    for path in (ROOT / "app").rglob("*.py"):
        copy = tmp_path / path.relative_to(ROOT)
        copy.parent.mkdir(parents=True, exist_ok=True)
        copy.write_bytes(path.read_bytes())
    (tmp_path / "pyproject.toml").write_bytes((ROOT / "pyproject.toml").read_bytes())
    planted = tmp_path / "app" / file
    planted.parent.mkdir(exist_ok=True)
    before = planted.read_text(encoding="utf-8") if planted.exists() else ""
    planted.write_text(before + f"\n{line}\n", encoding="utf-8")
    answer = subprocess.run([LINTER, "--no-cache"], cwd=tmp_path, capture_output=True, text=True, check=False)
    assert answer.returncode == 1, answer.stdout


def test_only_the_gate_makes_a_record() -> None:
    """A `Record` is the proof that the door was opened; nobody else writes one out."""
    makers = [path.name for path in sources() for call in _calls(path) if call == "Record" and _imports_proof(path)]
    assert set(makers) == {"gate.py"}


def test_only_the_edge_commits() -> None:
    committing = {path.relative_to(ROOT / "app").parts[0] for path in sources() if "commit" in set(_calls(path))}
    assert committing <= {"platform", "demo", "register", "commands.py"}, (
        "queries and actions flush; the edge of a request commits, and commands do"
    )


def test_only_one_file_asks_for_the_time() -> None:
    asking = {path.name for path in sources() if any(call in ("utcnow", "now", "today") for call in _clock_calls(path))}
    assert asking == {"clock.py"}, "ask app.platform.clock"


def test_who_asks_the_database_shows_the_proof() -> None:
    """A public query or action takes the opened `Record` first, or the `Actor` for what is the actor's own."""
    wrong = [
        f"{path.relative_to(ROOT)}: {function.name} asks the database but takes no Record or Actor first"
        for path in sources()
        if {"queries", "actions"} & {path.stem, path.parent.name}
        for function in ast.parse(path.read_text(encoding="utf-8")).body
        if isinstance(function, ast.FunctionDef) and _asks(function) and not _shows_proof(function)
    ]
    assert wrong == [], "\n".join(["", *wrong])


@pytest.mark.parametrize(
    "line", ["def all_goals(person_id: UUID): db.session.get(Goal, person_id)", "def all_goals(): db.session.get()"]
)
def test_a_query_without_proof_would_be_found(line: str) -> None:
    function = ast.parse(line).body[0]
    assert isinstance(function, ast.FunctionDef)
    assert _asks(function)
    assert not _shows_proof(function)


def sources() -> list[Path]:
    return sorted((ROOT / "app").rglob("*.py"))


def _calls(path: Path) -> Iterator[str]:
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Call):
            yield getattr(node.func, "id", None) or getattr(node.func, "attr", "")


def _clock_calls(path: Path) -> Iterator[str]:
    """The methods called on `datetime` and `date` themselves."""
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        called = node.func if isinstance(node, ast.Call) else None
        if isinstance(called, ast.Attribute) and ast.unparse(called.value) in ("datetime", "date"):
            yield called.attr


def _imports_proof(path: Path) -> bool:
    return "from app.access.record import Record" in path.read_text(encoding="utf-8")


def _asks(function: ast.FunctionDef) -> bool:
    return not function.name.startswith("_") and "db.session" in ast.unparse(function) and function.name not in WITHOUT_PROOF


def _shows_proof(function: ast.FunctionDef) -> bool:
    arguments = function.args.posonlyargs + function.args.args
    annotation = ast.unparse(arguments[0].annotation) if arguments and arguments[0].annotation else ""
    return annotation in ("Record", "list[Record]", "Actor", "Writing")
