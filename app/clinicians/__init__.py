"""The clinic: a worklist of check-ins, worst and oldest first, and a patient's record beside it."""
