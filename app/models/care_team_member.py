from __future__ import annotations

from datetime import datetime
from uuid import UUID

from sqlalchemy import ForeignKey
from sqlalchemy.orm import Mapped, mapped_column

from app.models.columns import Identified, OfRecord
from app.platform.db import Base, UtcDateTime


class CareTeamMember(Identified, OfRecord, Base):
    """A clinician who follows the patient, for a time (FHIR CareTeam.participant)."""

    __tablename__ = "care_team_member"

    clinician_id: Mapped[UUID] = mapped_column(ForeignKey("clinician.id"), index=True)
    valid_from: Mapped[datetime] = mapped_column(UtcDateTime)
    valid_to: Mapped[datetime | None] = mapped_column(UtcDateTime)
