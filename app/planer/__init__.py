"""The national JSON for self-care plans ("Planer"): zones, and two version counters."""
