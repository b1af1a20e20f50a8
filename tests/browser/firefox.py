"""Firefox as the distribution gives it. Driven as `moz-firefox`: by WebDriver BiDi, which it speaks."""

from __future__ import annotations

import shutil
from typing import Any


def as_installed() -> dict[str, Any]:
    """What Playwright's `launch` is told."""
    found = shutil.which("firefox-esr")
    assert found, "The browser tests need Firefox: apt-get install firefox-esr"
    return {"channel": "moz-firefox", "executable_path": found}
