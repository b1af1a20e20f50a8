"""The policy as one table: a purpose, and the grounds on which it is granted. What is not in the table is refused.

Read a row as "this purpose is granted if any of these is true". Consent, blocks and age join the facts and become rows of
`REFUSALS`, which outrank every grant.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import TypeAlias

from app.access.facts import Facts
from app.access.purposes import Area, Ground, Purpose

Predicate: TypeAlias = Callable[[Facts], Ground | None]


def is_self(facts: Facts) -> Ground | None:
    return Ground.SELF if facts.is_subject else None


def may_read_for(facts: Facts) -> Ground | None:
    return Ground.FULLMAKT if Area.READ in facts.areas else None


def may_check_in_for(facts: Facts) -> Ground | None:
    return Ground.FULLMAKT if Area.CHECK_IN in facts.areas else None


def once_might_check_in_for(facts: Facts) -> Ground | None:
    """What such a person wrote is kept for the clinician to judge; it opens nothing else."""
    return Ground.FORMER if Area.CHECK_IN in facts.once else None


def treats(facts: Facts) -> Ground | None:
    return Ground.TREATMENT if facts.treats else None


def is_attested(facts: Facts) -> Ground | None:
    return Ground.ATTESTED if facts.attested else None


def is_moved(facts: Facts) -> Ground | None:
    return Ground.MOVED if facts.moved else None


GRANTS: dict[Purpose, tuple[Predicate, ...]] = {
    Purpose.READ: (is_self, may_read_for),
    Purpose.CHECK_IN: (is_self, may_check_in_for),
    Purpose.ANSWER_MEASURES: (is_self, may_check_in_for),
    Purpose.SET_GOALS: (is_self,),
    Purpose.SET_MEASURES: (is_self,),
    Purpose.COMMENT: (is_self,),
    Purpose.READ_LOG: (is_self,),
    Purpose.REMIND: (is_self, may_check_in_for),
    Purpose.CHOOSE_WATCHERS: (is_self,),
    Purpose.FOLLOW_UP: (treats, is_attested, is_moved),
    Purpose.ACKNOWLEDGE: (treats,),
    Purpose.WRITE_PLAN: (treats, is_attested, is_moved),
    Purpose.DELIVER: (is_self, may_check_in_for, once_might_check_in_for),
    Purpose.DECIDE: (treats,),
}
REFUSALS: tuple[Callable[[Facts], bool], ...] = ()


def ground_for(purpose: Purpose, facts: Facts) -> Ground:
    """The ground on which `purpose` is granted, `Ground.NONE` where it is not."""
    if any(refuses(facts) for refuses in REFUSALS):
        return Ground.NONE
    grounds = (predicate(facts) for predicate in GRANTS.get(purpose, ()))
    return next((ground for ground in grounds if ground), Ground.NONE)
