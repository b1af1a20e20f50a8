"""What makes a plan impossible to write."""

from __future__ import annotations

from app.plans.rules.content import PlanContent


class ActivePlanExists(Exception):
    """The record has an active treatment plan already; a patient has one at a time."""


class UnknownProblem(Exception):
    """A goal or a measure names a problem that is not in the record."""


class DuplicateIdentifier(Exception):
    """Two things in the plan go by the same identifier, or somebody else's does already."""


class NoChange(Exception):
    """What was handed over is what the plan already says."""


def check_identifiers(content: PlanContent) -> frozenset[str]:
    """Every identifier of the plan and what is in it. Errors: `DuplicateIdentifier`, also for two zones of one level."""
    names = [content.identifier]
    names += [problem.identifier for problem in content.problems]
    names += [goal.identifier for goal in content.goals]
    names += [measure.identifier for measure in content.measures]
    found = [name for name in names if name]
    levels = [zone.level for zone in content.zones]
    if len(set(found)) < len(found) or len(set(levels)) < len(levels):
        raise DuplicateIdentifier
    return frozenset(found)


def problem_references(content: PlanContent) -> frozenset[str]:
    """The problems that goals and measures name and the plan itself does not hold."""
    own = {problem.identifier for problem in content.problems}
    named = [goal.problems for goal in content.goals] + [measure.problems for measure in content.measures]
    return frozenset(name for names in named for name in names if name not in own)
