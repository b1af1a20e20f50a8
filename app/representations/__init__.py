"""Whose plan one is looking at: one's own, or another's by fullmakt; always visible."""
