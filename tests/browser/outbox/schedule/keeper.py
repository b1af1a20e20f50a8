"""A process that has the application ready and makes a server of it by a fork, so that one that was killed is soon there again.

Reads `start`, `stop` and `kill` from its standard input, and says `done` to each. Run as
`python -m tests.browser.outbox.schedule.keeper PORT FOLDER`.
"""

from __future__ import annotations

import contextlib
import ctypes
import os
import signal
import sys
from pathlib import Path
from typing import Any

from gunicorn.app.base import BaseApplication

from app import create_app
from tests.browser.outbox.schedule.weather import Weather

_DIE_WITH_PARENT = 1


class _Server(BaseApplication):  # type: ignore[misc]
    """Gunicorn as `tests.support.server` runs it, over an application that is here already."""

    def __init__(self, application: object, port: str) -> None:
        self.application, self.port = application, port
        super().__init__()

    def load_config(self) -> None:
        settings = {"bind": f"127.0.0.1:{self.port}", "worker_class": "gthread", "threads": 8, "loglevel": "critical"}
        for name, value in settings.items():
            self.cfg.set(name, value)

    def load(self) -> Any:
        return self.application


def main(port: str, folder: str) -> None:
    application = Weather(create_app(), Path(folder))
    server = 0
    say_done()
    for line in sys.stdin:
        order = line.strip()
        if order == "start":
            server = os.fork()
            if server == 0:
                serve(application, port)
        elif server:
            end(server, signal.SIGKILL if order == "kill" else signal.SIGTERM)
            server = 0
        say_done()
    if server:
        end(server, signal.SIGKILL)


def say_done() -> None:
    sys.stdout.write("done\n")
    sys.stdout.flush()


def serve(application: Weather, port: str) -> None:
    os.setsid()
    ctypes.CDLL(None).prctl(_DIE_WITH_PARENT, signal.SIGKILL)
    silent = os.open(os.devnull, os.O_RDWR)
    os.dup2(silent, 0)
    os.dup2(silent, 1)
    sys.argv = ["gunicorn"]
    _Server(application, port).run()
    os._exit(0)


def end(server: int, how: int) -> None:
    """With all its processes; it may be dead already."""
    with contextlib.suppress(ProcessLookupError):
        os.killpg(server, how)
    os.waitpid(server, 0)


if __name__ == "__main__":
    main(*sys.argv[1:])
