"""Messages for tests, and sending them to a service on this machine."""

from __future__ import annotations

import asyncio
from base64 import urlsafe_b64encode
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from typing import Any

from app.platform.push.keys import VapidKey
from app.platform.push.message import Message, Result, Urgency
from app.platform.push.sender import Sender
from app.platform.push.settings import PushSettings
from tests.factories.device import Browser
from tests.support.push_service import EverythingIs, PushService

HOSTS = ("fcm.googleapis.com", "*.push.services.mozilla.com", "*.push.apple.com", "*.notify.windows.com")


def a_key(seed: int = 1) -> VapidKey:
    return VapidKey(urlsafe_b64encode(bytes([seed]) * 32).decode().rstrip("="), "mailto:drift@example.com")


def settings(*more_hosts: str, loopback: bool = True, earlier: VapidKey | None = None) -> PushSettings:
    return PushSettings(key=a_key(), earlier=earlier, hosts=HOSTS + more_hosts, loopback=loopback)


def message(endpoint: str, browser: Browser | None = None, **changes: Any) -> Message:
    browser = browser or Browser()
    browser.endpoint = endpoint
    terms: dict[str, Any] = {"payload": b'{"do":"show"}', "topic": "t" * 32, "ttl": timedelta(hours=2), "urgency": Urgency.HIGH}
    return Message(browser.subscription(a_key().public), **(terms | changes))


def send(service: PushService, *messages: Message, using: PushSettings | None = None) -> list[Result]:
    """Every name leads to `service`."""

    async def sent() -> list[Result]:
        names = EverythingIs("127.0.0.1", port=service.port)
        async with Sender(using or settings(), names=names, tls=service.tls) as sender:
            return await sender.send(messages)

    return asyncio.run(sent())


def sent_by(using: PushSettings, messages: list[Message]) -> list[Result]:
    """As in the running service, with its real name server."""

    async def sent() -> list[Result]:
        async with Sender(using) as sender:
            return await sender.send(messages)

    with ThreadPoolExecutor(1) as apart:  # a browser under test has a loop running here
        return apart.submit(asyncio.run, sent()).result()
