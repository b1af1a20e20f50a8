"""Bytes of a first and of a later `today`, compressed, with everything the page brings along; beside a bare Flask page.

Counted twice: what the page's own source names, and what Chromium fetched for it until it was quiet (scripts that are fetched
afterwards, and what they ask the server), without what the worker then fetches at leisure.

.venv/bin/python benchmarks/weight.py
"""

from __future__ import annotations

import http.client
import re
import shutil
from posixpath import dirname, join, normpath

import here  # noqa: F401

# isort: split
from playwright.sync_api import sync_playwright
from stage import patient, reader, stage

from tests.browser.conftest import FLAGS, PHONE
from tests.support.html import Page
from tests.support.server import Server, serving

AIMS = {"first": 45_000, "later": 6_000}
WORKER = "/service-worker.js?language=en"
IMPORT = re.compile(r"""(?:import|from)\s+['"](\.[^'"]+)['"]""")


def main() -> None:
    with stage("sqlite") as (app, settings):
        visitor, address = reader(app, patient(app, 365))
        cookie = visitor.client.get_cookie(app.config["SESSION_COOKIE_NAME"], domain="localhost")
        assert cookie  # noqa: S101
        with serving(settings) as server, serving({}, "benchmarks.bare:app") as bare:
            sizes = everything(server, address, f"{cookie.key}={cookie.value}")
            plain = size(bare, "/", "")[0]
            quiet = in_chromium(server, address, cookie.key, cookie.value)
            shelf = {each: size(server, each, "")[0] for each in worker_brings(server) if each not in sizes}
        later = sizes[address]
        for name, bytes_ in sorted(sizes.items(), key=lambda each: -each[1]):
            print(f"{bytes_:>8}  {re.sub(r'[0-9a-f-]{36}', '…', name)}")
        first = sum(sizes.values())
        print(f"in Chromium {sum(quiet)} bytes in {len(quiet)} requests until the page was quiet (aim {AIMS['first']})")
        print(f"the worker afterwards {sum(shelf.values())} bytes in {len(shelf)} requests, once for each version")
        print(f"first visit {first} bytes (aim {AIMS['first']}), later {later} (aim {AIMS['later']}), bare page {plain}")


def in_chromium(server: Server, address: str, name: str, value: str) -> list[int]:
    """What each request of the page itself took, heads and all, in a browser that has never been here."""
    weights: list[int] = []
    with sync_playwright() as running:
        browser = running.chromium.launch(executable_path=shutil.which("chromium"), args=FLAGS)
        home = f"http://localhost:{server.port}"
        context = browser.new_context(viewport=PHONE, base_url=home)  # type: ignore[arg-type]
        context.add_cookies([{"name": name, "value": value, "url": home}])
        page = context.new_page()
        tools = context.new_cdp_session(page)
        tools.send("Network.enable")
        tools.on("Network.loadingFinished", lambda said: weights.append(int(said["encodedDataLength"])))
        page.goto(address)
        before = -1
        while before != len(weights):
            before = len(weights)
            page.wait_for_timeout(2000)
        browser.close()
    return [weight for weight in weights if weight]


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


def worker_brings(server: Server) -> list[str]:
    """What the worker fetches besides, when nobody waits: itself, what it imports, and what it keeps."""
    script = size(server, WORKER, "")[1]
    found, waiting = [WORKER], re.findall(r'"(/[^"]*)"', script)
    while waiting:
        wanted = waiting.pop()
        if wanted not in found:
            found.append(wanted)
            waiting += brings(wanted, size(server, wanted, "")[1]) if wanted.endswith(".js") else []
    return found


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
