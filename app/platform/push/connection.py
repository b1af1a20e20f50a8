"""The way out: to checked addresses only, whatever a name server says, and never by a detour."""

from __future__ import annotations

import socket
from ssl import SSLContext
from typing import Any

from aiohttp import ClientSession, ClientTimeout, DummyCookieJar, TCPConnector
from aiohttp.abc import AbstractResolver, ResolveResult
from aiohttp.resolver import ThreadedResolver

from app.platform.push.endpoints import is_loopback, is_public

PATIENCE = ClientTimeout(total=10, sock_connect=4, sock_read=6)


class NotPublic(OSError):
    """A name leads, or would lead, into somebody's own network."""


class PublicOnly(AbstractResolver):
    """Looks names up by `names`, and takes no answer at all where one of the addresses is not public."""

    def __init__(self, names: AbstractResolver, loopback: bool) -> None:
        self._names, self._loopback = names, loopback

    async def resolve(self, host: str, port: int = 0, family: socket.AddressFamily = socket.AF_INET) -> list[ResolveResult]:
        found = await self._names.resolve(host, port, family)
        for each in found:
            refuse_private(each["host"], self._loopback)
        return found

    async def close(self) -> None:
        await self._names.close()


def refuse_private(address: str, loopback: bool) -> None:
    """Errors: `NotPublic`."""
    if not is_public(address) and not (loopback and is_loopback(address)):
        raise NotPublic(f"not a public address: {address}")


def open_session(
    *, in_flight: int, loopback: bool, names: AbstractResolver | None = None, tls: SSLContext | None = None
) -> ClientSession:
    """Connections to be shared by many messages. Neither the environment's proxies nor cookies are used."""

    def checked_socket(info: tuple[Any, ...]) -> socket.socket:
        # The last word before the connection: this is the very address it goes to.
        family, kind, protocol, _name, address = info
        refuse_private(address[0], loopback)
        return socket.socket(family, kind, protocol)

    connector = TCPConnector(
        limit=in_flight,
        resolver=PublicOnly(names or ThreadedResolver(), loopback),
        socket_factory=checked_socket,
        ssl=tls or True,
    )
    return ClientSession(connector=connector, timeout=PATIENCE, trust_env=False, cookie_jar=DummyCookieJar())
