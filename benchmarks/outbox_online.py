"""How long from network to server: a check-in made offline, then the network comes back, in Chromium.

    .venv/bin/python benchmarks/outbox_online.py [--times 20]

Prints the median and the worst of the times from "online" to the row in the database.
"""

from __future__ import annotations

import argparse
import os
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
TEST = "tests/browser/outbox/test_online_time.py"


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--times", type=int, default=20)
    times = parser.parse_args().times
    command = [sys.executable, "-m", "pytest", "-q", "-s", TEST]
    return subprocess.run(command, cwd=ROOT, env={**os.environ, "OUTBOX_TIMES": str(times)}, check=False).returncode


if __name__ == "__main__":
    raise SystemExit(main())
