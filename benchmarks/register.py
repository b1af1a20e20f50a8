"""Brings in a register of synthetic patients, two plans each, and brings it in once more.

    .venv/bin/python benchmarks/register.py [--plans 10000] [--database sqlite|postgresql] [--seed N] [--batch 50] [--disk FOLDER]

Prints time, plans a second and the most memory it took. The database is in memory unless `--disk` says where.
"""

from __future__ import annotations

import argparse
import os
import random
import resource
import subprocess
import sys
import tempfile
import time
from pathlib import Path

import here

# isort: split
from tests.factories.people import a_clinician
from tests.factories.register_lines import Source
from tests.support.applications import application, disposed, environment
from tests.support.databases import fresh_database


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--plans", type=int, default=10_000)
    parser.add_argument("--database", choices=("sqlite", "postgresql"), default="sqlite")
    parser.add_argument("--seed", type=int, default=random.SystemRandom().randrange(1_000_000))
    parser.add_argument("--batch", type=int, default=50)
    parser.add_argument("--disk", type=Path)
    asked = parser.parse_args()
    print(f"{asked.database}, seed {asked.seed}, {asked.plans} plans, {asked.batch} lines a transaction")
    with tempfile.TemporaryDirectory(dir=asked.disk) as folder:
        file = Path(folder) / "register.ndjson"
        with file.open("wb") as lines:
            lines.writelines(Source(asked.seed).lines(asked.plans // 2))
        print(f"{file.stat().st_size / 1e6:.1f} MB in {asked.plans // 2 * 2} lines")
        if asked.disk and asked.database == "sqlite":
            bring_in(f"sqlite:///{folder}/register.sqlite", Path(folder), file, asked)
        else:
            with fresh_database(asked.database, Path(folder)) as url:
                bring_in(url, Path(folder), file, asked)
    return 0


def bring_in(url: str, folder: Path, file: Path, asked: argparse.Namespace) -> None:
    with disposed(application(url, folder)) as app:
        with app.app_context():
            hpr = a_clinician("Nina")[1].hpr_number
        command = [sys.executable, "-m", "flask", "--app", "wsgi", "register", "import", "--by", hpr, "--source", "Benchmark 1"]
        command += ["--batch", str(asked.batch), str(file)]
        used = resource.getrusage(resource.RUSAGE_CHILDREN)
        for what in ("first", "again"):
            began = time.monotonic()
            settings = os.environ | environment(url, folder)
            ended = subprocess.run(command, cwd=here.ROOT, env=settings, capture_output=True, text=True, check=False)
            before, used = used, resource.getrusage(resource.RUSAGE_CHILDREN)
            seconds, busy = time.monotonic() - began, used.ru_utime + used.ru_stime - before.ru_utime - before.ru_stime
            print(f"{what}: {ended.stdout.strip()} {ended.stderr[:500].strip()}")
            print(
                f"  {seconds:.1f} s, {asked.plans / seconds:.0f} plans/s; {busy:.1f} s of processor, "
                f"{asked.plans / busy:.0f} plans/s of it; at most {used.ru_maxrss / 1024:.0f} MB"
            )


if __name__ == "__main__":
    raise SystemExit(main())
