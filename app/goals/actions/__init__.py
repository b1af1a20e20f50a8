"""Writing goals, and talking about them."""

from app.goals.actions.clinicians import rewrite_clinicians_goal, write_clinicians_goal
from app.goals.actions.comments import comment_on_goal
from app.goals.actions.own import Wish, add_goal, bring_back_goal, change_goal, own_goal, reach_goal, release_goal

__all__ = [
    "Wish",
    "add_goal",
    "bring_back_goal",
    "change_goal",
    "comment_on_goal",
    "own_goal",
    "reach_goal",
    "release_goal",
    "rewrite_clinicians_goal",
    "write_clinicians_goal",
]
