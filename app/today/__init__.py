"""What there is to do today, in one person's record."""
