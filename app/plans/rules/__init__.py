"""What a plan is, what may be written, and what changed between two versions."""

from app.plans.rules.checks import (
    ActivePlanExists,
    DuplicateIdentifier,
    NoChange,
    UnknownProblem,
    check_identifiers,
    problem_references,
)
from app.plans.rules.content import PlanContent, PlanKind, PlanStatus, ProblemContent

__all__ = [
    "ActivePlanExists",
    "DuplicateIdentifier",
    "NoChange",
    "PlanContent",
    "PlanKind",
    "PlanStatus",
    "ProblemContent",
    "UnknownProblem",
    "check_identifiers",
    "problem_references",
]
