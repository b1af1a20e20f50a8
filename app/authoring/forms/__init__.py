"""What clinicians type with the pen, and what to say when it cannot be used."""

from app.authoring.forms.acts import EndForm, MergeForm, PublishForm, ShapeForm
from app.authoring.forms.finished import Fault, Finished, finished
from app.authoring.forms.patient import ConsentForm, PatientForm
from app.authoring.forms.section import Posted, Press, all_drawn, drawn, posted

__all__ = [
    "ConsentForm",
    "EndForm",
    "Fault",
    "Finished",
    "MergeForm",
    "PatientForm",
    "Posted",
    "Press",
    "PublishForm",
    "ShapeForm",
    "all_drawn",
    "drawn",
    "finished",
    "posted",
]
