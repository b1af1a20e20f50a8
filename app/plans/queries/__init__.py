"""The plans of a record, what they are for, and how they came to be what they are."""

from app.plans.queries.history import PAST_ENTITIES, Past, all_events, past_of
from app.plans.queries.news import NewsLine, plan_news
from app.plans.queries.plans import PlanLine, ProblemLine, all_plans, all_problems

__all__ = [
    "PAST_ENTITIES",
    "NewsLine",
    "Past",
    "PlanLine",
    "ProblemLine",
    "all_events",
    "all_plans",
    "all_problems",
    "past_of",
    "plan_news",
]
