"""What changed in the plans, told by day, the newest first."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import groupby
from uuid import UUID
from zoneinfo import ZoneInfo

from app.access.record import Record
from app.localisation.moments import full_day, hour
from app.localisation.text import gettext as _
from app.localisation.text import ngettext
from app.measures.pages import in_words
from app.plans.pages.authorship import who
from app.plans.pages.changes import ChangeWords, change_words
from app.plans.pages.values import Names
from app.plans.queries import Past, ProblemLine
from app.plans.rules import PlanKind
from app.plans.rules.changes import change_between
from app.plans.rules.events import Step, is_first_of_plan

PAGE = 20


@dataclass(frozen=True)
class PastEvent:
    """One writing: when, by whom, why, and what. `headline` where a whole plan was written, with what was in it."""

    time: str
    machine: str
    who: str
    why: str | None
    why_lang: str
    headline: str | None
    held: str | None
    changes: tuple[ChangeWords, ...]
    unseen: bool


@dataclass(frozen=True)
class PastDay:
    heading: str
    events: tuple[PastEvent, ...]


@dataclass(frozen=True)
class HistoryPage:
    """Some days; `earlier` and `later` are the numbers of the pages beside, where there are."""

    days: tuple[PastDay, ...]
    earlier: int | None
    later: int | None


def on_page(found: Sequence[tuple[Step, ...]], number: int) -> Sequence[tuple[Step, ...]]:
    """The events of page `number`, counted from 1."""
    return found[(number - 1) * PAGE : number * PAGE]


def history_page(
    record: Record, found: Sequence[tuple[Step, ...]], number: int, past: dict[UUID, Past], problems: list[ProblemLine]
) -> HistoryPage:
    names = {str(problem.id): problem.text for problem in problems}
    zone = ZoneInfo(record.time_zone)
    by_day = groupby(on_page(found, number), key=lambda steps: steps[0].at.astimezone(zone).date())
    return HistoryPage(
        days=tuple(PastDay(full_day(day), tuple(_event(record, steps, past, names) for steps in each)) for day, each in by_day),
        earlier=number + 1 if len(found) > number * PAGE else None,
        later=number - 1 if number > 1 else None,
    )


def _event(record: Record, steps: tuple[Step, ...], past: dict[UUID, Past], names: Names) -> PastEvent:
    hand = past[steps[0].id]
    born = next((step for step in steps if is_first_of_plan(step)), None)
    changes = () if born else _changes(steps, past, names)
    at = steps[0].at.astimezone(ZoneInfo(record.time_zone))
    return PastEvent(
        time=hour(at.time()),
        machine=steps[0].at.isoformat(timespec="seconds"),
        who=who(record, hand.author_name, hand.author_role, hand.author_organisation),
        why=next((past[step.id].comment for step in steps if past[step.id].comment), None),
        why_lang=next((str(past[step.id].content["language"]) for step in steps if step.entity == "plan"), "nb"),
        headline=_headline(past[born.id]) if born else None,
        held=_held(steps) if born else None,
        changes=changes,
        unseen=not changes and not born,
    )


def _changes(steps: tuple[Step, ...], past: dict[UUID, Past], names: Names) -> tuple[ChangeWords, ...]:
    found = (change_between(step.entity, past[step.id].before, past[step.id].content) for step in _in_order(steps))
    return tuple(change_words(change, names) for change in found if change)


def _in_order(steps: tuple[Step, ...]) -> list[Step]:
    order = ("plan", "zone", "contact", "problem", "goal", "measure")
    return sorted(reversed(steps), key=lambda step: order.index(step.entity))


def _headline(plan: Past) -> str:
    if plan.content["kind"] == PlanKind.SELF_CARE:
        return _("The self-care plan was written")
    return _("The treatment plan was written")


def _held(steps: tuple[Step, ...]) -> str:
    """ "2 problems, 4 goals and 13 measures"."""
    count = Counter(step.entity for step in steps)
    words = {
        "zone": ngettext("%(num)d zone", "%(num)d zones", count["zone"]),
        "contact": ngettext("%(num)d contact", "%(num)d contacts", count["contact"]),
        "problem": ngettext("%(num)d problem", "%(num)d problems", count["problem"]),
        "goal": ngettext("%(num)d goal", "%(num)d goals", count["goal"]),
        "measure": ngettext("%(num)d measure", "%(num)d measures", count["measure"]),
    }
    return in_words([text for entity, text in words.items() if count[entity]])
