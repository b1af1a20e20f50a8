from __future__ import annotations

from datetime import date

from app.access.record import Record
from app.goals.actions import Wish, add_goal
from app.goals.actions import write_clinicians_goal as write
from app.goals.rules import ExpressedBy, GoalContent
from app.models.goal import Goal
from app.models.plan import Plan
from app.platform.db import db, new_id


def a_goal(opened: Record, text: str = "Gå til butikken", *, matters_most: bool = False, target_on: date | None = None) -> Goal:
    """One of the patient's own; `opened` is the patient's proof."""
    goal_id = add_goal(opened, new_id(), Wish(text, "nb", matters_most, target_on))
    db.session.commit()
    return db.session.get_one(Goal, goal_id)


def a_clinicians_goal(opened: Record, text: str = "Du er i bevegelse", **changes: object) -> Goal:
    """One the clinicians wrote; `opened` is a clinician's proof."""
    content = GoalContent(text=text, expressed_by=ExpressedBy.CLINICIAN, **changes)  # type: ignore[arg-type]
    goal = write(opened, a_plan(opened).id, content, [], 1)
    db.session.commit()
    return goal


def a_plan(opened: Record, status: str = "active") -> Plan:
    """A treatment plan with nothing in it."""
    plan = Plan(record_id=opened.id, kind="treatment", status=status, title="Plan", language="nb")
    plan.author_name, plan.author_role = opened.actor.name, "SP"
    db.session.add(plan)
    db.session.commit()
    return plan
