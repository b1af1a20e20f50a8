"""The plan as the patient will see it once the draft is published: the patient's own page, made of what the draft says."""

from __future__ import annotations

from collections.abc import Mapping
from contextlib import suppress
from dataclasses import replace
from datetime import date
from typing import Any
from uuid import UUID, uuid5

from app.access.record import Record
from app.authoring.queries import DraftLine
from app.authoring.rules.wanted import Part, Wanted
from app.goals.queries import GoalLine
from app.measures.queries import MeasureLine
from app.measures.rules import Rhythm, spoken_from
from app.plans.pages import Found, PlanPage, plan_page
from app.plans.queries import PlanLine, ProblemLine
from app.platform import clock
from app.zones.rules import ContactContent, Level, ZoneContent, ZonePlan

_RHYTHM = ("rrule", "times", "latest_by", "until_on", "spoken")


def preview(record: Record, draft: DraftLine, wanted: Wanted, goals: list[GoalLine], measures: list[MeasureLine]) -> PlanPage:
    """`goals` and `measures` are the record's as they are now; the patient's own among them stay as they are."""
    ids = {kind: UUID(plan_id) if plan_id else uuid5(draft.id, kind) for kind, plan_id in draft.plans.items()}
    known = {str(line.id): line for line in measures}
    names = [str(_id(draft, part)) for part in wanted.parts["problems"]]
    problems = [
        ProblemLine(_id(draft, part), ids["treatment"], part.columns["text"], part.columns["language"], "active")
        for part in wanted.parts["problems"]
    ]
    keys = dict(zip((part.key for part in wanted.parts["problems"]), names, strict=True))
    found = Found(
        plans=[_plan(record, kind, ids[kind], said) for kind, said in wanted.plans.items() if said],
        problems=problems,
        goals=[line for line in goals if line.own] + [_goal(record, draft, ids, part, keys) for part in wanted.parts["goals"]],
        measures=[line for line in measures if line.own]
        + [_measure(record, draft, ids, part, keys, known) for part in wanted.parts["measures"]],
        zones=_zones(ids["self_care"], wanted) if wanted.plans["self_care"] else None,
        last=None,
    )
    return plan_page(record, found)


def _hand(record: Record) -> dict[str, Any]:
    practice = record.actor.practice
    role, place = (practice.role, practice.organisation_name) if practice else ("", None)
    return {"author_name": record.actor.name, "author_role": role, "author_organisation": place, "updated_at": clock.now()}


def _plan(record: Record, kind: str, plan_id: UUID, said: Mapping[str, Any]) -> PlanLine:
    first: dict[str, Any] = dict.fromkeys(("first_name", "first_role", "first_organisation", "first_at", "starts_on"))
    return PlanLine(id=plan_id, version=1, kind=kind, status="active", **said, **_hand(record), **first)


def _goal(record: Record, draft: DraftLine, ids: dict[str, UUID], part: Part, keys: dict[str, str]) -> GoalLine:
    said = {name: part.columns[name] for name in ("text", "language", "expressed_by", "target_on")}
    return GoalLine(
        id=_id(draft, part),
        version=1,
        plan_id=ids["treatment"],
        problem_ids=_named(part, keys),
        matters_most=False,
        status="active",
        closed_on=None,
        closing_note=None,
        **said,
        **_hand(record),
    )


def _measure(
    record: Record,
    draft: DraftLine,
    ids: dict[str, UUID],
    part: Part,
    keys: dict[str, str],
    known: Mapping[str, MeasureLine],
) -> MeasureLine:
    before = known.get(part.key)
    said = {name: value for name, value in part.columns.items() if name not in (*_RHYTHM, "problem_ids")}
    timed = {name: part.columns[name] for name in _RHYTHM} | {"times": tuple(part.columns["times"])}
    timed["spoken"] = spoken_from(part.columns["spoken"])
    if before:
        return replace(before, **said, rhythm=replace(before.rhythm, **timed), problem_ids=_named(part, keys))
    rhythm = Rhythm(**timed, starts_on=_today(record), time_zone=record.time_zone)
    return MeasureLine(
        id=_id(draft, part),
        version=1,
        plan_id=ids["treatment"],
        problem_ids=_named(part, keys),
        origin="clinician",
        status="active",
        rhythm=rhythm,
        in_force=True,
        pause_reason=None,
        **said,
        **_hand(record),
    )


def _zones(plan_id: UUID, wanted: Wanted) -> ZonePlan:
    zones = [
        ZoneContent(Level(part.key), part.columns["condition"], part.columns["action"], part.columns["language"])
        for part in wanted.parts["zones"]
    ]
    contacts = [ContactContent(**{**part.columns, "levels": tuple(part.columns["levels"])}) for part in wanted.parts["contacts"]]
    return ZonePlan(plan_id, 1, tuple(zones), tuple(contacts))


def _named(part: Part, keys: dict[str, str]) -> tuple[str, ...]:
    return tuple(keys.get(key, key) for key in part.problems)


def _id(draft: DraftLine, part: Part) -> UUID:
    """The id of the row: its key, unless somebody sent a key that is none."""
    with suppress(ValueError):
        return UUID(part.key)
    return uuid5(draft.id, part.key)


def _today(record: Record) -> date:
    return clock.today(record.time_zone)
