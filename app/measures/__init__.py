"""What to do for a goal, by whom and how often; and what became of each time."""
