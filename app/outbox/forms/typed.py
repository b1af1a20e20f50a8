"""The same forms that read the pages read what a phone kept of them, so that both take and refuse the same."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from datetime import datetime
from uuid import UUID
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from werkzeug.datastructures import MultiDict

from app.access.record import Record
from app.check_ins.forms import CheckInForm
from app.check_ins.rules import CheckInContent
from app.config import LANGUAGES
from app.localisation.language import in_language
from app.localisation.text import gettext as _
from app.measures.forms import AnswerForm
from app.outbox.actions import Answer, Ready
from app.outbox.queries import Waiting
from app.outbox.rules import Batch, Item, right_moment
from app.platform import clock
from app.platform.forms import Form
from app.readings.rules import Latest


class Unusable(Exception):
    """The words cannot be taken as they stand; `errors` say how to mend them."""

    def __init__(self, errors: tuple[str, ...]) -> None:
        super().__init__()
        self.errors = errors


def read_item(record: Record, item: Item, batch: Batch, lasts: Mapping[str, Latest]) -> Ready:
    """The item as what it says. Errors: `Unusable`.

    Only a writer who waits for the answer is asked about values that are unlikely or cannot be read. A check-in of nobody who
    can be asked is taken whole as long as it says anything: an alarm must not lie unseen because of a comma.
    """
    told = right_moment(item.measured_at, batch.now, batch.heard, clock.now())
    asked = lasts if item.present else None
    what = _read(record, item.kind, item.content, (item.id, item.language, item.time_zone), told.at, asked)
    if isinstance(what, CheckInContent):
        what = replace(what, clock_offset_seconds=told.offset_seconds, received_at=clock.now())
    return Ready(item, told, what)


def reread(record: Record, waiting: Waiting) -> CheckInContent | Answer:
    """What lay in quarantine, for taking it into the record. Errors: `Unusable`, which what was received never is."""
    kept = waiting.content
    how = (waiting.id, kept["language"], kept["time_zone"])
    what = _read(record, waiting.kind, kept["fields"], how, waiting.measured_at, None)
    if isinstance(what, CheckInContent):
        return replace(what, clock_offset_seconds=kept["offset"], received_at=waiting.received_at)
    return what


def _read(
    record: Record,
    kind: str,
    fields: Mapping[str, str],
    how: tuple[UUID, str, str],
    at: datetime,
    lasts: Mapping[str, Latest] | None,
) -> CheckInContent | Answer:
    item_id, spoken, time_zone = how
    language = spoken if spoken in LANGUAGES else LANGUAGES[0]
    if kind == "answer":
        return _answer(fields, language)
    form = CheckInForm(MultiDict({**fields, "check_in_id": str(item_id)}))
    valid = form.validate() if lasts is None else form.acceptable(lasts, record.time_zone)
    if not (valid or (lasts is None and form.says_something)):
        raise Unusable(_errors(form))
    with in_language(language):  # what could not be read is told of in the writer's language, whoever takes it in
        content = form.content(record, language)
    return replace(content, measured_at=at, time_zone=time_zone if _is_zone(time_zone) else record.time_zone)


def _answer(fields: Mapping[str, str], language: str) -> Answer:
    form = AnswerForm(MultiDict(dict(fields)))
    said = form.said(language) if form.validate() else None
    try:
        measure_id = UUID(fields.get("measure", ""))
    except ValueError:
        said = None
    if said is None:
        raise Unusable(_errors(form) or (_("This answer cannot be read any more."),))
    return Answer(measure_id, said)


def _errors(form: Form) -> tuple[str, ...]:
    found = [str(error) for errors in form.errors.values() for error in errors]
    found += [str(error) for field in form for error in field.errors if str(error) not in found]
    return tuple(found)


def _is_zone(name: str) -> bool:
    try:
        ZoneInfo(name)
    except (ZoneInfoNotFoundError, ValueError, OSError):
        return False
    return True
