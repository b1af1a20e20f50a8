"""What the pages of the pen show."""

from app.authoring.pages.desk import Desk, desk
from app.authoring.pages.differences import MergeRow, merge_rows, what_changes
from app.authoring.pages.preview import preview
from app.authoring.pages.sections import Places, group_words, places
from app.authoring.pages.start import StartPage, start_page

__all__ = [
    "Desk",
    "MergeRow",
    "Places",
    "StartPage",
    "desk",
    "group_words",
    "merge_rows",
    "places",
    "preview",
    "start_page",
    "what_changes",
]
