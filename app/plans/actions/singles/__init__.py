"""Writing one problem, goal, measure or plan by itself, for those who send them one by one.

What was sent before its plan stands in no plan until a plan refers to it. All need a record opened for `Purpose.WRITE_PLAN`.
"""

from app.plans.actions.singles.goals import change_goal, register_goal
from app.plans.actions.singles.identity import find_row, named
from app.plans.actions.singles.measures import change_measure, register_measure
from app.plans.actions.singles.plans import adopt, change_plan_around, parts_named, register_plan_around
from app.plans.actions.singles.problems import change_problem, register_problem
from app.plans.actions.singles.rows import remove

__all__ = [
    "adopt",
    "change_goal",
    "change_measure",
    "change_plan_around",
    "change_problem",
    "find_row",
    "named",
    "parts_named",
    "register_goal",
    "register_measure",
    "register_plan_around",
    "register_problem",
    "remove",
]
