"""What has arrived from phones, and what waits for a clinician to judge."""

from app.outbox.queries.quarantine import Waiting, decided, how_many_wait, quarantined
from app.outbox.queries.receipts import missing, receipt

__all__ = ["Waiting", "decided", "how_many_wait", "missing", "quarantined", "receipt"]
