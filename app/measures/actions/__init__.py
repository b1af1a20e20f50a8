"""Writing measures, and answering what was due."""

from app.measures.actions.answers import NothingDue, Said, answer, fulfil
from app.measures.actions.clinicians import rewrite_clinicians_measure, write_clinicians_measure
from app.measures.actions.own import (
    OwnMeasure,
    add_measure,
    change_measure,
    end_measure,
    own_measure,
    pause_measure,
    restart_measure,
    resume_measure,
)

__all__ = [
    "NothingDue",
    "OwnMeasure",
    "Said",
    "add_measure",
    "answer",
    "change_measure",
    "end_measure",
    "fulfil",
    "own_measure",
    "pause_measure",
    "restart_measure",
    "resume_measure",
    "rewrite_clinicians_measure",
    "write_clinicians_measure",
]
