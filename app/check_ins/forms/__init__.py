"""What people send when they check in."""

from app.check_ins.forms.check_in import CHOICES, CheckInForm, ReadingField
from app.check_ins.forms.chosen import sealed, unsealed

__all__ = ["CHOICES", "CheckInForm", "ReadingField", "sealed", "unsealed"]
