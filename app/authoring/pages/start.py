"""Where writing begins: consent, drafts, and what there is to start from."""

from __future__ import annotations

from dataclasses import dataclass
from uuid import UUID

from app.access.record import Record
from app.authoring.pages.desk import draft_words
from app.authoring.queries import DraftLine, Standing
from app.clinicians.pages import Head, head
from app.consents.queries import ConsentLine
from app.localisation.moments import full_day
from app.localisation.text import gettext as _
from app.plans.pages.authorship import byline
from app.plans.queries import PlanLine


@dataclass(frozen=True)
class DraftRow:
    """A draft to go on with, or, where it is somebody else's, to read."""

    id: UUID
    words: str
    mine: bool


@dataclass(frozen=True)
class Ending:
    """A plan in force, which may be ended."""

    id: UUID
    kind: str
    written: str


@dataclass(frozen=True)
class StartPage:
    """`consent` says who recorded it and when, nothing where there is none; `plans` are those in force."""

    head: Head
    consent: str | None
    drafts: tuple[DraftRow, ...]
    plans: tuple[Ending, ...]


def start_page(
    record: Record, consent: ConsentLine | None, drafts: list[DraftLine], standing: Standing, plans: list[PlanLine]
) -> StartPage:
    in_force = set(standing.plans.values())
    return StartPage(
        head=head(record, "plan"),
        consent=_consent(consent),
        drafts=tuple(DraftRow(each.id, draft_words(record, each), each.mine) for each in drafts),
        plans=tuple(_ending(record, plan) for plan in plans if str(plan.id) in in_force),
    )


def _consent(line: ConsentLine | None) -> str | None:
    if line is None or line.withdrawn_at:
        return None
    return _("The patient consented %(day)s, recorded by %(name)s.", day=full_day(line.given_at.date()), name=line.author_name)


def _ending(record: Record, plan: PlanLine) -> Ending:
    words = byline(record, plan)
    return Ending(plan.id, words.plan, words.changed)
