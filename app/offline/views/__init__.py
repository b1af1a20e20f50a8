"""The app for the home screen, its worker, and what a phone may keep of a record."""

from app.offline.views import copies, home_screen, worker
from app.offline.views.blueprint import blueprint

__all__ = ["blueprint", "copies", "home_screen", "worker"]
