"""The application behind a real server, as an operator runs it, to be reached over a socket and killed."""

from __future__ import annotations

import http.client
import os
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]


class Server:
    """One gunicorn over `module`, with `settings` as its environment, on a port of its own."""

    def __init__(self, settings: Mapping[str, str], module: str = "wsgi:app", *options: str) -> None:
        self.port = free_port()
        self.settings = dict(settings)
        self.command = [
            *(str(Path(sys.executable).with_name("gunicorn")), "--bind", f"127.0.0.1:{self.port}"),
            *("--log-level", "critical", *(options or ("--worker-class", "gthread", "--threads", "8", "--workers", "1")), module),
        ]
        self.process: subprocess.Popen[bytes] | None = None

    def start(self) -> Server:
        """Start, and wait until pages can be served."""
        environment = {name: value for name, value in os.environ.items() if not name.startswith(("EGENPLAN_", "DATABASE_"))}
        self.process = subprocess.Popen(
            self.command, cwd=ROOT, env=environment | self.settings, start_new_session=True, stdout=subprocess.DEVNULL
        )
        patience = time.monotonic() + 40
        while not self._answers():
            if time.monotonic() > patience or self.process.poll() is not None:
                self.kill()
                raise RuntimeError(f"The server did not start: {' '.join(self.command)}")
            time.sleep(0.03)
        return self

    def kill(self) -> None:
        """What a power switch does to it: no time to say goodbye, for any of its processes."""
        if self.process and self.process.poll() is None:
            os.killpg(self.process.pid, signal.SIGKILL)
            self.process.wait()

    def stop(self) -> None:
        """What an operator does to it."""
        if self.process and self.process.poll() is None:
            self.process.terminate()
            try:
                self.process.wait(10)
            except subprocess.TimeoutExpired:
                self.kill()

    def _answers(self) -> bool:
        connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=2)
        try:
            connection.request("GET", "/healthz")
            return connection.getresponse().status == http.HTTPStatus.OK
        except OSError:
            return False
        finally:
            connection.close()


@contextmanager
def serving(settings: Mapping[str, str], module: str = "wsgi:app", *options: str) -> Iterator[Server]:
    server = Server(settings, module, *options).start()
    try:
        yield server
    finally:
        server.stop()


def free_port() -> int:
    with socket.socket() as listener:
        listener.bind(("127.0.0.1", 0))
        return int(listener.getsockname()[1])
