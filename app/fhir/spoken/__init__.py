"""What a FHIR Timing says, taken apart and put together."""

from app.fhir.spoken.codes import DAYS
from app.fhir.spoken.reading import spoken_of, worded
from app.fhir.spoken.writing import timing_of

__all__ = ["DAYS", "spoken_of", "timing_of", "worded"]
