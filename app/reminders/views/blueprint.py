"""The blueprint, and what every page of it is made with."""

from __future__ import annotations

from uuid import UUID

from flask import Blueprint, g, render_template
from flask.blueprints import BlueprintSetupState

from app.access.gate import open_record
from app.access.purposes import Purpose
from app.access.record import Record
from app.identity.actor import Actor
from app.reminders import pages
from app.reminders.queries.waiting import waiting
from app.reminders.queries.watches import missed_for
from app.representations.pages import frame
from app.representations.queries import openable_records

blueprint = Blueprint("reminders", __name__)


def page(name: str, record: Record, **shown: object) -> str:
    """The page `name` in the frame of an opened record."""
    return render_template(f"reminders/{name}.html", frame=frame(record, "more"), **shown)


def waits_for(actor: Actor) -> tuple[UUID, int] | None:
    """How much waits for somebody in their own record, if they have one."""
    own = next((each for each in openable_records(actor) if each.own), None)
    return (own.record_id, waiting(open_record(actor, own.record_id, Purpose.READ))) if own else None


def notes() -> dict[UUID, str]:
    """What the list of records says of each, for the one who reads it: what waits, and which check-in has not come."""
    actor: Actor | None = g.get("actor")
    if actor is None or actor.practice:
        return {}
    found = {line.record_id: pages.missed_words(line) for line in missed_for(actor)}
    own = waits_for(actor)
    return found | ({own[0]: pages.waiting_words(own[1])} if own and own[1] else {})


@blueprint.record_once
def _tell_templates(state: BlueprintSetupState) -> None:
    # The list of records stands below us in the house and asks by name.
    state.app.jinja_env.globals["record_notes"] = notes
