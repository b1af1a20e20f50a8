"""The treatment plan the clinicians wrote, and the self-care plan with its zones: read whole, with their history."""
