"""What the phone is given: how the app presents itself, the worker's list, what it keeps of a record."""

from app.offline.pages.choice import Choice, choice
from app.offline.pages.manifest import manifest
from app.offline.pages.snapshot import fingerprint, snapshot
from app.offline.pages.worker import farewell, worker

__all__ = ["Choice", "choice", "farewell", "fingerprint", "manifest", "snapshot", "worker"]
