"""Requests a second of `today` and of a bare Flask page, on the same gunicorn, one after the other.

    .venv/bin/python benchmarks/throughput.py [--database sqlite|postgresql] [--seconds 5] [--clients 8]

Uses `wrk` where it is installed, else threads of this process, which then share the processor with the server.
"""

from __future__ import annotations

import argparse
import http.client
import re
import shutil
import subprocess
import threading
import time

import here  # noqa: F401

# isort: split
from stage import patient, reader, stage

from tests.support.server import Server, serving

OPTIONS = {
    "sqlite": ("--worker-class", "gthread", "--threads", "8", "--workers", "1"),
    "postgresql": ("--workers", "2"),
}


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--database", choices=tuple(OPTIONS), default="sqlite")
    parser.add_argument("--seconds", type=int, default=5)
    parser.add_argument("--clients", type=int, default=8)
    asked = parser.parse_args()
    measure = with_wrk if shutil.which("wrk") else with_threads
    with stage(asked.database) as (app, settings):
        visitor, address = reader(app, patient(app, 365))
        cookie = visitor.client.get_cookie(app.config["SESSION_COOKIE_NAME"], domain="localhost")
        assert cookie  # noqa: S101
        options = OPTIONS[asked.database]
        with serving(settings, "wsgi:app", *options) as server:
            today = measure(server, address, f"{cookie.key}={cookie.value}", asked.seconds, asked.clients)
        with serving({}, "benchmarks.bare:app", *options) as server:
            bare = measure(server, "/", "", asked.seconds, asked.clients)
    print(f"{asked.database}, gunicorn {' '.join(options)}, {asked.clients} clients, {measure.__name__.replace('_', ' ')}")
    print(f"today {today:.0f}/s, bare Flask page {bare:.0f}/s: one today is {bare / today:.1f} bare pages")


def with_wrk(server: Server, address: str, cookie: str, seconds: int, clients: int) -> float:
    where = f"http://localhost:{server.port}{address}"
    command = ["wrk", "-t2", f"-c{clients}", f"-d{seconds}s", "-H", f"Cookie: {cookie}", "-H", "Accept-Encoding: gzip", where]
    told = subprocess.run(command, capture_output=True, text=True, check=True).stdout
    if "Non-2xx" in told:
        raise SystemExit(told)
    found = re.search(r"Requests/sec:\s+([\d.]+)", told)
    assert found, told  # noqa: S101
    return float(found[1])


def with_threads(server: Server, address: str, cookie: str, seconds: int, clients: int) -> float:
    served = [0] * clients
    end = time.monotonic() + seconds

    def client(number: int) -> None:
        connection = http.client.HTTPConnection("127.0.0.1", server.port, timeout=20)
        while time.monotonic() < end:
            connection.request("GET", address, headers={"Cookie": cookie, "Host": "localhost", "Accept-Encoding": "gzip"})
            answer = connection.getresponse()
            answer.read()
            if answer.status != http.HTTPStatus.OK:
                raise SystemExit(f"{address} answered {answer.status}")
            served[number] += 1
        connection.close()

    threads = [threading.Thread(target=client, args=(number,)) for number in range(clients)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return sum(served) / seconds


if __name__ == "__main__":
    main()
