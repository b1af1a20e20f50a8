"""Very many reminders due at once, workers that are killed at random, and a count of what became of each occurrence."""
