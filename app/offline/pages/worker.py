"""The worker's script: two lines that name what it may keep. What it does with it lies in static/worker/."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable

from flask import url_for

from app.offline.rules import SHELL, SPARE

# An icon of the home screen is fetched by the system once, when the app is put there.
_NEEDED = (".css", ".js", ".svg")

_FAREWELL = """\
// The worker has been turned off (EGENPLAN_WORKER=off). Whatever an earlier one kept is cleared, and this one leaves.
addEventListener('install', () => skipWaiting());
addEventListener('activate', (event) => event.waitUntil(leave()));

async function leave() {
  for (const name of await caches.keys()) await caches.delete(name);
  await registration.unregister();
}
"""


def worker(language: str, version: str, names: Iterable[str], asset: Callable[[str], str]) -> str:
    """The script for phones in `language`. It differs for each `version`, which is what makes a browser fetch the new one."""
    listed = {
        "name": f"shell-{version}-{language}",
        "version": version,
        "pages": [url_for(endpoint) for endpoint in SHELL],
        "spare": [url_for(endpoint) for endpoint in SPARE],
        "language": language,
        "assets": [asset(name) for name in names if name.endswith(_NEEDED) and not name.startswith("worker/")],
    }
    return f"import {{ keep }} from {json.dumps(asset('worker/index.js'))};\nkeep({json.dumps(listed, indent=1)});\n"


def farewell() -> str:
    """The script that takes back everything any worker ever kept, itself included."""
    return _FAREWELL
