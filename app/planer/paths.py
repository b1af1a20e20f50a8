"""Where Planer is found here. The national paths and verbs are not published: these are ours, and may follow theirs one day."""

from __future__ import annotations

PREFIX = "/api/planer"
PLANS = "/plans"
LIST = "/plans/_list"
PLAN = "/plans/<uuid:plan_id>"
HISTORY = "/plans/<uuid:plan_id>/history"
AUDIENCE = "egenplan:planer"
SCOPE = "egenplan:planer/api"
