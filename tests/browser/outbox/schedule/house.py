"""The application on a socket that can be killed and started again at once, and the weather before it."""

from __future__ import annotations

import json
import os
import socket
import subprocess
import sys
import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path

from flask import Flask

from tests.browser.outbox.schedule.weather import WAIT
from tests.support.server import ROOT, Server

_PATIENCE = 40


class House(Server):
    """`app` is over the same database. The server starts by a fork of a process that has everything ready."""

    def __init__(self, app: Flask, settings: Mapping[str, str], folder: Path) -> None:
        super().__init__(settings)
        self.app, self.folder, self.up = app, folder, False
        self.address = f"http://localhost:{self.port}"
        folder.mkdir(parents=True, exist_ok=True)
        names = {name: value for name, value in os.environ.items() if not name.startswith(("EGENPLAN_", "DATABASE_"))}
        self.keeper = subprocess.Popen(
            [sys.executable, "-m", "tests.browser.outbox.schedule.keeper", str(self.port), str(folder)],
            cwd=ROOT,
            env=names | self.settings,
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
        )
        self._heard()

    def start(self) -> House:
        if self.up and self._answers():
            return self
        if self.up:  # it died of the weather
            self.kill()
        self._order("start")
        patience = time.monotonic() + _PATIENCE
        while not self._answers():
            if time.monotonic() > patience:
                raise RuntimeError("The server did not start")
            time.sleep(0.02)
        self.up = True
        return self

    def kill(self) -> None:
        self._order("kill")
        self._gone()

    def stop(self) -> None:
        self._order("stop")
        self._gone()

    def close(self) -> None:
        """For good."""
        self.keeper.communicate(timeout=_PATIENCE)

    @property
    def answers(self) -> bool:
        return self._answers()

    def order(self, fate: str) -> None:
        """What happens to the next delivery."""
        self._write("fate", fate)

    def clear(self) -> None:
        """No more weather."""
        (self.folder / "fate").unlink(missing_ok=True)

    def late(self) -> float:
        """Seconds until what was held back has arrived."""
        path = self.folder / "happened"
        if not path.exists() or " late" not in path.read_text():
            return 0.0
        return max(0.0, path.stat().st_mtime + WAIT + 0.3 - time.time())

    def happened(self) -> list[str]:
        """The fates that were met since this was asked last."""
        path = self.folder / "happened"
        met = path.read_text().splitlines() if path.exists() else []
        path.unlink(missing_ok=True)
        return met

    def spoil(self, *changes: tuple[str, str, str]) -> None:
        """Plant a bug in the outbox's scripts, for every browser that comes: in a file, what is right and what is wrong."""
        self._write("spoilt", json.dumps(changes))

    def mend(self) -> None:
        (self.folder / "spoilt").unlink(missing_ok=True)

    def _write(self, name: str, what: str) -> None:
        unfinished = self.folder / f"{name}.unfinished"
        unfinished.write_text(what)
        unfinished.rename(self.folder / name)

    def _order(self, what: str) -> None:
        assert self.keeper.stdin
        self.keeper.stdin.write(f"{what}\n")
        self.keeper.stdin.flush()
        self._heard()

    def _heard(self) -> None:
        assert self.keeper.stdout
        if self.keeper.stdout.readline() != "done\n":
            raise RuntimeError("The server's keeper is dead")

    def _gone(self) -> None:
        """A port that is still listened on would be somebody else's for the next one."""
        patience = time.monotonic() + _PATIENCE
        while self._listens():
            if time.monotonic() > patience:
                raise RuntimeError("The server did not end")
            time.sleep(0.01)
        self.up = False

    def _listens(self) -> bool:
        with socket.socket() as caller:
            return caller.connect_ex(("127.0.0.1", self.port)) == 0


@contextmanager
def house(app: Flask, settings: Mapping[str, str], folder: Path) -> Iterator[House]:
    """Up when it is given, gone afterwards."""
    one = House(app, settings, folder)
    try:
        yield one.start()
    finally:
        one.close()
