"""Writing measures, and answering what was due."""

from app.measures.actions.answers import NothingDue, Overtaken, Said, answer, fulfil
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
from app.measures.actions.own_pauses import TooLong, ask_again, may_pause_asking, pause_asking

__all__ = [
    "NothingDue",
    "Overtaken",
    "OwnMeasure",
    "Said",
    "TooLong",
    "add_measure",
    "answer",
    "ask_again",
    "change_measure",
    "end_measure",
    "fulfil",
    "may_pause_asking",
    "own_measure",
    "pause_asking",
    "pause_measure",
    "restart_measure",
    "resume_measure",
    "rewrite_clinicians_measure",
    "write_clinicians_measure",
]
