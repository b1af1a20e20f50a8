from __future__ import annotations

from datetime import date, timedelta

from app.access.record import Record
from app.measures.actions import OwnMeasure, add_measure, write_clinicians_measure
from app.measures.rules import MeasureContent, Party, Rhythm
from app.models.measure import Measure
from app.platform import clock
from app.platform.db import db, new_id
from tests.factories.goal import a_plan


def a_rhythm(rrule: str | None = "FREQ=DAILY", **changes: object) -> Rhythm:
    """Every day at any time, since a month ago, unless told."""
    settings: dict[str, object] = {
        "times": (),
        "latest_by": None,
        "starts_on": clock.today("Europe/Oslo") - timedelta(days=30),
        "until_on": None,
        "time_zone": "Europe/Oslo",
    }
    return Rhythm(rrule, **(settings | changes))  # type: ignore[arg-type]


def a_measure(opened: Record, title: str = "Gåtur", rhythm: Rhythm | None = None) -> Measure:
    """One of the patient's own; `opened` is the patient's proof."""
    own = OwnMeasure(title, None, None, rhythm or a_rhythm(), "nb")
    measure_id = add_measure(opened, new_id(), own)
    db.session.commit()
    return db.session.get_one(Measure, measure_id)


def a_clinicians_measure(opened: Record, title: str = "Inhalasjon", rhythm: Rhythm | None = None, **changes: object) -> Measure:
    """One the clinicians wrote for the patient to do; `opened` is a clinician's proof."""
    parties = {"origin": Party.CLINICIAN, "performer": Party.PATIENT}
    content = MeasureContent(title=title, description=None, rhythm=rhythm or a_rhythm(), **(parties | changes))  # type: ignore[arg-type]
    row = write_clinicians_measure(opened, a_plan(opened).id, content, [], 1)
    db.session.commit()
    return row


def a_day(days_ago: int = 0) -> date:
    return clock.today("Europe/Oslo") - timedelta(days=days_ago)
