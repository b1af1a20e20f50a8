"""The plan whole."""

from __future__ import annotations

from dataclasses import dataclass

from app.access.record import Record
from app.check_ins.queries import CheckInLine
from app.goals.queries import GoalLine
from app.localisation.moments import full_day
from app.localisation.text import gettext as _
from app.measures.queries import MeasureLine
from app.plans.pages.authorship import Byline, byline, is_self, kind_words, on
from app.plans.pages.problems import PlanProblem, open_goals, open_measures, plan_problems
from app.plans.pages.texts import LongText, long_text
from app.plans.pages.zones import EVERYBODYS, PlanZone, digits, plan_zones
from app.plans.queries import PlanLine, ProblemLine
from app.plans.rules import PlanKind, PlanStatus
from app.platform import clock
from app.zones.pages import ContactRow, contact_row
from app.zones.rules import ZonePlan


@dataclass(frozen=True)
class Found:
    """What the queries brought: everything a plan page is made of."""

    plans: list[PlanLine]
    problems: list[ProblemLine]
    goals: list[GoalLine]
    measures: list[MeasureLine]
    zones: ZonePlan | None
    last: CheckInLine | None


@dataclass(frozen=True)
class About:
    """One plan's own words: its name, what it says of itself, when it is looked at next."""

    kind: str
    title: str
    lang: str
    description: LongText | None
    review: str | None


@dataclass(frozen=True)
class PlanPage:
    """Everything the room shows. `empty` is a sentence where there is no plan, else nothing."""

    bylines: tuple[Byline, ...]
    notices: tuple[str, ...]
    zones: tuple[PlanZone, ...]
    self_care: About | None
    treatment: About | None
    problems: tuple[PlanProblem, ...]
    contacts: tuple[ContactRow, ...]
    empty: str | None
    printed: str


def plan_page(record: Record, found: Found, whole: bool = False) -> PlanPage:
    """The page for the plans in force, else for the last treatment plan there was. `whole` unfolds everything, for paper."""
    self_care, treatment = _latest(found.plans, PlanKind.SELF_CARE), _latest(found.plans, PlanKind.TREATMENT)
    shown = [plan for plan in (self_care, treatment) if plan]
    ids = {plan.id for plan in shown} | {None}
    goals, measures = open_goals(found.goals, ids), open_measures(found.measures, ids, record)
    problems = [problem for problem in found.problems if problem.plan_id in ids]
    in_force = self_care if self_care and self_care.status == PlanStatus.ACTIVE else None
    return PlanPage(
        bylines=tuple(byline(record, plan) for plan in shown),
        notices=tuple(notice for notice in (_notice(record, plan) for plan in shown) if notice),
        zones=plan_zones(record, found.zones, found.last, whole),
        self_care=_about(record, in_force, whole),
        treatment=_about(record, treatment, whole),
        problems=plan_problems(record, problems, goals, measures, whole),
        contacts=_contacts(found.zones),
        empty=None if shown else _empty(record),
        printed=_(
            "Printed %(day)s. The plan may have changed since: the one in Egenplan is the newest.", day=on(record, clock.now())
        ),
    )


def _contacts(zones: ZonePlan | None) -> tuple[ContactRow, ...]:
    """Everybody in the plan, less those every page has at the bottom."""
    rows = (contact_row(each) for each in zones.contacts) if zones else ()
    return tuple(row for row in rows if digits(row.phone) not in EVERYBODYS)


def _latest(plans: list[PlanLine], kind: PlanKind) -> PlanLine | None:
    """The one in force, else the last there was."""
    of_kind = [plan for plan in plans if plan.kind == kind]
    return next((plan for plan in of_kind if plan.status == PlanStatus.ACTIVE), of_kind[0] if of_kind else None)


def _about(record: Record, plan: PlanLine | None, whole: bool) -> About | None:
    if plan is None:
        return None
    return About(
        kind=kind_words(plan.kind),
        title=plan.title,
        lang=plan.language,
        description=long_text(plan.description, plan.language, whole),
        review=_review(record, plan),
    )


def _review(record: Record, plan: PlanLine) -> str | None:
    if plan.review_on is None or plan.status != PlanStatus.ACTIVE:
        return None
    day = full_day(plan.review_on)
    if plan.review_on < clock.today(record.time_zone):
        return _("The next review was planned for %(day)s.", day=day)
    return _("The plan is gone through again %(day)s.", day=day)


def _notice(record: Record, plan: PlanLine) -> str | None:
    """What a reader must know of a plan that is not in force."""
    self_care, day = plan.kind == PlanKind.SELF_CARE, on(record, plan.updated_at)
    if plan.status == PlanStatus.ACTIVE:
        return None
    if plan.status == PlanStatus.ON_HOLD and self_care:
        return _("The self-care plan is paused since %(day)s. Its zones are not shown until it is in force again.", day=day)
    if plan.status == PlanStatus.ON_HOLD:
        return _("The treatment plan is paused since %(day)s.", day=day)
    if self_care:
        return _(
            "The self-care plan ended %(day)s. Its zones no longer hold, so they are not shown. What it said is in the history.",
            day=day,
        )
    return _("The treatment plan ended %(day)s. It stands here so that it can still be read.", day=day)


def _empty(record: Record) -> str:
    if is_self(record):
        return _(
            "Your plan will be here: what to do when it gets better or worse, your goals and what you do for them. "
            "It comes by itself when your doctor or nurse has written it with you."
        )
    return _("The plan will be here: zones, goals and measures. It comes by itself when a doctor or nurse has written it.")
