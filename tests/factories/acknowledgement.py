from __future__ import annotations

from app.models.acknowledgement import Acknowledgement
from app.models.check_in import CheckIn
from app.models.person import Person
from app.platform import clock
from app.platform.db import db


def an_acknowledgement(check_in: CheckIn, clinician: Person, reply: str | None = None, **changes: object) -> Acknowledgement:
    """The clinician has seen the check-in, and may have answered."""
    row = Acknowledgement(
        record_id=check_in.record_id,
        check_in_id=check_in.id,
        reply=reply,
        language="nb",
        seen_at=clock.now(),
        written_by_id=clinician.id,
        author_name=clinician.name,
        author_role="SP",
        author_organisation="Prøvesund legesenter",
    )
    for name, value in changes.items():
        setattr(row, name, value)
    db.session.add(row)
    db.session.commit()
    return row
