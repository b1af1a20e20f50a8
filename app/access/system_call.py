"""What a system that opens a record says of itself, for the log and for the policy."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class SystemCall:
    """One call. With a `basis`, the clinician's system vouches that they may see the patient's data, and on what basis.

    `moving` is the operator's word that the controller has the patient's plans moved, from or to that system.
    """

    source_system: str
    event_id: str
    basis: str | None
    moving: bool = False
