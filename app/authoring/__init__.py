"""The clinicians' own pen: a plan written, changed and ended in the clinic, for those whose record system does not."""
