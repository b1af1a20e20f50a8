"""Sending notifications, many at once over shared connections."""

from __future__ import annotations

import asyncio
import contextlib
from collections.abc import Sequence
from ssl import SSLContext
from types import TracebackType

from aiohttp import ClientSession
from aiohttp.abc import AbstractResolver
from pywebpush import WebPusher
from yarl import URL

from app.platform.push.answers import result_of, unanswered
from app.platform.push.connection import open_session
from app.platform.push.endpoints import NotAPushService, origin_of
from app.platform.push.message import Message, Outcome, Result
from app.platform.push.payload import MOST_BYTES
from app.platform.push.settings import PushSettings

IN_FLIGHT = 200
_REFUSED = Result(Outcome.REFUSED)


class Sender:
    """The one that talks to push services: `async with Sender(settings) as sender: results = await sender.send(messages)`.

    `names` and `tls` stand for the name server and the trusted authorities in tests and benchmarks.
    """

    def __init__(
        self,
        settings: PushSettings,
        *,
        in_flight: int = IN_FLIGHT,
        names: AbstractResolver | None = None,
        tls: SSLContext | None = None,
    ) -> None:
        self._settings, self._in_flight, self._names, self._tls = settings, in_flight, names, tls
        self._session: ClientSession | None = None

    async def __aenter__(self) -> Sender:
        self._session = open_session(
            in_flight=self._in_flight, loopback=self._settings.loopback, names=self._names, tls=self._tls
        )
        return self

    async def __aexit__(self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None) -> None:
        if self._session:
            with contextlib.suppress(TimeoutError):
                await asyncio.wait_for(self._session.close(), 5)
            await asyncio.sleep(0.02)  # what is closed is let go of only when the loop next comes round

    async def send(self, messages: Sequence[Message]) -> list[Result]:
        """What became of each of `messages`, in their order. Never raises for one message's sake."""
        results: list[Result] = [_REFUSED] * len(messages)
        waiting = iter(enumerate(messages))

        async def work() -> None:
            for place, message in waiting:
                results[place] = await self._send(message)

        await asyncio.gather(*(work() for _ in range(min(self._in_flight, len(messages)))))
        return results

    async def _send(self, message: Message) -> Result:
        prepared = self._prepared(message)
        if prepared is None or self._session is None:
            return _REFUSED
        address, headers, body = prepared
        try:
            async with self._session.post(address, data=body, headers=headers, allow_redirects=False) as answer:
                # What it says is never read, so it can neither fill our memory nor reach a log.
                return result_of(answer.status, answer.headers.get("Retry-After"))
        except Exception:  # whatever goes wrong on the way to one browser, the others get theirs
            return unanswered()

    def _prepared(self, message: Message) -> tuple[URL, dict[str, str], bytes] | None:
        """The address, headers and sealed body, or nothing where this may not or cannot be sent."""
        to = message.subscription
        key = self._settings.keys.get(to.application_key)
        if key is None or len(message.payload) > MOST_BYTES:
            return None
        try:
            origin = origin_of(to.endpoint, self._settings.hosts)
            pusher = WebPusher({"endpoint": to.endpoint, "keys": {"p256dh": to.p256dh, "auth": to.auth}})
            body = pusher.encode(message.payload, "aes128gcm")["body"]
        except NotAPushService:
            return None
        except Exception:  # keys that are none: the packages raise whatever they stumble on
            return None
        address = URL(to.endpoint, encoded=True)
        if str(address.origin()) != origin:
            return None
        headers = {
            "Authorization": key.header(origin),
            "Content-Encoding": "aes128gcm",
            "Content-Type": "application/octet-stream",
            "TTL": str(int(message.ttl.total_seconds())),
            "Topic": message.topic,
            "Urgency": message.urgency.value,
        }
        return address, headers, body
