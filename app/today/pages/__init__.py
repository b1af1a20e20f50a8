"""What the page of a day shows."""

from app.today.pages.day import TodayPage, today_page

__all__ = ["TodayPage", "today_page"]
