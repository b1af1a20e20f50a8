"""How fast notifications leave: to a push service of our own behind TLS, beside the package used as most use it.

    .venv/bin/python -m benchmarks.push [--messages 4000] [--processes 1 2 4]

Prints, for each number of sending processes, messages a second over all of them and processor time for one message. The service
runs on the same machine, so it takes its share of the processors; the processor time is the sender's alone.
"""

from __future__ import annotations

import argparse
import asyncio
import multiprocessing
import os
import ssl
import tempfile
import time
from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path

from pywebpush import webpush

from app.platform.push.message import Message, Outcome, Urgency
from app.platform.push.sender import Sender
from tests.factories.device import Browser
from tests.platform.push_sending import a_key, settings
from tests.support.push_service import SERVICES, EverythingIs, push_service

PAYLOAD = b'{"do":"show","tag":"tttttttttttttttttttttttttttttttt","title":"Egenplan","body":"Noe venter p\xc3\xa5 deg"}'


@dataclass(frozen=True)
class Run:
    """What one process did."""

    sent: int
    seconds: float
    cpu: float


def main() -> None:
    asked = argparse.ArgumentParser()
    asked.add_argument("--messages", type=int, default=4000)
    asked.add_argument("--processes", type=int, nargs="*", default=[1, 2, 4])
    told = asked.parse_args()
    folder = Path(tempfile.mkdtemp())
    service = multiprocessing.Process(target=serve, args=(folder,), daemon=True)
    service.start()
    while not (folder / "port").exists():
        time.sleep(0.05)
    port = int((folder / "port").read_text())
    print(f"{'':28}{'sent/s':>10}{'CPU µs each':>14}")
    show("webpush(), as most use it", [naive(folder, port, 200)])
    for processes in told.processes:
        with multiprocessing.get_context("spawn").Pool(processes) as pool:
            pool.starmap(ours, [(folder, port, 200)] * processes)  # connections and signatures are there from then on
            show(f"ours, {processes} process(es)", pool.starmap(ours, [(folder, port, told.messages)] * processes))
    service.terminate()


def show(name: str, runs: list[Run]) -> None:
    sent = sum(run.sent for run in runs)
    print(f"{name:28}{sent / max(run.seconds for run in runs):10.0f}{sum(run.cpu for run in runs) / sent * 1e6:14.0f}")


def serve(folder: Path) -> None:
    with push_service(folder) as service:
        (folder / "port").write_text(str(service.port))
        while True:
            time.sleep(1)
            service.posted.clear()


def trusted(folder: Path) -> ssl.SSLContext:
    return ssl.create_default_context(cafile=str(folder / "service.pem"))


def ours(folder: Path, port: int, count: int) -> Run:
    hosts = [*SERVICES.values()]
    browsers = [Browser(f"https://{hosts[n % len(hosts)]}/answer/201") for n in range(200)]
    ready = [browser.subscription(a_key().public) for browser in browsers]
    messages = [Message(ready[n % 200], PAYLOAD, "t" * 32, timedelta(hours=6), Urgency.HIGH) for n in range(count)]

    async def sent() -> tuple[int, float, float]:
        names = EverythingIs("127.0.0.1", port=port)
        async with Sender(settings(), names=names, tls=trusted(folder), in_flight=50) as sender:
            began, cpu = time.perf_counter(), time.process_time()
            results = await sender.send(messages)
            took = time.perf_counter() - began, time.process_time() - cpu
        return sum(result.outcome is Outcome.SENT for result in results), *took

    return Run(*asyncio.run(sent()))


def naive(folder: Path, port: int, count: int) -> Run:
    """The same certificate at an address instead of a name: the package has no place for a name server."""
    os.environ["REQUESTS_CA_BUNDLE"] = str(folder / "service.pem")
    browser = Browser(f"https://127.0.0.1:{port}/answer/201")
    keys = {"p256dh": browser.p256dh, "auth": browser.auth}
    began, cpu = time.perf_counter(), time.process_time()
    for _ in range(count):
        claims: dict[str, str | int] = {"sub": "mailto:drift@example.com"}
        webpush({"endpoint": browser.endpoint, "keys": keys}, PAYLOAD, a_key()._signer, claims, ttl=60)  # type: ignore[arg-type]
    return Run(count, time.perf_counter() - began, time.process_time() - cpu)


if __name__ == "__main__":
    main()
