"""What may stand in the way of writing one problem, goal or measure, or a plan around those that are there."""

from __future__ import annotations


class UnknownReference(Exception):
    """What is referred to is not in the record. `place` is where the reference stands, as FHIRPath."""

    def __init__(self, place: str) -> None:
        super().__init__(place)
        self.place = place


class PatientsOwn(Exception):
    """The patient wrote it, or has changed it since: it is theirs to change."""
