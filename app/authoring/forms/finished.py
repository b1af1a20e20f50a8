"""The whole form looked through: either everything that is to be published, or what there is to mend, and where."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from app.authoring.forms.fields import RowForm
from app.authoring.forms.section import drawn
from app.authoring.rules.document import GROUPS, KINDS, SECTIONS, Row, Sections, changed_groups, is_blank, standing
from app.authoring.rules.wanted import HOMES, PARTS, Columns, Part, Wanted
from app.localisation.text import gettext as _

# The columns that a name in `GROUPS` stands for, where that is not the one of the same name.
_COLUMNS = {
    "code": ("code_system", "code"),
    "rhythm": ("rrule", "times", "latest_by", "spoken"),
    "category": ("category_code", "category_text"),
    "performer": ("performer", "performer_name"),
}


@dataclass(frozen=True)
class Fault:
    """Something to mend: what it is, and the field it is in, `section` naming the page."""

    section: str
    field_id: str
    message: str


@dataclass(frozen=True)
class Finished:
    """`faults` is empty where it can be published as `wanted`; `whole` has every column, also of rows that did not change."""

    faults: tuple[Fault, ...]
    wanted: Wanted
    whole: Wanted


def finished(document: Sections, base: Sections, plans: dict[str, str | None]) -> Finished:
    forms = {section: drawn(section, document, complete=True) for section in SECTIONS}
    faults = [fault for section in SECTIONS for form in forms[section] for fault in _faults(section, form, document, base)]
    faults += _absent(document, plans, forms["about"])
    if faults:
        nothing = Wanted({}, {})
        return Finished(tuple(faults), nothing, nothing)
    whole = _wanted(document, base, plans, forms)
    return Finished((), _changed(whole, document, base), whole)


def _faults(section: str, form: RowForm, document: Sections, base: Sections) -> Iterable[Fault]:
    """What is wrong in what the draft changes. What another system wrote otherwise than we would stands in nobody's way."""
    before, now = _found(base[section], form.key), _found(document[section], form.key)
    known = before if before and not is_blank(before) else None
    changed = changed_groups(section, known, now) if now else frozenset()
    mine = {name for group in changed for name in GROUPS[section][group]}
    for field in form:
        named = {field.short_name, f"{field.short_name}-day"}
        if field.errors and named & mine:
            target = f"{field.id}-day" if hasattr(field, "day") else field.id
            yield Fault(section, target, " ".join(str(each) for each in field.errors))


def _absent(document: Sections, plans: dict[str, str | None], about: list[RowForm]) -> Iterable[Fault]:
    """What is missing between the sections."""
    used = {kind: bool(plans[kind]) or _written(document, kind) for kind in KINDS}
    if not any(used.values()):
        yield Fault("about", about[0]["title"].id, _("Nothing is written yet."))
    for form in about:
        if used[form.key] and not form["title"].data:
            told = {"treatment": _("Give the treatment plan a name."), "self_care": _("Give the self-care plan a name.")}
            yield Fault("about", form["title"].id, told[form.key])
    zones = [row for row in document["zones"] if not is_blank(row)]
    if used["self_care"] and (not zones or (not plans["self_care"] and len(zones) < 3)):
        first = next((row for row in document["zones"] if is_blank(row)), document["zones"][0])
        yield Fault("zones", f"zones-{first['key']}-condition", _("Write all three zones, so that the patient knows what to do."))


def _written(document: Sections, kind: str) -> bool:
    about = next(row for row in document["about"] if row["key"] == kind)
    return not is_blank(about) or any(standing(document, section) for section in PARTS if HOMES[section] == kind)


def _wanted(document: Sections, base: Sections, plans: dict[str, str | None], forms: dict[str, list[RowForm]]) -> Wanted:
    spoken = {form.key: form.columns("nb") for form in forms["about"]}
    used = {kind: spoken[kind] if plans[kind] or _written(document, kind) else None for kind in KINDS}
    parts: dict[str, tuple[Part, ...]] = {}
    for section in PARTS:
        stand = {row["key"] for row in standing(document, section)}
        language = spoken[HOMES[section]]["language"]
        parts[section] = tuple(_part(form, language, base, section) for form in forms[section] if form.key in stand)
    return Wanted(used, parts)


def _part(form: RowForm, language: str, base: Sections, section: str) -> Part:
    """A row whole. A problem that it was for and that stands in no plan of this form is still what it is for."""
    columns = form.columns(language)
    if "problem_ids" in columns:
        before, here = _found(base[section], form.key) or {}, {row["key"] for row in base["problems"]}
        columns["problem_ids"] += [key for key in before.get("problems", ()) if key not in here]
    return Part(form.key, columns, tuple(columns.get("problem_ids", ())))


def _changed(whole: Wanted, document: Sections, base: Sections) -> Wanted:
    """The same with only those columns of each row that the draft changes: what is as it was is not written over."""
    plans = {kind: columns and _only(columns, "about", kind, document, base) for kind, columns in whole.plans.items()}
    parts = {
        section: tuple(Part(part.key, _only(part.columns, section, part.key, document, base), part.problems) for part in each)
        for section, each in whole.parts.items()
    }
    return Wanted(plans, parts)


def _only(columns: Columns, section: str, key: str, document: Sections, base: Sections) -> Columns:
    before, now = (_found(each[section], key) for each in (base, document))
    if before is None or is_blank(before) or now is None:
        return columns
    groups = changed_groups(section, before, now) - {"problem_ids"}
    names = {name for group in groups for name in _COLUMNS.get(group, (group,))}
    if set(columns.get("problem_ids", ())) != set(before.get("problems", ())):
        names.add("problem_ids")  # also where the row is as it was, but a problem was taken out
    return {name: value for name, value in columns.items() if name in names or name == "language"}


def _found(rows: list[Row], key: str) -> Row | None:
    return next((row for row in rows if row["key"] == key), None)
