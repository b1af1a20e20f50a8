"""Measured values: what can be measured, how it is typed, and how it develops."""
