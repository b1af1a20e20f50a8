"""What a phone brings, and what becomes of it. Pure."""

from app.outbox.rules.batch import MOST_BYTES, MOST_ITEMS, BadBatch, Batch, Item, read_batch
from app.outbox.rules.moments import Told, right_moment
from app.outbox.rules.results import Outcome, Result, Why, content_hash, other_id

__all__ = [
    "MOST_BYTES",
    "MOST_ITEMS",
    "BadBatch",
    "Batch",
    "Item",
    "Outcome",
    "Result",
    "Told",
    "Why",
    "content_hash",
    "other_id",
    "read_batch",
    "right_moment",
]
