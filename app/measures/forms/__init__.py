"""What is written about measures."""

from app.measures.forms.answers import AnswerForm, PauseForm
from app.measures.forms.own import MeasureForm, form_of

__all__ = ["AnswerForm", "MeasureForm", "PauseForm", "form_of"]
