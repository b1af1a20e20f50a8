"""A push service's HTTP side (RFC 8030 § 5) behind TLS, for every name, which answers as its path says."""

from __future__ import annotations

import asyncio
import contextlib
import socket
import ssl
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from ipaddress import ip_address
from pathlib import Path

from aiohttp import web
from aiohttp.abc import AbstractResolver, ResolveResult
from cryptography import x509
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.serialization import Encoding, NoEncryption, PrivateFormat
from cryptography.x509.oid import NameOID

SERVICES = {
    "google": "fcm.googleapis.com",
    "mozilla": "updates.push.services.mozilla.com",
    "apple": "web.push.apple.com",
    "microsoft": "wns2-par02p.notify.windows.com",
}


@dataclass
class Posted:
    """One request as it came."""

    host: str
    path: str
    headers: dict[str, str]
    body: bytes


@dataclass
class PushService:
    """`port` on this machine; `posted` is what came."""

    port: int = 0
    tls: ssl.SSLContext = field(default_factory=ssl.create_default_context)
    posted: list[Posted] = field(default_factory=list)
    redirect_to: str = ""

    async def answer(self, request: web.Request) -> web.StreamResponse:
        body = await request.read()
        self.posted.append(Posted(request.host, request.path, dict(request.headers), body))
        if request.path == "/hang":
            await asyncio.sleep(30)
        if request.path == "/reset" and request.transport:
            request.transport.abort()
        if request.path == "/endless":
            return await _endless(request)
        if request.path.startswith("/moved/"):
            return web.Response(status=int(request.path.rsplit("/", 1)[1]), headers={"Location": self.redirect_to})
        status = int(request.path.rsplit("/", 1)[1]) if request.path.startswith("/answer/") else 201
        after = request.query.get("after")
        return web.Response(status=status, text="hemmelig", headers={"Retry-After": after} if after else None)


class EverythingIs(AbstractResolver):
    """A name server that leads every name to the same place."""

    def __init__(self, *addresses: str, port: int | None = None) -> None:
        self.addresses, self.port = addresses, port

    async def resolve(self, host: str, port: int = 0, family: socket.AddressFamily = socket.AF_INET) -> list[ResolveResult]:
        return [
            ResolveResult(
                hostname=host,
                host=address,
                port=self.port or port,
                family=socket.AF_INET6 if ":" in address else socket.AF_INET,
                proto=0,
                flags=socket.AI_NUMERICHOST,
            )
            for address in self.addresses
        ]

    async def close(self) -> None:
        pass


@contextmanager
def push_service(folder: Path, *, plain: bool = False) -> Iterator[PushService]:
    """One that runs in a thread of its own for the block. `plain` is without TLS, as a browser under test needs it."""
    service = PushService()
    loop, server_tls = asyncio.new_event_loop(), None
    if not plain:
        certificate = _certificate(folder)
        server_tls = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
        server_tls.load_cert_chain(certificate)
        service.tls = ssl.create_default_context(cafile=str(certificate))
    app = web.Application()
    app.router.add_route("*", "/{path:.*}", service.answer)
    runner = web.AppRunner(app, shutdown_timeout=0.1, access_log=None)
    thread = threading.Thread(target=loop.run_forever, daemon=True)
    thread.start()
    service.port = asyncio.run_coroutine_threadsafe(started(runner, server_tls), loop).result(10)
    try:
        yield service
    finally:
        asyncio.run_coroutine_threadsafe(runner.cleanup(), loop).result(10)
        loop.call_soon_threadsafe(loop.stop)
        thread.join(10)
        loop.close()


async def started(runner: web.AppRunner, tls: ssl.SSLContext | None) -> int:
    await runner.setup()
    site = web.TCPSite(runner, "127.0.0.1", 0, ssl_context=tls)
    await site.start()
    return int(site._server.sockets[0].getsockname()[1])  # type: ignore[union-attr]


async def _endless(request: web.Request) -> web.StreamResponse:
    answer = web.StreamResponse(status=201)
    await answer.prepare(request)
    with contextlib.suppress(ConnectionError):
        for _ in range(200):
            await answer.write(b"x" * 65_536)
    return answer


def _certificate(folder: Path) -> Path:
    """A certificate that vouches for every push service, and its key, in one file."""
    key = ec.generate_private_key(ec.SECP256R1())
    name = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, "push services for tests")])
    names = [x509.DNSName(host) for host in SERVICES.values()] + [x509.IPAddress(ip_address("127.0.0.1"))]
    now = datetime.now(UTC)
    certificate = (
        x509.CertificateBuilder()
        .subject_name(name)
        .issuer_name(name)
        .public_key(key.public_key())
        .serial_number(x509.random_serial_number())
        .not_valid_before(now - timedelta(days=1))
        .not_valid_after(now + timedelta(days=2))
        .add_extension(x509.SubjectAlternativeName(names), critical=False)
        .add_extension(x509.BasicConstraints(ca=True, path_length=0), critical=True)
        .sign(key, hashes.SHA256())
    )
    file = folder / "service.pem"
    private = key.private_bytes(Encoding.PEM, PrivateFormat.PKCS8, NoEncryption())
    file.write_bytes(private + certificate.public_bytes(Encoding.PEM))
    return file
