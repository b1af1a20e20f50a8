"""What decides the order of the worklist, and when a check-in is missing."""
