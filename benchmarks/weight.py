"""Bytes of a first and of a later `today`, compressed, with everything the page brings along; beside a bare Flask page.

.venv/bin/python benchmarks/weight.py
"""

from __future__ import annotations

import http.client
import re
from posixpath import dirname, join, normpath

import here  # noqa: F401

# isort: split
from stage import patient, reader, stage

from tests.support.html import Page
from tests.support.server import Server, serving

AIMS = {"first": 45_000, "later": 6_000}
IMPORT = re.compile(r"""(?:import|from)\s+['"](\.[^'"]+)['"]""")


def main() -> None:
    with stage("sqlite") as (app, settings):
        visitor, address = reader(app, patient(app, 365))
        cookie = visitor.client.get_cookie(app.config["SESSION_COOKIE_NAME"], domain="localhost")
        assert cookie  # noqa: S101
        with serving(settings) as server, serving({}, "benchmarks.bare:app") as bare:
            sizes = everything(server, address, f"{cookie.key}={cookie.value}")
            plain = size(bare, "/", "")[0]
        later = sizes[address]
        for name, bytes_ in sorted(sizes.items(), key=lambda each: -each[1]):
            print(f"{bytes_:>8}  {re.sub(r'[0-9a-f-]{36}', '…', name)}")
        first = sum(sizes.values())
        print(f"first visit {first} bytes (aim {AIMS['first']}), later {later} (aim {AIMS['later']}), bare page {plain}")


def everything(server: Server, address: str, cookie: str) -> dict[str, int]:
    """What a browser with an empty cache fetches for one page: bodies as sent, compressed, and their heads."""
    sizes, waiting = {}, [address]
    while waiting:
        wanted = waiting.pop()
        if wanted in sizes:
            continue
        sizes[wanted], text = size(server, wanted, cookie)
        waiting += brings(wanted, text)
    return sizes


def brings(address: str, text: str) -> list[str]:
    if address.endswith(".js"):
        return [normpath(join(dirname(address), name)) for name in IMPORT.findall(text)]
    if address.startswith("/static/"):
        return []
    page = Page(text)
    links = [link["href"] for link in page.all("link") if link.get("rel") in ("stylesheet", "icon", "manifest")]
    return links + [each["src"] for tag in ("script", "img") for each in page.all(tag) if each.get("src", "").startswith("/")]


def size(server: Server, address: str, cookie: str) -> tuple[int, str]:
    """The bytes of one answer, and its text."""
    weight = _ask(server, address, {"Cookie": cookie, "Accept-Encoding": "gzip, br"})
    head = sum(len(name) + len(value) + 4 for name, value in weight.getheaders())
    return head + len(weight.read()), _ask(server, address, {"Cookie": cookie}).read().decode("utf-8", "replace")


def _ask(server: Server, address: str, heads: dict[str, str]) -> http.client.HTTPResponse:
    connection = http.client.HTTPConnection("127.0.0.1", server.port, timeout=20)
    connection.request("GET", address, headers=heads | {"Host": "localhost"})
    answer = connection.getresponse()
    assert answer.status == http.HTTPStatus.OK, f"{address}: {answer.status}"  # noqa: S101
    return answer


if __name__ == "__main__":
    main()
