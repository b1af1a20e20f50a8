from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import timedelta
from uuid import UUID

from app.models.login_session import LoginSession
from app.models.measure import Measure
from app.models.person import Person
from app.models.push_subscription import PushSubscription
from app.models.reminder import Reminder
from app.platform import clock
from app.platform.db import db, new_id
from app.platform.push.message import Message, Outcome, Result


def a_reminder(person: Person, measure: Measure, **changes: object) -> Reminder:
    """A reminder that is on, as if it had been turned on yesterday and not been looked at since."""
    made: dict[str, object] = {"next_at": clock.now(), "since": clock.now() - timedelta(days=1), "times": []}
    row = Reminder(record_id=measure.record_id, person_id=person.id, measure_id=measure.id, **(made | changes))
    db.session.add(row)
    db.session.commit()
    return row


def a_subscription(person_id: UUID, device: str = "phone", host: str = "fcm.googleapis.com") -> PushSubscription:
    """A browser of the person that gets notifications."""
    session = LoginSession(
        token_hash=new_id().hex * 2,
        person_id=person_id,
        provider="test",
        device="Test",
        created_at=clock.now(),
        seen_at=clock.now(),
    )
    db.session.add(session)
    db.session.flush()
    row = PushSubscription(
        person_id=person_id,
        session_id=session.id,
        endpoint=f"https://{host}/{person_id}/{device}",
        endpoint_hash=new_id().hex * 2,
        p256dh="p",
        auth="a",
        application_key="k",
        language="nb",
        device=device,
    )
    db.session.add(row)
    db.session.commit()
    return row


@dataclass
class Sink:
    """Stands for the push services, and for the phones behind them: what was posted, and what is shown now."""

    outcome: Outcome = Outcome.SENT
    wait: timedelta | None = None
    posted: list[Message] = field(default_factory=list)

    def __call__(self, messages: Sequence[Message]) -> list[Result]:
        self.posted += messages
        return [Result(self.outcome, self.wait)] * len(messages)

    @property
    def said(self) -> list[str]:
        """What each message asks the phone to do: show or close."""
        return [json.loads(each.payload)["do"] for each in self.posted]

    def of(self, person: Person) -> list[Message]:
        """What went to one person's phones."""
        return [each for each in self.posted if f"/{person.id}/" in each.subscription.endpoint]

    def shown(self, person: Person) -> set[str]:
        """The topics that stand on the person's phones now."""
        standing: set[str] = set()
        for message in self.of(person):
            (standing.add if json.loads(message.payload)["do"] == "show" else standing.discard)(message.topic)
        return standing
