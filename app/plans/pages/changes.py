"""One change, in words."""

from __future__ import annotations

from dataclasses import dataclass

from app.localisation.text import gettext as _
from app.plans.pages.fields import entity_words, field_words, kind_of_change
from app.plans.pages.values import PEOPLES_WORDS, TEXTS, Names, value_words
from app.plans.rules.changes import Change, Content, FieldChange, Kind
from app.plans.rules.wording import LineChange, Turn, line_changes
from app.zones.pages import zone_label


@dataclass(frozen=True)
class ChangedLine:
    """A line of a text that changed. Each of `readings` is a word for a way to read it, and the turn it leaves out."""

    change: LineChange
    readings: tuple[tuple[str, str], ...]


@dataclass(frozen=True)
class ChangedField:
    """A field: either the `lines` of a text that differ, or the value `before` and `now`."""

    label: str
    lang: str | None
    lines: tuple[ChangedLine, ...] = ()
    before: str = ""
    now: str = ""


@dataclass(frozen=True)
class ChangeWords:
    """What became of one thing: what it is, what it is called, what happened to it, and which fields changed."""

    what: str
    name: str
    lang: str
    kind: str
    fields: tuple[ChangedField, ...]


def change_words(change: Change, problems: Names) -> ChangeWords:
    lang = str(change.content.get("language") or "nb")
    return ChangeWords(
        what=zone_label(change.content["level"]) if change.entity == "zone" else entity_words(change.entity),
        name=_name(change.entity, change.content, change.fields),
        lang=lang,
        kind=kind_of_change(change.kind),
        fields=tuple(_field(change.entity, field, lang, problems) for field in _told(change)),
    )


def _told(change: Change) -> tuple[FieldChange, ...]:
    """The fields to tell of. A zone that is new has no name, so its words are told as lines that came."""
    if change.kind is Kind.ADDED and change.entity == "zone":
        return tuple(FieldChange(field, {field: ""}, {field: change.content[field]}) for field in ("condition", "action"))
    return change.fields


def _name(entity: str, content: Content, fields: tuple[FieldChange, ...]) -> str:
    """What the thing is called, unless that is what changed and so is told below."""
    column = {"problem": "text", "goal": "text", "measure": "title", "contact": "role", "plan": "title"}.get(entity, "")
    return "" if any(field.field == column for field in fields) else str(content.get(column) or "")


def _field(entity: str, field: FieldChange, lang: str, problems: Names) -> ChangedField:
    label = field_words(entity, field.field)
    words = lang if field.field in PEOPLES_WORDS else None
    if field.field in TEXTS:
        lines = line_changes(field.old[field.field] or "", field.new[field.field] or "")
        return ChangedField(label, words, tuple(ChangedLine(line, readings(line.turn)) for line in lines))
    before, now = (value_words(entity, field.field, kept, problems) for kept in (field.old, field.new))
    return ChangedField(label, words, (), before, now)


def readings(turn: Turn) -> tuple[tuple[str, str], ...]:
    """The words for the ways to read a line, each with the turn it leaves out."""
    if turn is Turn.REWORDED:
        return ((_("Before"), Turn.COME), (_("Now"), Turn.GONE))
    return ((_("Taken away") if turn is Turn.GONE else _("New"), ""),)
