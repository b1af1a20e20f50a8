"""How long a newcomer waits: from `git clone` to the first page by `./run`, and the same again for a second start.

    .venv/bin/python benchmarks/start.py [--from PATH_OR_ADDRESS]

What is not committed is not in the clone. The first start fetches the packages; say where from beside the figure.
"""

from __future__ import annotations

import argparse
import http.client
import os
import signal
import subprocess
import tempfile
import time
from contextlib import suppress
from pathlib import Path

import here

# isort: split
from tests.support.server import free_port

PATIENCE_SECONDS = 600


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--from", dest="source", default=str(here.ROOT))
    asked = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        clone = Path(folder) / "egenplan"
        began = time.monotonic()
        subprocess.run(["git", "clone", "--quiet", asked.source, clone], check=True)
        cloned = time.monotonic() - began
        first, second = started(clone), started(clone)
    print(f"clone {cloned:.1f} s, ./run to first page {first:.1f} s (aim 60), second start {second:.1f} s (aim 5)")


def started(clone: Path) -> float:
    """Seconds from `./run` to a page."""
    port, began = free_port(), time.monotonic()
    own = {name: value for name, value in os.environ.items() if not name.startswith(("EGENPLAN_", "DATABASE_"))}
    process = subprocess.Popen(["./run"], cwd=clone, env=own | {"PORT": str(port)}, start_new_session=True)
    try:
        while not answers(port):
            if process.poll() is not None or time.monotonic() - began > PATIENCE_SECONDS:
                raise SystemExit("./run did not serve a page")
            time.sleep(0.05)
        return time.monotonic() - began
    finally:
        with suppress(ProcessLookupError):
            os.killpg(process.pid, signal.SIGINT)
        process.wait(20)


def answers(port: int) -> bool:
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=5)
    try:
        connection.request("GET", "/")
        return connection.getresponse().status == http.HTTPStatus.OK
    except OSError:
        return False
    finally:
        connection.close()


if __name__ == "__main__":
    main()
