"""Writing a plan with everything in it. Both need a record opened for `Purpose.WRITE_PLAN`."""

from app.plans.actions.register import register_plan
from app.plans.actions.revise import revise_plan

__all__ = ["register_plan", "revise_plan"]
