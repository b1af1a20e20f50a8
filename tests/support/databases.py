"""Databases for the tests: an SQLite file and a PostgreSQL database of the run's own."""

from __future__ import annotations

import os
import shutil
import socket
import subprocess
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from uuid import uuid4

import psycopg

# Every test commits as the application does, waiting for the disk; no test cuts the power, so the disk may be memory.
IN_MEMORY = "/dev/shm"  # noqa: S108
SERVER = "postgresql://postgres@127.0.0.1:5432/postgres"


@contextmanager
def fresh_database(engine: str, folder: Path) -> Iterator[str]:
    """The address of an empty database of `engine`, sqlite or postgresql, gone afterwards."""
    if engine == "sqlite":
        with tempfile.TemporaryDirectory(dir=IN_MEMORY if os.access(IN_MEMORY, os.W_OK) else folder) as fast:
            yield f"sqlite:///{fast}/{uuid4().hex}.sqlite"
        return
    name = f"egenplan_test_{uuid4().hex}"
    with postgresql_server() as server:
        _run(server, f'CREATE DATABASE "{name}"')
        try:
            yield server.rsplit("/", 1)[0] + f"/{name}"
        finally:
            _run(server, f'DROP DATABASE IF EXISTS "{name}" WITH (FORCE)')


@contextmanager
def postgresql_server() -> Iterator[str]:
    """A server that lets us make databases: the one named, the one running here, else one of our own for the while."""
    server = os.environ.get("TEST_POSTGRESQL_URL", SERVER)
    if _answers(server):
        yield server
        return
    with _own_server() as own:
        yield own


def _answers(server: str) -> bool:
    try:
        psycopg.connect(server, connect_timeout=3).close()
    except psycopg.OperationalError:
        return False
    return True


def _run(server: str, statement: str) -> None:
    with psycopg.connect(server, autocommit=True) as connection:
        connection.execute(statement)


@contextmanager
def _own_server() -> Iterator[str]:
    programs = sorted(Path("/usr/lib/postgresql").glob("*/bin"))
    if not programs:
        raise RuntimeError("The tests need PostgreSQL: apt-get install postgresql, or set TEST_POSTGRESQL_URL.")
    folder = tempfile.mkdtemp(prefix="egenplan-postgresql-")
    # The server refuses to run as root, so root hands it to the user the package made.
    owner = ["runuser", "-u", "postgres", "--"] if os.geteuid() == 0 else []
    if owner:
        shutil.chown(folder, "postgres", "postgres")
    control = [*owner, f"{programs[-1]}/pg_ctl", "-D", f"{folder}/data", "-w", "-l", f"{folder}/log"]
    port = _free_port()
    subprocess.run(
        [*owner, f"{programs[-1]}/initdb", "-D", f"{folder}/data", "-U", "postgres", "-A", "trust"],
        check=True,
        stdout=subprocess.DEVNULL,
    )
    subprocess.run([*control, "-o", f"-p {port} -k {folder} -c fsync=off", "start"], check=True, stdout=subprocess.DEVNULL)
    try:
        yield f"postgresql://postgres@127.0.0.1:{port}/postgres"
    finally:
        subprocess.run([*control, "-m", "immediate", "stop"], check=False, stdout=subprocess.DEVNULL)
        shutil.rmtree(folder, ignore_errors=True)


def _free_port() -> int:
    with socket.socket() as listener:
        listener.bind(("127.0.0.1", 0))
        return int(listener.getsockname()[1])
