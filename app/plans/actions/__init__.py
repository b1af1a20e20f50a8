"""Writing a plan with everything in it. All need a record opened for `Purpose.WRITE_PLAN`."""

from app.plans.actions.end import end_plan
from app.plans.actions.register import register_plan
from app.plans.actions.revise import revise_plan

__all__ = ["end_plan", "register_plan", "revise_plan"]
