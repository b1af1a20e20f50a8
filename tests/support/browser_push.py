"""A push service as Firefox talks to it: a WebSocket for the browser (Mozilla's autopush) and an address for us to post to
(RFC 8030 § 5). It gives out addresses, carries what is posted to the browser, and answers 410 for those it has let go.
"""

from __future__ import annotations

import asyncio
import json
import threading
from base64 import urlsafe_b64encode
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import Any
from uuid import uuid4

from aiohttp import WSMsgType, web

from tests.support.push_service import started


@dataclass
class BrowserPush:
    """`channels` is who subscribed, by the token in the address; `codes` what the browser said of each message (100: shown)."""

    port: int = 0
    channels: dict[str, tuple[str, str]] = field(default_factory=dict)
    sockets: dict[str, web.WebSocketResponse] = field(default_factory=dict)
    codes: list[int] = field(default_factory=list)
    posted: list[dict[str, str]] = field(default_factory=list)
    strangers: bool = False
    loop: asyncio.AbstractEventLoop = field(default_factory=asyncio.new_event_loop)

    @property
    def address(self) -> str:
        return f"http://127.0.0.1:{self.port}"

    @property
    def tokens(self) -> list[str]:
        return list(self.channels)

    async def socket(self, request: web.Request) -> web.WebSocketResponse:
        socket = web.WebSocketResponse(protocols=("push-notification",))
        await socket.prepare(request)
        browser = ""
        async for message in socket:
            if message.type is WSMsgType.TEXT:
                browser, answer = self._said(json.loads(message.data or "{}"), browser)
                self.sockets[browser] = socket
                if answer is not None:
                    await socket.send_json(answer)
        return socket

    def _said(self, said: dict[str, Any], browser: str) -> tuple[str, dict[str, Any] | None]:
        kind, channel = said.get("messageType"), said.get("channelID")
        if kind == "hello":
            known = None if self.strangers else said.get("uaid")
            browser = known or uuid4().hex
            return browser, {"messageType": "hello", "uaid": browser, "status": 200, "use_webpush": True, "broadcasts": {}}
        if kind == "register":
            token = uuid4().hex
            self.channels[token] = (browser, str(channel))
            place = f"{self.address}/wpush/v2/{token}"
            return browser, {"messageType": "register", "channelID": channel, "status": 200, "pushEndpoint": place}
        if kind == "unregister":
            self.channels = {token: each for token, each in self.channels.items() if each[1] != channel}
            return browser, {"messageType": "unregister", "channelID": channel, "status": 200}
        if kind == "ack":
            self.codes += [update["code"] for update in said["updates"]]
        return browser, {} if kind is None else None  # a ping has no kind, and is answered with the same

    async def post(self, request: web.Request) -> web.Response:
        body = await request.read()
        self.posted.append(dict(request.headers))
        found = self.channels.get(request.match_info["token"])
        if found is None:
            return web.json_response({"code": 410, "errno": 106}, status=410)
        browser, channel = found
        await self.sockets[browser].send_json(
            {
                "messageType": "notification",
                "channelID": channel,
                "version": uuid4().hex,
                "ttl": int(request.headers["TTL"]),
                "data": urlsafe_b64encode(body).rstrip(b"=").decode(),
                "headers": {"encoding": request.headers["Content-Encoding"]},
            }
        )
        return web.Response(status=201, headers={"Location": f"{self.address}/m/{uuid4().hex}"})

    def forget_browsers(self) -> None:
        """Know nobody any more: each browser is a stranger when it comes back, and subscribes anew."""
        self.strangers, self.channels = True, {}

        async def hang_up() -> None:
            for socket in [*self.sockets.values()]:
                await socket.close()

        asyncio.run_coroutine_threadsafe(hang_up(), self.loop).result(10)


@contextmanager
def browser_push() -> Iterator[BrowserPush]:
    service = BrowserPush()
    app = web.Application()
    app.router.add_get("/", service.socket)
    app.router.add_post("/wpush/v2/{token}", service.post)
    runner = web.AppRunner(app, shutdown_timeout=0.1, access_log=None)
    thread = threading.Thread(target=service.loop.run_forever, daemon=True)
    thread.start()
    service.port = asyncio.run_coroutine_threadsafe(started(runner, None), service.loop).result(10)
    try:
        yield service
    finally:
        asyncio.run_coroutine_threadsafe(runner.cleanup(), service.loop).result(10)
        service.loop.call_soon_threadsafe(service.loop.stop)
        thread.join(10)
        service.loop.close()
