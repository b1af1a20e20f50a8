"""The code reads as one hand's, and its types hold."""

from __future__ import annotations

import subprocess
import sys

import pytest

COMMANDS = {
    "lint": ["ruff", "check", "."],
    "format": ["ruff", "format", "--check", "."],
    "types": ["mypy"],
}


@pytest.mark.parametrize("words", COMMANDS.values(), ids=COMMANDS)
def test_the_code_keeps_the_house_style(words: list[str]) -> None:
    done = subprocess.run([sys.executable, "-m", *words], capture_output=True, text=True, check=False)

    assert done.returncode == 0, f"Run `.venv/bin/{' '.join(words)}` and mend:\n{done.stdout[-3000:]}{done.stderr[-1000:]}"
