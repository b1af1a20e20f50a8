"""A section as it is drawn and as it comes back: rows as they were typed, and which button was pressed."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Any

from flask import request

from app.authoring.forms.fields import RowForm
from app.authoring.forms.measures import MeasureRow
from app.authoring.forms.rows import AboutRow, ContactRow, GoalRow, ProblemRow, ZoneRow
from app.authoring.rules.document import FIELDS, GROWING, LISTS, MOST_ROWS, SECTIONS, Row, Sections, is_blank
from app.localisation.text import gettext as _
from app.platform.forms import clean

ROWS: dict[str, type[RowForm]] = {
    "about": AboutRow,
    "problems": ProblemRow,
    "goals": GoalRow,
    "measures": MeasureRow,
    "zones": ZoneRow,
    "contacts": ContactRow,
}
_KEY = re.compile(r"[a-z0-9_-]{1,36}")
_MOST_IN_LIST = 60


@dataclass(frozen=True)
class Press:
    """What the button said: `act` is save, go, add, out, back, up or down; `about` is a section or the key of a row."""

    act: str
    about: str


@dataclass(frozen=True)
class Posted:
    """A section as it was sent; `seen` is the fingerprint of what was kept when its page was drawn."""

    rows: list[Row]
    press: Press
    seen: str


def posted(section: str, kept: list[Row]) -> Posted:
    """What this request sent of `section`. A row nobody here has given out is left aside where rows do not come and go."""
    known = {row["key"] for row in kept}
    keys = [key for key in dict.fromkeys(request.form.getlist("row")) if _KEY.fullmatch(key)]
    mine = [key for key in keys if key in known or section in GROWING][:MOST_ROWS]
    act, _colon, about = request.form.get("press", "save").partition(":")
    return Posted([_row(section, key) for key in mine], Press(act, about), request.form.get("seen", ""))


def drawn(section: str, document: Sections, complete: bool) -> list[RowForm]:
    """The rows of a section that are not taken out, as forms that have been looked through."""
    return [_judged(section, row, document, complete) for row in document[section] if not row.get("out")]


def all_drawn(document: Sections) -> dict[str, list[RowForm]]:
    """Every section drawn, without looking for what is missing."""
    return {section: drawn(section, document, complete=False) for section in SECTIONS}


def _judged(section: str, row: Row, document: Sections, complete: bool) -> RowForm:
    form: Any = ROWS[section](section, row)
    if "problems" in FIELDS[section]:
        there = [each for each in document["problems"] if not each.get("out") and not is_blank(each)]
        form.problems.choices = [(each["key"], each["text"] or _("Problem without words")) for each in there]
    form.judge(complete and not (is_blank(row) and section in GROWING))
    return form


def _row(section: str, key: str) -> Row:
    """The fields of one row that were sent. A list with nothing ticked is not sent at all, so it counts as empty."""
    prefix, row = f"{section}-{key}-", {"key": key}
    sent = [name for name in FIELDS[section] if prefix + name in request.form]
    found: dict[str, Any] = {name: clean(request.form[prefix + name]) for name in sent if name not in LISTS}
    for name in LISTS.intersection(FIELDS[section]) if sent else ():
        found[name] = [clean(each)[:40] for each in request.form.getlist(prefix + name)[:_MOST_IN_LIST]]
    return row | found
