"""The rooms of measures."""

from app.measures.views import answers, course, own, rooms
from app.measures.views.blueprint import blueprint

__all__ = ["answers", "blueprint", "course", "own", "rooms"]
