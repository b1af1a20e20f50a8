"""What stands between a phone and the application: one delivery is lost, late, refused or ends the server, when so ordered.

Orders come as files of a folder, since the server is another process and may die: `fate` happens to the next delivery and is
gone, `spoilt` plants a bug in the scripts for as long as it lies there.
"""

from __future__ import annotations

import json
import os
import re
import signal
import socket
import time
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import Any
from uuid import uuid4
from wsgiref.util import FileWrapper

WAIT = 2.8  # longer than the page waits before it says what lies on the phone
ANSWERS = {
    "portal": "200 OK",
    "401": "401 Unauthorized",
    "403": "403 Forbidden",
    "500": "500 Internal Server Error",
    "503": "503 Service Unavailable",
}
FATES = ("request lost", "answer lost", "request late", "answer late", "dies before", "dies after", *ANSWERS)
_DELIVERY = re.compile(r"/records/[0-9a-f-]{36}/outbox")

Start = Callable[..., Any]


class Weather:
    """`app`, behind the weather that is ordered in `folder`."""

    def __init__(self, app: Callable[[dict[str, Any], Start], Iterable[bytes]], folder: Path) -> None:
        self.app, self.folder = app, folder

    def __call__(self, environ: dict[str, Any], start: Start) -> Iterable[bytes]:
        path = environ["PATH_INFO"]
        if environ["REQUEST_METHOD"] == "POST" and _DELIVERY.fullmatch(path):
            return self._deliver(environ, start, self._fate())
        changes = [each for each in self._spoilt() if path.endswith(f"/js/offline/{each[0]}")]
        if changes:
            return self._spoil(environ, start, changes)
        return self.app(environ, start)

    def _deliver(self, environ: dict[str, Any], start: Start, fate: str) -> Iterable[bytes]:
        if fate == "request late":
            time.sleep(WAIT)
        elif fate == "dies before":
            die()
        elif fate == "request lost":
            return cut(environ, start)
        elif fate in ANSWERS:
            start(ANSWERS[fate], [("Content-Type", "text/html")])
            return [b"<h1>Welcome to the hotel</h1>"]
        answer = b"".join(self.app(environ, start))
        if fate == "answer late":
            time.sleep(WAIT)
        elif fate == "dies after":
            die()
        elif fate == "answer lost":
            return cut(environ, start)
        return [answer]

    def _fate(self) -> str:
        """What was ordered, for one delivery alone."""
        taken = self.folder / f"taken-{uuid4().hex}"
        try:
            (self.folder / "fate").rename(taken)
        except FileNotFoundError:
            return ""
        fate = taken.read_text()
        with (self.folder / "happened").open("a") as happened:
            happened.write(f"{fate}\n")
        taken.unlink()
        return fate

    def _spoilt(self) -> list[tuple[str, str, str]]:
        try:
            found: list[tuple[str, str, str]] = json.loads((self.folder / "spoilt").read_text())
        except FileNotFoundError:
            return []
        return found

    def _spoil(self, environ: dict[str, Any], start: Start, changes: list[tuple[str, str, str]]) -> Iterable[bytes]:
        for name in ("HTTP_ACCEPT_ENCODING", "HTTP_IF_NONE_MATCH", "HTTP_IF_MODIFIED_SINCE"):
            environ.pop(name, None)
        environ["wsgi.file_wrapper"] = FileWrapper
        head: list[Any] = []
        source = b"".join(self.app(environ, lambda *given: head.extend(given))).decode()
        for _, right, wrong in changes:
            source = source.replace(right, wrong)
        kept = [(name, value) for name, value in head[1] if name.lower() not in ("content-length", "etag")]
        start(head[0], [*kept, ("Content-Length", str(len(source.encode())))])
        return [source.encode()]


def cut(environ: dict[str, Any], start: Start) -> Iterable[bytes]:
    """The connection is gone, without a word."""
    environ["gunicorn.socket"].shutdown(socket.SHUT_RDWR)
    start("204 No Content", [])
    return []


def die() -> None:
    """The whole server is, at once."""
    os.killpg(os.getpgid(0), signal.SIGKILL)
    time.sleep(60)
