"""What is written about measures."""

from app.measures.forms.answers import AnswerForm, OwnPauseForm, PauseForm
from app.measures.forms.own import MeasureForm, TimeOfDay, form_of

__all__ = ["AnswerForm", "MeasureForm", "OwnPauseForm", "PauseForm", "TimeOfDay", "form_of"]
