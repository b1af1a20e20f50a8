"""Small files, small functions: what no longer fits in one view is split by noun."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
LIMITS = {"python": 200, "function": 40, "template": 80, "css": 80, "js": 80}


def test_python_files_fit() -> None:
    assert too_long(ROOT / "app", "*.py", LIMITS["python"]) == [], "split the file into a folder of the same name, by noun"


def test_templates_fit() -> None:
    assert too_long(ROOT / "app/templates", "*.html", LIMITS["template"]) == [], "move a part into a component or an include"


def test_style_sheets_and_scripts_fit() -> None:
    assert too_long(ROOT / "static/css", "*.css", LIMITS["css"]) == [], "one component a file"
    assert too_long(ROOT / "static/js", "*.js", LIMITS["js"]) == [], "one behaviour a file"


def test_functions_fit() -> None:
    long = [line for path in sorted((ROOT / "app").rglob("*.py")) for line in long_functions(path)]
    assert long == [], "name the parts of the function and let it tell only the story"


def test_a_long_one_would_be_found(tmp_path: Path) -> None:
    long = tmp_path / "long.py"
    long.write_text("def f():\n" + "    x = 1\n" * 300, encoding="utf-8")
    assert too_long(tmp_path, "*.py", LIMITS["python"])
    assert list(long_functions(long))


def too_long(folder: Path, pattern: str, limit: int) -> list[str]:
    """The files of `folder` with more than `limit` lines."""
    counted = {path: len(path.read_text(encoding="utf-8").splitlines()) for path in sorted(folder.rglob(pattern))}
    return [f"{path.name} has {lines} lines, at most {limit}" for path, lines in counted.items() if lines > limit]


def long_functions(path: Path) -> Iterator[str]:
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.FunctionDef) and (node.end_lineno or 0) - node.lineno >= LIMITS["function"]:
            yield f"{path.name}: {node.name} has {(node.end_lineno or 0) - node.lineno + 1} lines, at most {LIMITS['function']}"
