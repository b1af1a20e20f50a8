"""How many devices one person may have."""

# More than anybody has; a script that makes new ones for ever only drives out its own oldest.
MOST_DEVICES = 20
