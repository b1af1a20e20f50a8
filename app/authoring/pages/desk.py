"""What stands around every section: whose plan it is, the other sections, and the patient's own words beside."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING
from uuid import UUID

from app.access.record import Record
from app.authoring.queries import DraftLine
from app.authoring.rules.document import GROWING, SECTIONS, standing
from app.clinicians.pages import Head, head, own_goals
from app.clinicians.pages.record import OwnGoal
from app.goals.queries import GoalLine
from app.localisation.moments import moment
from app.localisation.text import gettext as _
from app.localisation.text import ngettext
from app.plans.pages.authorship import who

if TYPE_CHECKING:
    from app.authoring.forms import Fault


@dataclass(frozen=True)
class Place:
    """A section to go to. `detail` is how much is written there, or how much there is to mend."""

    name: str
    label: str
    detail: str
    mend: bool
    here: bool


@dataclass(frozen=True)
class Desk:
    """`by` says whose draft it is and when it was last saved; `own` are the patient's open goals."""

    head: Head
    draft_id: UUID
    version: int
    by: str
    mine: bool
    new: bool
    places: tuple[Place, ...]
    own: tuple[OwnGoal, ...]


def desk(record: Record, draft: DraftLine, here: str, goals: list[GoalLine], faults: Sequence[Fault] = ()) -> Desk:
    """`faults` are counted beside their sections; none where nobody has looked yet."""
    return Desk(
        head=head(record, "plan"),
        draft_id=draft.id,
        version=draft.version,
        by=draft_words(record, draft),
        mine=draft.mine,
        new=not any(draft.plans.values()),
        places=tuple(_place(name, draft, here, faults) for name in SECTIONS),
        own=own_goals(goals),
    )


def draft_words(record: Record, draft: DraftLine) -> str:
    when = moment(draft.updated_at, record.actor.time_zone).words
    if draft.mine:
        return _("Your draft, saved %(when)s. The patient does not see it.", when=when)
    by = who(record, draft.author_name, draft.author_role, draft.author_organisation)
    return _("Draft by %(who)s, saved %(when)s. The patient does not see it.", who=by, when=when)


def section_label(name: str) -> str:
    labels = {
        "about": _("About the plan"),
        "problems": _("Problems"),
        "goals": _("Goals"),
        "measures": _("Measures"),
        "zones": _("Zones"),
        "contacts": _("Contacts"),
    }
    return labels[name]


def _place(name: str, draft: DraftLine, here: str, faults: Sequence[Fault]) -> Place:
    wrong = sum(fault.section == name for fault in faults)
    written = str(len(standing(draft.sections, name))) if name in GROWING else ""
    detail = ngettext("%(num)d to mend", "%(num)d to mend", wrong) if wrong else written
    return Place(name, section_label(name), detail, bool(wrong), name == here)
