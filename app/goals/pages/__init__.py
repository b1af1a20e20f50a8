"""What the rooms of goals show."""

from app.goals.pages.cards import GoalCard, GoalsPage, aim, card, goals_page
from app.goals.pages.history import Happening, changed, said

__all__ = ["GoalCard", "GoalsPage", "Happening", "aim", "card", "changed", "goals_page", "said"]
