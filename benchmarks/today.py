"""SQL statements and processor time of one `today`, for short and long histories, beside a bare Flask page. In process.

.venv/bin/python benchmarks/today.py [--database sqlite|postgresql] [--rounds 7]
"""

from __future__ import annotations

import argparse
import time
from collections.abc import Callable

import here  # noqa: F401

# isort: split
from bare import app as bare_app
from sqlalchemy import event
from stage import patient, reader, stage

from app.platform.db import db

HISTORIES = (10, 100, 2000)
PER_ROUND = 40


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--database", choices=("sqlite", "postgresql"), default="sqlite")
    parser.add_argument("--rounds", type=int, default=7)
    asked = parser.parse_args()
    with stage(asked.database) as (app, _):
        visits = {length: reader(app, patient(app, length)) for length in HISTORIES}
        bare_client = bare_app.test_client()
        acts: dict[object, Callable[[], object]] = {"bare": lambda: bare_client.get("/")}
        for length, (visitor, address) in visits.items():
            acts[length] = lambda visitor=visitor, address=address: visitor.client.get(address, base_url=visitor.host)
        cost = cheapest(acts, asked.rounds)
        print(f"{asked.database}; best of {asked.rounds} rounds of {PER_ROUND}; processor time with the test client's own share")
        print(f"{'':<18}{'statements':>12}{'µs':>9}{'× bare':>9}")
        print(f"{'bare Flask page':<18}{'':>12}{cost['bare']:>9.0f}{1:>9.1f}")
        for length in HISTORIES:
            statements = count_statements(acts[length], app)
            print(f"{f'{length} check-ins':<18}{statements:>12}{cost[length]:>9.0f}{cost[length] / cost['bare']:>9.1f}")


def cheapest(acts: dict[object, Callable[[], object]], rounds: int) -> dict[object, float]:
    """Microseconds of processor time of one act: the best round, the acts taking turns so that all meet the same machine."""
    best = dict.fromkeys(acts, float("inf"))
    for _ in range(rounds):
        for name, act in acts.items():
            before = time.process_time()
            for _ in range(PER_ROUND):
                act()
            best[name] = min(best[name], (time.process_time() - before) / PER_ROUND * 1e6)
    return best


def count_statements(act: Callable[[], object], app: object) -> int:
    """How many statements `act` sends to the database; transactions' own words are not counted."""
    seen: list[str] = []
    with app.app_context():  # type: ignore[attr-defined]
        engine = db.engine
    listen = (engine, "before_cursor_execute", lambda _c, _k, statement, *_: seen.append(statement))
    event.listen(*listen)
    act()
    event.remove(*listen)
    return len([statement for statement in seen if not statement.startswith(("BEGIN", "PRAGMA"))])


if __name__ == "__main__":
    main()
