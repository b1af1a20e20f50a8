"""What another system writes is right on the patient's screen, and what the patient writes is right for the other system."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta

import pytest
from webtest import TestResponse

from app.platform import clock
from tests.careplan.desk import Desk, told
from tests.support.phone import Phone


@pytest.fixture
def see(desk: Desk, phone: Callable[[], Phone]) -> Callable[[str], TestResponse]:
    """A room on the patient's phone."""
    return lambda room: phone().sign_in(desk.patient).get(f"/records/{desk.record_id}/{room}")


def test_a_plan_written_here_is_on_the_patients_screen(desk: Desk, see: Callable[[str], TestResponse]) -> None:
    desk.write_everything()
    plan = see("plan")
    for words in ("Behandlingsplan", "KOLS", "Gå til postkassen og hjem", "Gåtur", "Rolig tempo i tjue minutter."):
        assert words in plan, words
    assert "Gåtur" in see("today")
    assert "Gå til postkassen og hjem" in see("goals")


def test_a_part_that_no_plan_names_yet_is_not_on_the_patients_screen(desk: Desk, see: Callable[[str], TestResponse]) -> None:
    for resource in (desk.condition(), desk.goal(), desk.measure()):
        assert desk.create(resource).status_code == 201
    assert "Gåtur" not in see("today") and "Gåtur" not in see("measures")
    assert "Gå til postkassen og hjem" not in see("goals")
    assert "KOLS" not in see("plan")


def test_only_the_first_order_detail_is_shown(desk: Desk, see: Callable[[str], TestResponse]) -> None:
    desk.write_everything()
    assert "Vises ikke" not in see("plan")
    assert desk.read("ServiceRequest")["orderDetail"][1] == {"text": "Vises ikke."}


def test_a_category_is_shown_on_self_care_only(desk: Desk, see: Callable[[str], TestResponse]) -> None:
    doctors = desk.measure(identifier=None, code={"text": "Kontroll"}, performer=[desk.author], category=[{"text": "Måneskinn"}])
    made = desk.system.post("/api/careplan/Condition", desk.condition()).status_code, desk.create(doctors)
    assert made[0] == made[1].status_code == 201
    for resource in (desk.goal(), desk.measure(category=[{"text": "Frisk luft"}])):
        assert desk.create(resource).status_code == 201
    activity = [{"reference": desk.to("ServiceRequest")}, {"reference": {"reference": f"ServiceRequest/{made[1].json['id']}"}}]  # type: ignore[index]
    assert desk.create(desk.plan(activity=activity)).status_code == 201
    plan = see("plan")
    assert "Kontroll" in plan and "Frisk luft" in plan
    assert "Måneskinn" not in plan


def test_a_change_is_on_the_screen_and_in_the_history(
    desk: Desk, see: Callable[[str], TestResponse], monkeypatch: pytest.MonkeyPatch
) -> None:
    desk.write_everything()
    soon = clock.now() + timedelta(minutes=5)
    monkeypatch.setattr(clock, "now", lambda: soon)
    desk.change(desk.read("ServiceRequest") | {"code": {"text": "Tur med stav"}})
    assert "Tur med stav" in see("plan") and "Gåtur" not in see("plan")
    assert "Tur med stav" in see("plan/history")


def test_what_leaves_the_plan_leaves_the_screen(desk: Desk, see: Callable[[str], TestResponse]) -> None:
    desk.write_everything()
    desk.change({name: value for name, value in desk.read("CarePlan").items() if name != "activity"})
    assert "Gåtur" not in see("plan") and "Gåtur" not in see("today")


def test_a_deleted_plan_leaves_the_screen(desk: Desk, see: Callable[[str], TestResponse]) -> None:
    desk.write_everything()
    desk.system.delete(desk.address("CarePlan"))
    for room in ("plan", "today", "goals", "measures"):
        assert "Gåtur" not in see(room) and "postkassen" not in see(room)


def test_narrative_and_markup_from_outside_are_never_rendered(desk: Desk, see: Callable[[str], TestResponse]) -> None:
    planted = "<img src=x onerror=alert(1)>"
    story = {"text": {"status": "generated", "div": f"<div>{planted} FORTELLING</div>"}}
    desk.create(desk.condition(code={"text": f"KOLS {planted}"}, **story))
    for resource in (desk.goal(**story), desk.measure(**story), desk.plan(**story)):
        assert desk.create(resource).status_code == 201
    for room in ("plan", "today", "goals", "measures"):
        assert planted not in see(room) and "FORTELLING" not in see(room)


def test_what_the_patient_changed_is_the_patients(
    desk: Desk, phone: Callable[[], Phone], see: Callable[[str], TestResponse]
) -> None:
    desk.write_everything()
    mine = phone().sign_in(desk.patient)
    form = mine.get(f"/records/{desk.record_id}/goals/{desk.ids['Goal']}/edit").forms
    change = form[max(key for key in form if isinstance(key, int))]
    change["text"] = "Gå helt til butikken"
    assert change.submit().status_code == 303
    got = desk.read("Goal")
    assert (got["description"]["text"], got["meta"]["versionId"]) == ("Gå helt til butikken", "2")
    assert got["meta"]["tag"] == [{"system": "urn:egenplan:author", "code": "patient"}]
    assert told(desk.change(got | {"description": {"text": "Som før"}})) == (403, "CPLF-0018")
    assert told(desk.system.delete(desk.address("Goal"))) == (403, "CPLF-0018")
    assert desk.change({name: value for name, value in desk.read("CarePlan").items() if name != "goal"}).status_code == 200
    assert "Gå helt til butikken" in see("goals")
