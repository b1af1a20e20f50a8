"""Other people's readers of FHIR R4 4.0.1, to judge every resource we send: one in Python, two in JavaScript.

The two of npm need Node; they are installed once, by their lock, into a folder that git does not keep.
"""

from __future__ import annotations

import importlib
import json
import re
import shutil
import subprocess
from collections.abc import Iterable, Sequence
from hashlib import sha256
from pathlib import Path
from typing import Any

from fhirclient.models.fhirabstractbase import FHIRValidationError

from app.platform.exact_json import to_text

ROOT = Path(__file__).resolve().parents[2]
PACKAGES = ROOT / "tests" / "oracle"
_NAMES = re.compile(r"(?<!^)(?=[A-Z])")


class NoNode(Exception):
    """What is missing for the oracles in JavaScript to be asked."""


def refused_by_fhirclient(resource: dict[str, Any]) -> str | None:
    """What the models of `fhirclient` (generated from R4 4.0.1) have against it. They have no words of their own for a type
    they do not know."""
    plain = json.loads(to_text(resource))
    kind = plain["resourceType"]
    module = importlib.import_module(f"fhirclient.models.{kind.lower()}")
    try:
        read = getattr(module, kind)(plain)
        again = read.as_json()
    except FHIRValidationError as error:
        return str(error)
    return None if _same(again, plain) else f"{kind}: what was read is not what was sent"


def refused_by_npm(resources: Sequence[dict[str, Any]]) -> list[list[str]]:
    """What the two validators of npm have against each of `resources`. Errors: `NoNode`."""
    asked = subprocess.run(
        ["node", str(PACKAGES / "judge.cjs"), str(installed())],
        input=to_text(list(resources)),
        capture_output=True,
        text=True,
        check=False,
    )
    assert asked.returncode == 0, asked.stderr
    answer: list[list[str]] = json.loads(asked.stdout)
    return answer


def installed() -> Path:
    """The folder with the packages in it. Errors: `NoNode`."""
    for program in ("node", "npm"):
        if shutil.which(program) is None:
            raise NoNode(f"{program} is not here")
    mark = sha256((PACKAGES / "package-lock.json").read_bytes()).hexdigest()[:12]
    home = ROOT / "node_modules" / f"oracle-{mark}"
    if not home.exists():
        _install(home)
    return home


def _install(home: Path) -> None:
    """Beside its place first, so that two who install at once never see half of it."""
    shelf = Path(f"{home}.{sha256(str(id(home)).encode()).hexdigest()[:8]}")
    shelf.mkdir(parents=True)
    for name in ("package.json", "package-lock.json"):
        shutil.copy(PACKAGES / name, shelf)
    command = ["npm", "ci", "--ignore-scripts", "--no-audit", "--no-fund", "--prefer-offline"]
    done = subprocess.run(command, cwd=shelf, capture_output=True, text=True, check=False)
    if done.returncode:
        shutil.rmtree(shelf)
        raise NoNode(f"npm could not fetch the packages: {done.stderr[-300:]}")
    try:
        shelf.rename(home)
    except OSError:  # somebody else was first
        shutil.rmtree(shelf)


def _same(one: Any, other: Any) -> bool:
    """Whether two pieces of JSON say the same; times may be written in two ways."""
    if isinstance(one, dict) and isinstance(other, dict):
        return one.keys() == other.keys() and all(_same(one[name], other[name]) for name in one)
    if isinstance(one, list) and isinstance(other, list):
        return len(one) == len(other) and all(map(_same, one, other))
    return one == other


def kinds_in(resources: Iterable[dict[str, Any]]) -> set[str]:
    return {each["resourceType"] for each in resources}
