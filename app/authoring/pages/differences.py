"""What a draft changes, in words, and where two have gone different ways."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, TypeAlias

from app.authoring.pages.sections import group_label, group_words, language_of, name_of
from app.authoring.rules.document import GROUPS, SECTIONS, Row, Sections, changed_groups, is_blank, standing
from app.authoring.rules.merging import WHOLE, Difference
from app.authoring.rules.wanted import ENTITIES
from app.localisation.text import gettext as _
from app.plans.pages.changes import ChangedField, ChangedLine, ChangeWords, readings
from app.plans.pages.fields import entity_words, kind_of_change
from app.plans.rules.wording import line_changes

if TYPE_CHECKING:
    from app.authoring.forms.fields import RowForm

Forms: TypeAlias = "Mapping[str, list[RowForm]]"
_TEXTS = frozenset({"title", "description", "text", "condition", "action"})


@dataclass(frozen=True)
class MergeRow:
    """One difference to decide: what it is about, and the two versions. `both` where both have changed it."""

    name: str
    what: str
    title: str
    label: str
    lang: str
    mine: str
    theirs: str
    both: bool


def what_changes(base: Sections, mine: Sections, base_forms: Forms, forms: Forms) -> tuple[ChangeWords, ...]:
    """Everything the draft will change in the plans, section by section. The forms are the two documents drawn."""
    return tuple(change for section in SECTIONS for change in _of_section(section, base, mine, base_forms, forms))


def _of_section(section: str, base: Sections, mine: Sections, base_forms: Forms, forms: Forms) -> Iterable[ChangeWords]:
    before, now = _by_key(section, base), _by_key(section, mine)
    old, new = ({form.key: form for form in each[section]} for each in (base_forms, forms))
    for key, row in now.items():
        if key not in before:
            yield _change(section, row, mine, "added", ())
        elif groups := changed_groups(section, before[key], row):
            fields = tuple(_field(section, group, old[key], new[key]) for group in GROUPS[section] if group in groups)
            yield _change(section, row, mine, "changed", fields)
    for key, row in before.items():
        if key not in now:
            yield _change(section, row, base, "removed", ())


def _change(section: str, row: Row, document: Sections, kind: str, fields: tuple[ChangedField, ...]) -> ChangeWords:
    lang = language_of(section, row, document)
    if section in ("about", "zones"):
        return ChangeWords(name_of(section, row), "", lang, kind_of_change(kind), fields)
    return ChangeWords(entity_words(ENTITIES[section]), name_of(section, row), lang, kind_of_change(kind), fields)


def _field(section: str, group: str, old: RowForm, new: RowForm) -> ChangedField:
    before, now = (group_words(form, GROUPS[section][group]) for form in (old, new))
    if group in _TEXTS:
        lines = tuple(ChangedLine(line, readings(line.turn)) for line in line_changes(before, now))
        return ChangedField(group_label(new, section, group), new.spoken("nb"), lines)
    return ChangedField(group_label(new, section, group), None, (), before or _("Nothing"), now or _("Nothing"))


def merge_rows(
    asked: list[Difference], mine: Sections, theirs: Sections, my_forms: Forms, their_forms: Forms
) -> tuple[MergeRow, ...]:
    return tuple(_merge_row(each, theirs if each.theirs else mine, my_forms, their_forms) for each in asked)


def _merge_row(each: Difference, document: Sections, my_forms: Forms, their_forms: Forms) -> MergeRow:
    row = each.theirs or each.mine or {}
    yours, others = _form(each, my_forms), _form(each, their_forms)
    some = others or yours
    whole = each.group == WHOLE or some is None
    words = entity_words(ENTITIES[each.section]) if each.section in ENTITIES and each.section != "zones" else ""
    return MergeRow(
        name=each.name,
        what=words or name_of(each.section, row),
        title=name_of(each.section, row) if words else "",
        label="" if whole or some is None else group_label(some, each.section, each.group),
        lang=language_of(each.section, row, document),
        mine=_said(each, yours),
        theirs=_said(each, others),
        both=each.both,
    )


def _said(each: Difference, form: RowForm | None) -> str:
    if form is None:
        return _("Taken out")
    groups = GROUPS[each.section] if each.group == WHOLE else {each.group: GROUPS[each.section][each.group]}
    parts = [group_words(form, names) for name, names in groups.items() if name != "language" or each.group != WHOLE]
    return "\n".join(part for part in parts if part) or _("Nothing")


def _form(each: Difference, forms: Forms) -> RowForm | None:
    return next((form for form in forms[each.section] if form.key == each.key), None)


def _by_key(section: str, document: Sections) -> dict[str, Row]:
    return {row["key"]: row for row in standing(document, section) if not is_blank(row)}
