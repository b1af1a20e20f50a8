"""A notification for trying out."""

from __future__ import annotations

import asyncio
from datetime import timedelta

from app.devices.queries import Target
from app.platform.db import db
from app.platform.push.message import Message, Result, Urgency
from app.platform.push.payload import show
from app.platform.push.sender import Sender
from app.platform.push.settings import PushSettings

_TOPIC = "trying-out"


def send_trial(settings: PushSettings, target: Target) -> Result:
    """Send the same neutral words as every notification has; answers what the service said."""
    payload = show(_TOPIC, None, target.language, again=True)
    message = Message(target.subscription, payload, _TOPIC, timedelta(minutes=5), Urgency.HIGH)
    db.session.rollback()  # nobody's writing waits for a push service
    return asyncio.run(_send(settings, message))


async def _send(settings: PushSettings, message: Message) -> Result:
    async with Sender(settings) as sender:
        return (await sender.send([message]))[0]
