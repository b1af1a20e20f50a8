"""What a consent is."""

from __future__ import annotations

PLAN = "plan"


class NoConsent(Exception):
    """The patient has not said yes to having a plan here, or has taken it back."""
