"""Names of fields and values of a plan, in words."""

from __future__ import annotations

from app.localisation.text import gettext as _


def entity_words(entity: str) -> str:
    return {
        "plan": _("The plan"),
        "problem": _("Problem"),
        "goal": _("Goal"),
        "measure": _("Measure"),
        "zone": _("Zone"),
        "contact": _("Contact"),
    }[entity]


def kind_of_change(kind: str) -> str:
    return {"added": _("Added"), "changed": _("Changed"), "removed": _("Taken away"), "restored": _("Taken up again")}[kind]


def field_words(entity: str, field: str) -> str:
    """The field as a reader knows it."""
    special = {("problem", "text"): _("Words"), ("goal", "text"): _("Words"), ("contact", "role"): _("Who it is")}
    return special.get((entity, field)) or _names()[field]


def _names() -> dict[str, str]:
    return {
        "title": _("Name"),
        "description": _("Description"),
        "status": _("Status"),
        "starts_on": _("Starts"),
        "until_on": _("Ends"),
        "review_on": _("Next review"),
        "matters_most": _("What matters most"),
        "target_on": _("To reach by"),
        "closing_note": _("Last words about it"),
        "problem_ids": _("What it is for"),
        "category": _("Kind"),
        "performer": _("Who does it"),
        "rhythm": _("When"),
        "pause": _("Pause"),
        "pause_reason": _("Why the pause"),
        "condition": _("How it feels"),
        "action": _("What I do"),
        "name": _("Name"),
        "phone": _("Phone"),
        "hours": _("Hours"),
        "levels": _("In which zones"),
    }


def status_words(entity: str, status: str) -> str:
    if entity == "problem":
        return problem_status(status)
    return (_goal_statuses() if entity == "goal" else _request_statuses()).get(status, _("Unknown"))


def problem_status(status: str) -> str:
    """FHIR condition-clinical in plain words."""
    words = {
        "active": _("Active"),
        "recurrence": _("Come back"),
        "relapse": _("Come back"),
        "inactive": _("Not active now"),
        "remission": _("Calm for now"),
        "resolved": _("Over"),
    }
    return words.get(status, _("Unknown"))


def _goal_statuses() -> dict[str, str]:
    return {
        "proposed": _("Suggested"),
        "planned": _("Planned"),
        "accepted": _("Agreed"),
        "active": _("Active"),
        "on-hold": _("Paused"),
        "completed": _("Reached"),
        "cancelled": _("Let go"),
        "rejected": _("Not agreed"),
    }


def _request_statuses() -> dict[str, str]:
    return {
        "draft": _("Draft"),
        "active": _("Active"),
        "on-hold": _("Paused"),
        "revoked": _("Stopped"),
        "completed": _("Finished"),
    }
