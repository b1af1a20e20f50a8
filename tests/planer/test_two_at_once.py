"""Many who change one plan at the same moment: what is accepted stands in the history, once, and nothing else does."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from threading import Barrier
from typing import Any

from sqlalchemy import select

from app.models.revision import Revision
from app.platform.db import db
from tests.planer.conftest import PLANS, Scene
from tests.support.api import System

WRITERS = 20


def test_of_twenty_writers_nothing_is_lost_and_nothing_doubled(scene: Scene) -> None:
    plan, ready = scene.create(), Barrier(WRITERS)
    db.session.commit()
    db.session.close()  # else this thread holds the SQLite file itself

    def write(number: int) -> tuple[int, int]:
        """Change the plan until it is accepted, each time over what stands there then; the version, and how often refused."""
        caller, seen = System(scene.app), plan
        caller.headers = dict(scene.system.headers)
        ready.wait()
        for refused in range(WRITERS + 1):
            wanted = {**seen, "comment": f"hand {number}", "clinical_content": with_line(seen, number)}
            answer = caller.put(f"{PLANS}/{plan['id']}", wanted)
            assert answer.status_code in (200, 409), answer.text
            if answer.status_code == 200:
                return answer.json["version"], refused  # type: ignore[index]
            seen = answer.json["current"]  # type: ignore[index]
        raise AssertionError("never accepted")

    with ThreadPoolExecutor(WRITERS) as pool:
        outcomes = list(pool.map(write, range(WRITERS)))

    assert sorted(version for version, _ in outcomes) == list(range(2, WRITERS + 2))
    assert sum(refused for _, refused in outcomes) > 0, "they did not meet"
    now = scene.system.get(f"{PLANS}/{plan['id']}").json
    assert now["version"] == now["clinical_content"]["version"] == WRITERS + 1  # type: ignore[index]
    assert {f"Linje {number}" for number in range(WRITERS)} <= set(green(now).splitlines())
    by_version = {line["version"]: line["comment"] for line in history(scene, plan)}
    assert by_version == {1: "Første versjon"} | {version: f"hand {number}" for number, (version, _) in enumerate(outcomes)}
    kept = db.session.scalars(select(Revision.version).where(Revision.entity == "plan", Revision.record_id == scene.record_id))
    assert sorted(kept) == list(range(1, WRITERS + 2))


def green(plan: Any) -> str:
    return str(plan["clinical_content"]["zones"][0]["condition"])


def with_line(plan: dict[str, Any], number: int) -> dict[str, Any]:
    first, *others = plan["clinical_content"]["zones"]
    first = {**first, "condition": f"{first['condition']}\nLinje {number}"}
    return {**plan["clinical_content"], "zones": [first, *others]}


def history(scene: Scene, plan: dict[str, Any]) -> list[dict[str, Any]]:
    return scene.system.get(f"{PLANS}/{plan['id']}/history").json["history"]  # type: ignore[index, no-any-return]
