"""The rows of a section, ready to be drawn."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from app.authoring.pages.desk import section_label
from app.authoring.rules.document import GROUPS, GROWING, MOST_ROWS, Row, Sections, fingerprint
from app.localisation.text import gettext as _
from app.zones.pages import zone_label

if TYPE_CHECKING:
    from app.authoring.forms.fields import RowForm

_DETAILS = {"measures": ("kind", "weekdays", "times"), "contacts": ("phone", "levels")}
_NAMES = {"problems": "text", "goals": "text", "measures": "title", "contacts": "role"}


@dataclass(frozen=True)
class Drawn:
    """One row: its form and what it is called, with a detail beside; `lang` is the language its texts are in, `problem_langs`
    that of each problem it may be for."""

    form: RowForm
    problem_langs: dict[str, str]
    title: str
    detail: str
    lang: str
    blank: bool
    open: bool


@dataclass(frozen=True)
class TakenOut:
    """A row that was taken out, and may be put back."""

    key: str
    title: str


@dataclass(frozen=True)
class Places:
    """A section to write in. `seen` goes with its form; `grows` where rows may be added."""

    name: str
    label: str
    hint: str
    rows: tuple[Drawn, ...]
    out: tuple[TakenOut, ...]
    seen: str
    grows: bool
    faults: tuple[tuple[str, str], ...]


def places(section: str, document: Sections, forms: list[RowForm], kept: list[Row]) -> Places:
    """`document` is what to draw, `kept` what is stored of the section: the two differ where it could not be saved."""
    told = tuple((_target(field), " ".join(map(str, field.errors))) for form in forms for field in form if field.errors)
    return Places(
        name=section,
        label=section_label(section),
        hint=_hint(section),
        rows=tuple(_row(section, form, document) for form in forms),
        out=tuple(TakenOut(row["key"], name_of(section, row)) for row in document[section] if row.get("out")),
        seen=fingerprint(kept),
        grows=section in GROWING and len(document[section]) < MOST_ROWS,
        faults=told,
    )


def _row(section: str, form: RowForm, document: Sections) -> Drawn:
    row = next(each for each in document[section] if each["key"] == form.key)
    name = name_of(section, row)
    detail = group_words(form, _DETAILS[section]) if name and section in _DETAILS else ""
    langs = {each["key"]: language_of("problems", each, document) for each in document["problems"]}
    return Drawn(
        form, langs, name or _("New"), detail, language_of(section, row, document), not name, bool(form.errors) or not name
    )


def name_of(section: str, row: Row) -> str:
    if section == "zones":
        return zone_label(row["key"])
    if section == "about":
        return _("Treatment plan") if row["key"] == "treatment" else _("Self-care plan")
    return str(row.get(_NAMES[section]) or "")[:120]


def language_of(section: str, row: Row, document: Sections) -> str:
    """The row's own language, else that of the plan it goes to."""
    plan = "self_care" if section in ("zones", "contacts") else "treatment"
    about = next(each for each in document["about"] if each["key"] == plan)
    return str(row.get("language") or about.get("language") or "nb")


def group_words(form: RowForm, names: tuple[str, ...]) -> str:
    """What a row says in these fields, as its reader would choose or type it."""
    return ", ".join(words for words in (_words(form[name]) for name in names if name not in ("rrule", "in_words")) if words)


def _words(field: Any) -> str:
    if hasattr(field, "day"):
        return ".".join(each for each in (field.day, field.month, field.year) if each)
    if hasattr(field, "chosen"):
        return ", ".join(label for value, label, *_rest in field.choices if value in field.chosen)
    if getattr(field, "choices", None):
        return next((label for value, label, *_rest in field.choices if value == (field.data or "")), str(field.data or ""))
    return str(field.data or "")


def group_label(form: RowForm, section: str, group: str) -> str:
    return str(form[GROUPS[section][group][0]].label.text)


def _target(field: Any) -> str:
    return f"{field.id}-day" if hasattr(field, "day") else str(field.id)


def _hint(section: str) -> str:
    hints = {
        "about": _("The treatment plan is what you do together; the self-care plan is what the patient does when it gets worse."),
        "problems": _("What the goals and measures are for."),
        "goals": _("What you want to reach together. The patient’s own goals stand beside, and are theirs to change."),
        "measures": _("What is to be done, and when. What the patient does turns up on their day."),
        "zones": _("One sentence a line, in words the patient recognises. The patient chooses the zone; nothing is computed."),
        "contacts": _("Whom the patient contacts, and in which zones. 113 and 116 117 always stand at the bottom of the page."),
    }
    return hints[section]
