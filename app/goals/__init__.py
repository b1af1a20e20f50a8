"""What to reach: the patient's own goals, and the clinicians'."""
