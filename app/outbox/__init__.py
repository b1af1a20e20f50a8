"""What a phone brings back: the key to what it keeps, and what was written where there was no network."""
