"""Check-ins that were sent, and who has seen them."""

from app.check_ins.queries.lines import (
    PAGE,
    AcknowledgementLine,
    CheckInLine,
    check_in,
    check_ins,
    ever_written,
    last_check_in,
)

__all__ = ["PAGE", "AcknowledgementLine", "CheckInLine", "check_in", "check_ins", "ever_written", "last_check_in"]
