"""What a system writes is what the patient reads."""

from __future__ import annotations

from collections.abc import Callable

from tests.planer.conftest import Scene
from tests.support.phone import Phone


def test_a_plan_written_here_is_right_on_the_patients_screen(scene: Scene, phone: Callable[[], Phone]) -> None:
    scene.create()
    page = phone().sign_in(scene.patient).get(f"/records/{scene.record_id}/plan")
    for words in ("Når hjertet sliter", "Laget sammen", "Vekten er stø", "Ring oss samme dag", "Smerter i brystet", "Ring 113"):
        assert words in page.text
    assert "Nina Testesen" in page.text


def test_each_step_shows(scene: Scene, phone: Callable[[], Phone]) -> None:
    plan, own = scene.create(status="draft"), phone().sign_in(scene.patient)
    address = f"/records/{scene.record_id}/plan"
    assert "Når hjertet sliter" not in own.get(address).text
    active = scene.put(plan, status="active").json
    assert "Når hjertet sliter" in own.get(address).text
    content = {**active["clinical_content"], "title": "Når hjertet har det bra"}  # type: ignore[index]
    changed = scene.put(active, clinical_content=content).json  # type: ignore[arg-type]
    page = own.get(address).text
    assert "Når hjertet har det bra" in page and "Når hjertet sliter" not in page
    scene.put(changed, status="entered-in-error")  # type: ignore[arg-type]
    assert "Når hjertet har det bra" not in own.get(address).text


def test_the_zones_of_the_check_in_are_those_of_the_plan(scene: Scene, phone: Callable[[], Phone]) -> None:
    scene.create()
    page = phone().sign_in(scene.patient).get(f"/records/{scene.record_id}/check-ins/new")
    assert "Vekten er stø" in page.text and "Smerter i brystet" in page.text
