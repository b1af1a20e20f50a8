"""What plain FHIR costs on gunicorn, beside a bare Flask page on the same server in the same run.

    .venv/bin/python benchmarks/api.py [--database sqlite|postgresql] [--seconds 5] [--rate 50]

Create, read, search and a search with _include=* one after the other (calls a second, one client); the last one also at a steady
rate (p50 and p95 in milliseconds, counted from when each call was due); a transaction of 500; and a plan with 100 versions
beside one with 1, which should cost the same.
"""

from __future__ import annotations

import argparse
import http.client
import json
import statistics
import threading
import time
from collections.abc import Callable, Iterator, Mapping
from typing import Any
from uuid import uuid4

import here  # noqa: F401

# isort: split
from stage import stage
from throughput import OPTIONS

from tests.factories.resources import identified
from tests.fhir.desk import FNR, Desk, posted
from tests.support.server import Server, serving

JSON = {"Content-Type": "application/fhir+json"}
FORM = {"Content-Type": "application/x-www-form-urlencoded"}
BUNDLE, VERSIONS, CLIENTS = 500, 100, 8


class Line:
    """One kept-alive connection of one system."""

    def __init__(self, server: Server, headers: Mapping[str, str]) -> None:
        self.connection = http.client.HTTPConnection("127.0.0.1", server.port, timeout=60)
        self.headers = {"Host": "localhost", **headers}

    def send(self, method: str, address: str, body: str | None = None, **headers: str) -> Any:
        """The answer's JSON, if there is any. Ends the measurement where the server refuses."""
        said = self.headers | {name.replace("_", "-"): value for name, value in headers.items()}
        data = body.encode() if body else None
        try:
            self.connection.request(method, address, data, said)
            answer = self.connection.getresponse()
        except (http.client.RemoteDisconnected, ConnectionError):  # it had been idle longer than the server keeps lines open
            self.connection.close()
            self.connection.request(method, address, data, said)
            answer = self.connection.getresponse()
        data = answer.read()
        if answer.status >= http.HTTPStatus.BAD_REQUEST:
            raise SystemExit(f"{method} {address} answered {answer.status}: {data[:300]!r}")
        return json.loads(data) if data[:1] == b"{" else None


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--database", choices=tuple(OPTIONS), default="sqlite")
    parser.add_argument("--seconds", type=int, default=5)
    parser.add_argument("--rate", type=int, default=50)
    asked = parser.parse_args()
    options = OPTIONS[asked.database]
    print(f"{asked.database}, gunicorn {' '.join(options)}")
    with serving({}, "benchmarks.bare:app", *options) as server:
        bare = Line(server, {})
        a_second = repeated(lambda: bare.send("GET", "/"), asked.seconds)
        print(f"bare page: {a_second:.0f}/s, {steady(server, {}, lambda line: line.send('GET', '/'), asked)}")
    with stage(asked.database) as (app, settings):
        with app.app_context():
            desk = Desk(app)
            headers = {name: value for name, value in desk.system.headers.items() if value and value.isascii()}
        with serving(settings, "wsgi:app", *options) as server:
            for told in figures(desk, server, headers, asked):
                print(told)


def figures(desk: Desk, server: Server, headers: Mapping[str, str], asked: argparse.Namespace) -> Iterator[str]:
    line, form = Line(server, headers), f"patient.identifier={FNR}%7C{desk.number}"
    for resource in desk.everything():
        line.send("POST", f"/fhir/{resource['resourceType']}", json.dumps(resource), **JSON)
    plan = f"/fhir/CarePlan/{desk.ids['CarePlan']}"
    yield f"read: {repeated(lambda: line.send('GET', plan), asked.seconds):.0f}/s"
    found = repeated(lambda: line.send("POST", "/fhir/CarePlan/_search", form, **FORM), asked.seconds)
    yield f"search: {found:.0f}/s"

    def whole(line: Line) -> None:
        line.send("POST", "/fhir/CarePlan/_search", f"{form}&_include=*", **FORM)

    yield f"search with _include=*: {repeated(lambda: whole(line), asked.seconds):.0f}/s, {steady(server, headers, whole, asked)}"
    one = timed(lambda: line.send("GET", plan), 100)
    for version in range(1, VERSIONS):
        now = line.send("GET", plan)
        line.send("PUT", plan, json.dumps(now | {"title": f"Nr {version}"}), If_Match=f'W/"{version}"', **JSON)
    yield f"read of a plan with 1 version {one:.1f} ms, with {VERSIONS} {timed(lambda: line.send('GET', plan), 100):.1f} ms"
    yield f"history of {VERSIONS}: {timed(lambda: line.send('GET', f'{plan}/_history'), 5):.0f} ms"
    other = json.dumps(new_condition(desk))
    created = repeated(lambda: line.send("POST", "/fhir/Condition", other.replace("ID", str(uuid4())), **JSON), asked.seconds)
    yield f"create: {created:.0f}/s"
    entries = [posted(json.loads(other.replace("ID", str(uuid4()))), f"urn:uuid:{uuid4()}") for _ in range(BUNDLE)]
    bundle = json.dumps({"resourceType": "Bundle", "type": "transaction", "entry": entries})
    took = timed(lambda: line.send("POST", "/fhir", bundle, **JSON), 1)
    yield f"transaction of {BUNDLE}: {took / 1000:.2f} s, {BUNDLE / took * 1000:.0f} resources/s"


def new_condition(desk: Desk) -> dict[str, Any]:
    return desk.condition(identifier=identified("ID"))


def repeated(call: Callable[[], object], seconds: float) -> float:
    """Calls a second, one after the other."""
    call()
    done, began = 0, time.monotonic()
    while time.monotonic() - began < seconds:
        call()
        done += 1
    return done / (time.monotonic() - began)


def timed(call: Callable[[], object], times: int) -> float:
    """The median, in milliseconds."""
    took = []
    for _ in range(times):
        began = time.perf_counter()
        call()
        took.append((time.perf_counter() - began) * 1000)
    return statistics.median(took)


def steady(server: Server, headers: Mapping[str, str], call: Callable[[Line], object], asked: argparse.Namespace) -> str:
    """p50 and p95 where calls are due at a steady rate, whether or not those before have been answered."""
    due = iter([number / asked.rate for number in range(asked.rate * asked.seconds)])
    took: list[float] = []
    lock, began = threading.Lock(), time.perf_counter() + 0.2

    def client() -> None:
        line = Line(server, headers)
        while True:
            with lock:
                at = next(due, None)
            if at is None:
                return
            time.sleep(max(0.0, began + at - time.perf_counter()))
            call(line)
            took.append((time.perf_counter() - began - at) * 1000)

    threads = [threading.Thread(target=client) for _ in range(CLIENTS)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    p50, p95 = (statistics.quantiles(took, n=100)[place] for place in (49, 94))
    return f"at {asked.rate}/s p50 {p50:.1f} ms, p95 {p95:.1f} ms"


if __name__ == "__main__":
    main()
