"""The rows of one plan, kind by kind: problems first, since goals and measures name them."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from sqlalchemy import select

from app.access.revisions import keep
from app.authoring.actions.laying import settle
from app.authoring.queries.plans import live
from app.authoring.rules.wanted import HOMES, Columns, Part, Wanted
from app.goals.actions import rewrite_clinicians_goal
from app.goals.rules import ExpressedBy, GoalContent
from app.measures.actions import rewrite_clinicians_measure
from app.measures.rules import MeasureContent, Party, Rhythm, spoken_from
from app.models.contact import Contact
from app.models.goal import Goal
from app.models.measure import Measure
from app.models.plan import Plan
from app.models.problem import Problem
from app.models.zone import Zone
from app.plans.actions.parts import Part as PartRow
from app.plans.actions.parts import Writing
from app.platform import clock
from app.platform.db import db, new_id

_RHYTHM = ("rrule", "times", "latest_by", "until_on", "spoken")


@dataclass(frozen=True)
class Hand:
    """The pen in one plan. `problem_ids` fills with the ids of the problems written so far, by key, over both plans."""

    writing: Writing
    plan: Plan
    problem_ids: dict[str, str]

    def lay(self, wanted: Wanted) -> bool:
        """Bring everything of this plan to `wanted`; answers whether anything changed."""
        of_problems, moved = self._settle("problems", Problem, wanted, self._new_problem, Problem.status != "entered-in-error")
        self.problem_ids.update(of_problems)
        goals = (Goal.status != "entered-in-error", Goal.expressed_by == "clinician")
        measures = (Measure.status != "entered-in-error", Measure.origin == "clinician")
        laid = [
            self._settle("goals", Goal, wanted, self._new_goal, *goals),
            self._settle("measures", Measure, wanted, self._new_measure, *measures),
            self._settle("zones", Zone, wanted, self._new_zone),
            self._settle("contacts", Contact, wanted, self._new_contact),
        ]
        return moved or any(changed for _, changed in laid)

    def _settle(self, name: str, model: Any, wanted: Wanted, create: Any, *also: Any) -> tuple[dict[str, str], bool]:
        rows: dict[str, PartRow] = {self._key(row): row for row in live(self.writing.record, model, [self.plan.id], *also)}
        elsewhere = self._elsewhere(name, model, wanted, rows)
        mine = [part for part in wanted.parts[name] if part.key in rows or (self._is_home(name) and part.key not in elsewhere)]
        return settle(self.writing, rows, mine, self._columns, create)

    def _elsewhere(self, name: str, model: Any, wanted: Wanted, rows: dict[str, PartRow]) -> set[str]:
        """Keys of `wanted` that are rows of the record's other plan."""
        if name in ("zones", "contacts"):
            return set()
        of_record = (model.record_id == self.writing.record.id, model.plan_id != self.plan.id, model.deleted_at.is_(None))
        there = {str(each) for each in db.session.scalars(select(model.id).where(*of_record))}
        return {part.key for part in wanted.parts[name]} & there - rows.keys()

    def _is_home(self, name: str) -> bool:
        return HOMES[name] == self.plan.kind

    def _key(self, row: Any) -> str:
        return row.level if isinstance(row, Zone) else str(row.id)

    def _columns(self, part: Part) -> Columns:
        """With the problems by id; one that was taken out is no longer named."""
        if "problem_ids" not in part.columns:
            return part.columns
        return {**part.columns, "problem_ids": [self.problem_ids.get(key, key) for key in part.problems]}

    def _new_problem(self, part: Part, position: int) -> PartRow:
        return self._kept(Problem(status="active", **part.columns), position, named=True)

    def _new_zone(self, part: Part, position: int) -> PartRow:
        return self._kept(Zone(level=part.key, **part.columns), position)

    def _new_contact(self, part: Part, position: int) -> PartRow:
        return self._kept(Contact(**part.columns), position)

    def _kept(self, row: Any, position: int, named: bool = False) -> PartRow:
        row.id, row.plan_id, row.position = new_id(), self.plan.id, position
        if named:
            row.identifier = f"urn:uuid:{row.id}"
        keep(self.writing.record, row, self.writing.comment)
        return row

    def _new_goal(self, part: Part, position: int) -> PartRow:
        said, row_id = self._columns(part), new_id()
        content = GoalContent(
            said["text"],
            ExpressedBy(said["expressed_by"]),
            said["language"],
            target_on=said["target_on"],
            identifier=f"urn:uuid:{row_id}",
        )
        row = Goal(id=row_id, plan_id=self.plan.id)
        return rewrite_clinicians_goal(self.writing.record, row, content, said["problem_ids"], position, self.writing.comment)

    def _new_measure(self, part: Part, position: int) -> PartRow:
        said, row_id, record = self._columns(part), new_id(), self.writing.record
        timed = {name: said[name] for name in _RHYTHM} | {"times": tuple(said["times"]), "spoken": spoken_from(said["spoken"])}
        rhythm = Rhythm(**timed, starts_on=clock.today(record.time_zone), time_zone=record.time_zone)
        rest = {name: value for name, value in said.items() if name not in (*_RHYTHM, "problem_ids", "performer")}
        content = MeasureContent(
            **rest,
            rhythm=rhythm,
            origin=Party.CLINICIAN,
            performer=Party(said["performer"]),
            identifier=f"urn:uuid:{row_id}",
        )
        row = Measure(id=row_id, plan_id=self.plan.id)
        return rewrite_clinicians_measure(record, row, content, said["problem_ids"], position, self.writing.comment)
