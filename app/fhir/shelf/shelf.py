"""Rows as the resources."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from uuid import UUID

from app.access.record import Record
from app.fhir.received import resource_in
from app.fhir.references import health_personnel, identifier_element, own_identifier, patient, targets_of
from app.fhir.resources import care_plan, condition, goal, service_request
from app.fhir.shelf.meta import Author, local, meta
from app.fhir.shelf.queries import author_of, authors, live_rows, past_rows, shown_to
from app.fhir.shelf.seen import rows_named
from app.fhir.shelf.tables import IN_ERROR, MODELS, PART_KINDS, Row, kind_of_row
from app.fhir.versions import Version
from app.identity.actor import PATIENTS_SIDE
from app.models.goal import Goal
from app.models.measure import Measure
from app.models.plan import Plan
from app.models.problem import Problem
from app.plans.actions.singles.identity import public_id
from app.platform.db import db
from app.platform.elements import Element, Json

Part = Problem | Goal | Measure
_PART_MODELS: dict[str, type[Part]] = {"problems": Problem, "goals": Goal, "measures": Measure}
_REFERENCES = {"Goal": "addresses", "ServiceRequest": "reasonReference"}


@dataclass
class Shelf:
    """One patient's record, for making resources of its rows; what is asked for twice is fetched once.

    The patient is named by number, as the national service has it, and where `literal` also by address, as R4 clients follow it.
    """

    record: Record
    number: str
    literal: bool = False
    _people: dict[UUID, tuple[str, str, str] | None] = field(default_factory=dict)
    _sent: dict[str, dict[str, tuple[str, ...]]] = field(default_factory=dict)
    _rows: dict[str, Sequence[Part]] = field(default_factory=dict)

    def resource(self, row: Row) -> Json:
        """The row whole, as its kind."""
        author = self._author(row)
        made = self.named(self._body(row, patient(self.number), self._reference(author)))
        return _headed(made, row, meta(made, row.version, row.updated_at, author))

    def named(self, resource: Json) -> Json:
        """The resource with its patient named as this reader needs it, beside whatever else was said of them."""
        subject = resource.get("subject") or {}
        if self.literal:
            return {**resource, "subject": {"reference": f"Patient/{self.record.id}", **subject}}
        return resource if "identifier" in subject else {**resource, "subject": {**subject, **patient(self.number)}}

    def tombstone(self, row: Row) -> Json:
        """What is told of a deleted resource: that it was, when it went and by whom."""
        kind = kind_of_row(row)
        made: Json = {"resourceType": kind, **IN_ERROR[kind]}
        return _headed(made, row, meta({}, row.version, row.updated_at, self._author(row)))

    def included(self, plans: Iterable[Plan]) -> list[Json]:
        """Everything the plans refer to, each once."""
        parts = [part for plan in plans for name in PART_KINDS for part in self.parts(plan, name)]
        return [self.resource(part) for part in {part.id: part for part in parts}.values()]

    def parts(self, plan: Plan, name: str) -> list[Part]:
        """What the plan holds of one kind: what it referred to when it was sent, then what has joined it since."""
        rows = self._live(name)
        by_name = {own_identifier(public_id(row)): row for row in rows} | {row.identifier: row for row in rows}
        sent = [by_name[each] for each in self._sent_parts(plan).get(name, ()) if each in by_name]
        joined = [row for row in rows if row.plan_id == plan.id]
        return list({row.id: row for row in [*sent, *joined]}.values())

    def named_rows(self, kind: str, names: frozenset[str]) -> list[Row]:
        """Those of the kind with these names that the reader may see. The parts of a plan have been fetched for it already."""
        part = next((name for name, each in PART_KINDS.items() if each == kind), None)
        if part is None:
            return rows_named(self.record, MODELS[kind], sorted(names))
        found = (row for row in self._live(part) if names & {row.identifier, own_identifier(row.id)})
        return [row for row in found if shown_to(self.record, row)]

    def versions(self, row: Row) -> list[Version]:
        return [
            Version(then.version, local(version.at), None if then.deleted_at else self.resource(then))
            for version, then in past_rows(self.record, row)
        ]

    def _live(self, name: str) -> Sequence[Part]:
        if name not in self._rows:
            self._rows[name] = live_rows(self.record, _PART_MODELS[name])  # type: ignore[type-var]
        return self._rows[name]

    def _body(self, row: Row, subject: Json, author: Json) -> Json:
        if isinstance(row, Plan):
            return care_plan.to_fhir(row, subject, author, self._names(row))
        if isinstance(row, Problem):
            return condition.to_fhir(row, subject, author)
        if isinstance(row, Goal):
            by = subject if row.expressed_by == "patient" else author
            return goal.to_fhir(row, subject, by, self._problem_names(row))
        return service_request.to_fhir(row, subject, author, self._problem_names(row))

    def _names(self, plan: Plan) -> dict[str, list[str]]:
        sent = self._sent_parts(plan)
        if sent and plan not in db.session:  # as it was: then it held what it named, whatever has become of that
            return {name: list(names) for name, names in sent.items()}
        return {name: [_name(row, sent.get(name, ())) for row in self.parts(plan, name)] for name in PART_KINDS}

    def _problem_names(self, row: Goal | Measure) -> dict[str, str]:
        """By what name the row's problems go: the one its sender used, where it came with one."""
        kind = kind_of_row(row)
        there = Element(kind, resource_in(row.received, kind)).all(_REFERENCES[kind])
        sent = targets_of(there, "Condition")
        return {str(each.id): _name(each, sent) for each in self._live("problems") if str(each.id) in row.problem_ids}

    def _author(self, row: Row) -> Author:
        if row.written_by_id and row.written_by_id not in self._people:
            self._people[row.written_by_id] = authors(self.record, [row.written_by_id]).get(row.written_by_id)
        return author_of(row, self._people)

    def _sent_parts(self, plan: Plan) -> dict[str, tuple[str, ...]]:
        """What the plan referred to when it was sent, by kind."""
        if plan.received is None:
            return {}
        if plan.received not in self._sent:
            came = resource_in(plan.received, "CarePlan")
            self._sent[plan.received] = care_plan.named_parts(came) if came else {}
        return self._sent[plan.received]

    def _reference(self, author: Author) -> Json:
        if author.role in PATIENTS_SIDE:
            return patient(self.number)
        made = health_personnel(author.hpr_number or "", author.name)
        return made if author.hpr_number else {"type": made["type"], "display": author.name}


def _headed(made: Json, row: Row, said: Json) -> Json:
    """The resource with what the server says of it first."""
    identifier = made.get("identifier") or [_identifier(row)]
    rest = {name: value for name, value in made.items() if name not in ("resourceType", "id", "meta", "identifier")}
    return {"resourceType": made["resourceType"], "id": str(public_id(row)), "meta": said, "identifier": identifier, **rest}


def _identifier(row: Row) -> Json:
    return identifier_element(row.identifier or own_identifier(row.id))


def _name(row: Row, sent: Sequence[str]) -> str:
    return row.identifier if row.identifier and row.identifier in sent else own_identifier(public_id(row))
