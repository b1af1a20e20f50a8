"""Sends to hostile endpoints and prints, as JSON, every address this process tried to connect to.

A program of its own, since an audit hook stays for ever. Its first argument says whose sender, the second a service that is
allowed; each of the others is a name server that answers every name with these addresses.
"""

from __future__ import annotations

import asyncio
import json
import logging
import sys
from typing import Any

from pywebpush import webpush

from app.platform.push.sender import Sender
from tests.factories.device import Browser
from tests.platform.push_hostile import endpoints
from tests.platform.push_sending import a_key, message, settings
from tests.support.push_service import EverythingIs

tried: list[str] = []


def notice(event: str, arguments: tuple[Any, ...]) -> None:
    if event == "socket.connect":
        address = arguments[1]
        tried.append(f"{address[0]}:{address[1]}" if isinstance(address, tuple) else str(address))


async def ours(places: list[str], allowed: str) -> list[str]:
    """What is allowed in production: the names of the list. With `allowed`, a service on this machine too, which redirects."""
    using = settings(*([allowed] if allowed else []), loopback=bool(allowed))
    led = [f"https://fcm.googleapis.com/{number}" for number in range(20)] + ["https://a.push.apple.com/x"]
    moved = [f"{allowed}/moved/{status}" for status in (301, 302, 303, 307, 308)] if allowed else []
    messages = [message(endpoint) for endpoint in (*([] if allowed else endpoints()), *led, *moved)]
    results = []
    for addresses in places:
        async with Sender(using, names=EverythingIs(*addresses.split(","))) as sender:
            results += await sender.send(messages)
    return [result.outcome.value for result in results]


def naive() -> list[str]:
    """The package by itself, as most use it, with a few of the same endpoints."""
    some = [
        endpoint for endpoint in endpoints() if endpoint.startswith(("http://127.0.0.1", "http://127.1/", "https://localhost/"))
    ]
    for endpoint in some:
        browser = Browser(endpoint)
        keys = {"p256dh": browser.p256dh, "auth": browser.auth}
        try:
            claims = {"sub": "mailto:drift@example.com"}
            webpush({"endpoint": endpoint, "keys": keys}, b"x", a_key()._signer, claims, timeout=1)  # type: ignore[arg-type]
        except Exception:
            logging.debug("as expected")
    return ["tried"] * len(some)


if __name__ == "__main__":
    sys.addaudithook(notice)
    whose, allowed, *places = sys.argv[1:]
    outcomes = naive() if whose == "naive" else asyncio.run(ours(places, allowed))
    print(json.dumps({"tried": tried, "outcomes": sorted(set(outcomes)), "count": len(outcomes)}))  # noqa: T201
