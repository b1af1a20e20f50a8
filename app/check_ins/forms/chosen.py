"""The choice of the first step on its way to the second.

It goes in the address, so that "back" and "reload" work as everywhere, but sealed: how somebody is must not stand in
an address, where browsers and logs keep it. The id of the check-in goes with it, so that sending again is no second one,
and so does the plan whose words were before the person's eyes, which may be another when they send.
"""

from __future__ import annotations

import json
from base64 import urlsafe_b64decode, urlsafe_b64encode
from typing import Any
from uuid import UUID

from cryptography.exceptions import InvalidTag

from app.check_ins.forms.check_in import CheckInForm
from app.platform.crypto import seal, unseal


def sealed(form: CheckInForm, record_id: UUID) -> str:
    """What was chosen, readable only by us and only for this record."""
    chosen = {"check_in_id": str(form.key), "zone": form.zone.data, "worried": form.worried.data}
    if form.read:
        chosen |= {"plan_id": str(form.read.plan_id), "plan_version": form.read.plan_version}
    return urlsafe_b64encode(seal(json.dumps(chosen), _owner(record_id))).decode()


def unsealed(text: str | None, record_id: UUID) -> dict[str, Any] | None:
    """What was chosen, or nothing where the text is not from `sealed` for this record."""
    try:
        chosen = json.loads(unseal(urlsafe_b64decode((text or "").encode()), _owner(record_id)))
    except (InvalidTag, ValueError):
        return None
    ids = {name: UUID(chosen[name]) for name in ("check_in_id", "plan_id") if name in chosen}
    return {**chosen, **ids}


def _owner(record_id: UUID) -> str:
    return f"check-in chosen {record_id}"
