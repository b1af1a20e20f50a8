"""Problems as headings, with the goals and measures for each."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from uuid import UUID

from app.access.record import Record
from app.goals.queries import GoalLine
from app.goals.rules import ExpressedBy, GoalStatus
from app.localisation.moments import full_day
from app.localisation.text import gettext as _
from app.measures.pages import in_own_words
from app.measures.pages.words import category_label, rhythm_words, span_words
from app.measures.queries import MeasureLine
from app.measures.rules import MeasureStatus, Party, paused
from app.plans.pages.authorship import is_self
from app.plans.pages.fields import problem_status
from app.plans.pages.texts import LongText, long_text
from app.plans.queries import ProblemLine
from app.platform import clock

_OPEN_GOALS = (GoalStatus.PROPOSED, GoalStatus.PLANNED, GoalStatus.ACCEPTED, GoalStatus.ACTIVE, GoalStatus.ON_HOLD)


@dataclass(frozen=True)
class PlanGoal:
    """One goal; `whose` says in a word whether it is the patient's or the clinicians'."""

    text: str
    lang: str
    whose: str
    own: bool
    details: tuple[str, ...]


@dataclass(frozen=True)
class PlanMeasure:
    """One measure: what, when, who does it. `category` only where the patient does it themself."""

    title: str
    lang: str
    whose: str
    own: bool
    rhythm: str
    rhythm_lang: str | None
    performer: str
    details: tuple[str, ...]
    category: str
    category_lang: str | None
    description: LongText | None


@dataclass(frozen=True)
class PlanProblem:
    """A problem with everything for it; without `heading` it is what stands under no problem."""

    heading: str | None
    lang: str
    status: str | None
    goals: tuple[PlanGoal, ...]
    measures: tuple[PlanMeasure, ...]
    nothing: str | None = None


def plan_problems(
    record: Record, problems: list[ProblemLine], goals: list[GoalLine], measures: list[MeasureLine], whole: bool
) -> tuple[PlanProblem, ...]:
    """Each problem, then the rest. What is for several problems stands under each of them."""
    known = {str(problem.id) for problem in problems}
    found = [_problem(record, problem, goals, measures, whole) for problem in problems]
    rest = PlanProblem(
        heading=None,
        lang="",
        status=None,
        goals=_goals(record, (goal for goal in goals if known.isdisjoint(goal.problem_ids))),
        measures=_measures(record, (each for each in measures if known.isdisjoint(each.problem_ids)), whole),
    )
    return tuple(found) + ((rest,) if rest.goals or rest.measures else ())


def _problem(
    record: Record, problem: ProblemLine, goals: list[GoalLine], measures: list[MeasureLine], whole: bool
) -> PlanProblem:
    found_goals = _goals(record, (goal for goal in goals if str(problem.id) in goal.problem_ids))
    found_measures = _measures(record, (each for each in measures if str(problem.id) in each.problem_ids), whole)
    return PlanProblem(
        heading=problem.text,
        lang=problem.language,
        status=problem_status(problem.status) if problem.status != "active" else None,
        goals=found_goals,
        measures=found_measures,
        nothing=None if found_goals or found_measures else _("There are no goals or measures for this now."),
    )


def open_goals(goals: Iterable[GoalLine], plan_ids: set[UUID | None]) -> list[GoalLine]:
    """Those still to be reached, of these plans and the patient's own."""
    return [goal for goal in goals if goal.status in _OPEN_GOALS and goal.plan_id in plan_ids]


def open_measures(measures: Iterable[MeasureLine], plan_ids: set[UUID | None], record: Record) -> list[MeasureLine]:
    """Those still to be done, of these plans and the patient's own."""
    today = clock.today(record.time_zone)
    going_on = (MeasureStatus.ACTIVE, MeasureStatus.ON_HOLD)
    return [
        each
        for each in measures
        if each.status in going_on and each.plan_id in plan_ids and not (each.rhythm.until_on and each.rhythm.until_on < today)
    ]


def _goals(record: Record, goals: Iterable[GoalLine]) -> tuple[PlanGoal, ...]:
    return tuple(_goal(record, goal) for goal in goals)


def _goal(record: Record, goal: GoalLine) -> PlanGoal:
    own = goal.expressed_by == ExpressedBy.PATIENT
    target = _("To reach by %(day)s", day=full_day(goal.target_on)) if goal.target_on else ""
    most = _("What matters most") if goal.matters_most else ""
    held = _("Paused") if goal.status == GoalStatus.ON_HOLD else ""
    details = tuple(each for each in (most, target, held) if each)
    mine = _("Your goal") if is_self(record) else _("The patient's own goal")
    return PlanGoal(goal.text, goal.language, mine if own else _from(goal), own, details)


def _measures(record: Record, measures: Iterable[MeasureLine], whole: bool) -> tuple[PlanMeasure, ...]:
    return tuple(_measure(record, each, whole) for each in measures)


def _measure(record: Record, line: MeasureLine, whole: bool) -> PlanMeasure:
    mine = _("Your own measure") if is_self(record) else _("The patient's own measure")
    self_care = line.performer == Party.PATIENT
    return PlanMeasure(
        title=line.title,
        lang=line.language,
        whose=mine if line.own else _from(line),
        own=line.own,
        rhythm=rhythm_words(line.rhythm),
        rhythm_lang=line.language if in_own_words(line.rhythm.spoken) else None,
        performer=_performer(record, line),
        details=_when(record, line),
        category=category_label(line.category_code, line.category_text) if self_care else "",
        category_lang=line.language if line.category_text else None,
        description=long_text(line.description, line.language, whole, longest=0),
    )


def _when(record: Record, line: MeasureLine) -> tuple[str, ...]:
    today = clock.today(record.time_zone)
    resting = line.status == MeasureStatus.ON_HOLD or paused(line.rhythm, today)
    return tuple(each for each in (span_words(line.rhythm, today) or "", _("Paused") if resting else "") if each)


def _performer(record: Record, line: MeasureLine) -> str:
    if line.performer == Party.PATIENT:
        return _("You do this") if is_self(record) else _("%(name)s does this", name=record.given_name)
    if line.performer_name:
        return _("%(name)s does this", name=line.performer_name)
    return _("The care team does this")


def _from(line: GoalLine | MeasureLine) -> str:
    """ "From Prøvesund legesenter": the organisation, else the person."""
    return _("From %(sender)s", sender=line.author_organisation or line.author_name)
