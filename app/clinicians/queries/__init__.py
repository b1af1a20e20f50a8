"""What clinicians see of those they follow."""

from app.clinicians.queries.changes import Changes, FurtherBack, changes_since, last_looked, own_replies, unseen_before
from app.clinicians.queries.worklist import WorklistLine, worklist

__all__ = ["Changes", "FurtherBack", "WorklistLine", "changes_since", "last_looked", "own_replies", "unseen_before", "worklist"]
