"""Whatever valid plan is written through Planer comes back as it was, its words are on the phone, no other shape loses any."""

from __future__ import annotations

from collections.abc import Callable
from html import unescape
from typing import Any

from flask import Flask
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from app.fhir.zones import from_zones, read_v1, read_v2, to_zoned, write_v1, write_v2
from app.planer.plan import from_planer
from app.zones.rules import Level
from tests.careplan.test_round_trip import plain, squeezed
from tests.factories.resources import a_planer_request
from tests.fhir.test_zones import a_zoned_care_plan
from tests.fhir.test_zones_any import unknown, words
from tests.planer.conftest import PLANS, a_scene
from tests.support.phone import Phone

zones = st.lists(
    st.builds(lambda level, condition, action, more: {**more, "level": level, "condition": condition, "action": action},
              st.sampled_from([each.value for each in Level]), words, words, unknown),
    max_size=3,
    unique_by=lambda zone: zone["level"],
)  # fmt: skip
requests = st.builds(
    lambda title, description, comment, found, more, inside: a_planer_request(
        comment=comment,
        clinical_content={**inside, "title": title, **({"description": description} if description else {}), "zones": found},
        **more,
    ),
    *(words, words | st.none(), words, zones, unknown, unknown),
)


@settings(max_examples=12, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(requests)
def test_a_plan_comes_back_and_is_on_the_page(
    app: Flask, database: None, phone: Callable[[], Phone], drawn: dict[str, Any]
) -> None:
    scene = a_scene(app)
    sent = {**drawn, "subject": {"id": scene.number}}
    made = scene.system.post(PLANS, sent)
    assert made.status_code == 201, made.text
    got = scene.system.get(made.headers["Location"]).json
    assert isinstance(got, dict)
    got["clinical_content"].pop("version")
    expected = plain({**sent, "clinical_content": {"description": None, **sent["clinical_content"]}})
    servers = ("id", "version", "updated_at", "updated_by")
    assert {name: value for name, value in got.items() if name not in servers} == {
        name: value for name, value in expected.items() if name not in servers
    }
    page = squeezed(unescape(phone().sign_in(scene.patient).get(f"/records/{scene.record_id}/plan").text))
    said = [sent["clinical_content"]["title"]]
    said += [
        part for zone in sent["clinical_content"]["zones"] for name in ("condition", "action") for part in zone[name].splitlines()
    ]
    assert [part for part in said if squeezed(part) not in page] == []


@settings(max_examples=80, deadline=None)
@given(requests)
def test_the_zones_are_the_same_by_way_of_both_other_shapes(request: dict[str, Any]) -> None:
    content = from_planer(request)
    if not content.zones:
        return
    zoned = to_zoned(a_zoned_care_plan(title=content.title, description=content.description), content.zones)
    back = from_zones(read_v2(write_v2(read_v1(write_v1(zoned)))))
    assert (back.title, back.description, back.zones) == (content.title, content.description, content.zones)
    again = from_planer(
        {
            "clinical_content": {
                "title": back.title,
                "description": back.description,
                "zones": [{"level": zone.level, "condition": zone.condition, "action": zone.action} for zone in back.zones],
            }
        }
    )
    assert (again.title, again.description, again.zones) == (content.title, content.description, content.zones)
