"""Who looked, readable by the patient."""
