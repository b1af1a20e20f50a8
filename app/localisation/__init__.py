"""Whose language a page speaks, and how days, times, numbers and units are written in it."""
