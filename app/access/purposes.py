"""What somebody may want with a record. Each is one row of the policy."""

from enum import StrEnum


class Purpose(StrEnum):
    READ = "read"
    CHECK_IN = "check-in"
    ANSWER_MEASURES = "answer-measures"
    SET_GOALS = "set-goals"
    SET_MEASURES = "set-measures"
    COMMENT = "comment"
    FOLLOW_UP = "follow-up"
    ACKNOWLEDGE = "acknowledge"
    READ_LOG = "read-log"
    WRITE_PLAN = "write-plan"
    DELIVER = "deliver"
    DECIDE = "decide"
    REMIND = "remind"
    CHOOSE_WATCHERS = "choose-watchers"


class Ground(StrEnum):
    """Why the door opened; written in the access log."""

    SELF = "self"
    FULLMAKT = "fullmakt"
    TREATMENT = "treatment"
    ATTESTED = "attested"
    MOVED = "moved"
    FORMER = "former"
    NONE = "none"


class Area(StrEnum):
    """What a fullmakt may cover."""

    READ = "read"
    CHECK_IN = "check-in"
