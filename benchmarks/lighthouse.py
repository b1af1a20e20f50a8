"""Lighthouse's scores for a phone, and when the largest thing is seen: the start page, and `today` after a year of check-ins.

    npm install lighthouse@13.5.0          # in a folder outside the repository; Node 22.19 or newer
    .venv/bin/python benchmarks/lighthouse.py <that folder>/node_modules/lighthouse/cli/index.js [--node …] [--times 5]

Medians; the rounds take turns, since one busy moment of the machine costs tens of points. Whatever is not perfect is named.
"""

from __future__ import annotations

import argparse
import json
import os
import shutil
import subprocess
from collections import defaultdict
from pathlib import Path
from statistics import median
from tempfile import TemporaryDirectory
from typing import Any

import here  # noqa: F401

# isort: split
from stage import patient, reader, stage

from tests.browser.conftest import FLAGS
from tests.support.server import serving

CATEGORIES = ("performance", "accessibility", "best-practices")
MOMENTS = {"first-contentful-paint": "FCP", "largest-contentful-paint": "LCP", "total-blocking-time": "TBT"}


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("lighthouse", type=Path)
    parser.add_argument("--node", default=shutil.which("node"))
    parser.add_argument("--times", type=int, default=5)
    asked = parser.parse_args()
    reports = defaultdict(list)
    with stage("sqlite") as (app, settings), serving(settings) as server:
        visitor, today = reader(app, patient(app, 365))
        cookie = visitor.client.get_cookie(app.config["SESSION_COOKIE_NAME"], domain="localhost")
        assert cookie  # noqa: S101
        for _ in range(asked.times):
            for name, address, heads in (("start page", "/", {}), ("today", today, {"Cookie": f"{cookie.key}={cookie.value}"})):
                command = [asked.node, asked.lighthouse, f"http://localhost:{server.port}{address}"]
                reports[name].append(report(command, heads))
    for name, found in reports.items():
        tell(name, found)


def report(command: list[object], heads: dict[str, str]) -> dict[str, Any]:
    with TemporaryDirectory() as folder:
        kept = Path(folder) / "report.json"
        settings = [
            "--quiet",
            "--no-enable-error-reporting",
            f"--chrome-flags=--headless=new {' '.join(FLAGS)}",
            f"--only-categories={','.join(CATEGORIES)}",
            f"--extra-headers={json.dumps(heads)}",
            "--output=json",
            f"--output-path={kept}",
        ]
        chromium = shutil.which("chromium") or shutil.which("chromium-browser")
        subprocess.run([*map(str, command), *settings], check=True, env={**os.environ, "CHROME_PATH": str(chromium)}, timeout=180)
        said: dict[str, Any] = json.loads(kept.read_text())
    return said


def tell(name: str, reports: list[dict[str, Any]]) -> None:
    scores = {each: [round(100 * said["categories"][each]["score"]) for said in reports] for each in CATEGORIES}
    print(f"{name}: {', '.join(f'{each} {median(found):.0f} {found}' for each, found in scores.items())}")
    moments = {short: [said["audits"][each]["numericValue"] for said in reports] for each, short in MOMENTS.items()}
    print(f"  {', '.join(f'{each} {median(found):.0f} ms' for each, found in moments.items())}")
    wanting = {
        f"{each['id']} ({audit['title']})"
        for said in reports
        for each in (ref for category in CATEGORIES for ref in said["categories"][category]["auditRefs"] if ref["weight"])
        if (audit := said["audits"][each["id"]])["score"] is not None and audit["score"] < 0.995
    }
    print(*(f"  not perfect: {each}" for each in sorted(wanting)), sep="\n")


if __name__ == "__main__":
    main()
