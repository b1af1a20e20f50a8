"""The list of measures, and one measure."""

from __future__ import annotations

from datetime import timedelta
from uuid import UUID

from app.access.gate import open_record
from app.access.purposes import Purpose
from app.access.record import Record
from app.identity.current import current_actor
from app.measures import pages
from app.measures.forms import OwnPauseForm, PauseForm
from app.measures.queries import all_measures, days, measure
from app.measures.views.blueprint import blueprint, page
from app.platform import clock


@blueprint.get("")
def index(record_id: UUID) -> str:
    record = open_record(current_actor(), record_id, Purpose.READ)
    return page("index", record, page=pages.measures_page(record, all_measures(record)))


@blueprint.get("/<uuid:measure_id>")
def show(record_id: UUID, measure_id: UUID) -> str:
    return measure_page(open_record(current_actor(), record_id, Purpose.READ), measure_id, PauseForm(None))


def measure_page(record: Record, measure_id: UUID, pause_form: PauseForm, own_pause_form: OwnPauseForm | None = None) -> str:
    """One measure with what became of it in the last two weeks."""
    line, today = measure(record, measure_id), clock.today(record.time_zone)
    due = days(record, today - timedelta(days=pages.DAYS_SHOWN - 1), today, measure_id)
    shown = {"fortnight": pages.fortnight(record, due), "now": pages.now(record), "pause_form": pause_form}
    shown["own_pause_form"] = own_pause_form or OwnPauseForm(None, data={"again_on": today + timedelta(days=7)})
    return page("show", record, measure=pages.card(record, line), **shown)
