"""One patient's folder of resources, as it was first sent and as it stands after the changes so far."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from app.demo.beats import read
from app.demo.filling import fill
from app.fhir.resources import care_plan, condition, goal, service_request
from app.planer.plan import from_planer
from app.plans.rules import PlanContent
from app.platform.elements import Json
from app.zones.rules import ContactContent


@dataclass(frozen=True)
class Folder:
    """Every resource of one patient, filled in, by slug; `own` is what the patient makes."""

    care_plan: Json
    conditions: dict[str, Json]
    goals: dict[str, Json]
    measures: dict[str, Json]
    self_care_plan: Json
    contacts: list[Json]
    changes: list[Json]
    own: Json


def folder_of(key: str, words: dict[str, str]) -> Folder:
    names = ("care_plan", "conditions", "goals", "measures", "self_care_plan", "contacts", "changes", "own")
    return Folder(**{name: fill(read(key, name), words) for name in names})


def treatment_plan(folder: Folder, starts_on: date) -> PlanContent:
    """The clinicians' plan, read as the national resources are."""
    return care_plan.from_fhir(
        folder.care_plan,
        [condition.from_fhir(each) for each in folder.conditions.values()],
        [goal.from_fhir(each) for each in folder.goals.values()],
        [service_request.from_fhir(each, starts_on) for each in folder.measures.values()],
    )


def self_care_plan(folder: Folder, starts_on: date) -> PlanContent:
    """The plan with zones, read as the national requests are. Whom to contact is no part of those."""
    contacts = tuple(ContactContent(**{**each, "levels": tuple(each["levels"])}) for each in folder.contacts)
    return replace(from_planer(folder.self_care_plan), contacts=contacts, starts_on=starts_on)


def changed(folder: Folder, change: Json) -> Folder:
    """The folder with one change laid over it."""
    if change["target"] == "measure":
        slug = change["slug"]
        return replace(folder, measures={**folder.measures, slug: {**folder.measures[slug], **change["replace"]}})
    return replace(folder, self_care_plan=_with_zone(folder.self_care_plan, change))


def _with_zone(request: Json, change: Json) -> Json:
    content: Any = request["clinical_content"]
    zones = [{**zone, **(change["replace"] if zone["level"] == change["zone"] else {})} for zone in content["zones"]]
    return {**request, "comment": change["comment"], "clinical_content": {**content, "zones": zones}}
