"""What the rooms of the plan show."""

from app.plans.pages.history import HistoryPage, history_page, on_page
from app.plans.pages.news import PlanNews, plan_news_card
from app.plans.pages.plan import Found, PlanPage, plan_page

__all__ = ["Found", "HistoryPage", "PlanNews", "PlanPage", "history_page", "on_page", "plan_news_card", "plan_page"]
