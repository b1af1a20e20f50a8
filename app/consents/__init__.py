"""The patient's yes to having plans here, as somebody recorded it. It is always there to be taken back."""
