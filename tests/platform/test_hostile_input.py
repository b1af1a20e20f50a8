"""Whatever is sent to whichever form: help with a 4xx, never a failure of ours, nothing leaked, nothing typed lost.

The seed of the run is printed with every failure; EGENPLAN_SEED repeats it.
"""

from __future__ import annotations

import os
import random
from collections.abc import Iterator
from html import unescape
from io import BytesIO
from uuid import uuid4

import pytest
from flask import Flask
from werkzeug.test import TestResponse

from app.platform.forms import clean
from tests.support.access_lists import MAY
from tests.support.crawl import FORM, Crawl, ends_the_visit
from tests.support.forms import SeenForm, encoded
from tests.support.html import Page
from tests.support.routes import routes
from tests.support.visitor import Visitor
from tests.support.world import World, a_world

SEED = int(os.environ["EGENPLAN_SEED"])
Pairs = list[tuple[str, str | bytes]]
VALUES: tuple[str | bytes, ...] = (
    *("", " ", "x" * 10_000, "ø" * 5_001, "\x00", "a\x00b", "\x01\x1b[31m\x7f", "\r\nSet-Cookie: a=b", "a\r\nb\rc"),
    *("😀" * 50, "👩‍👩‍👧", "\ud800", "a\udfffb", "\u202eabc\u2066", "\ufeff\u200b", "e\u0301" * 200, "\U000f0000"),
    *("1e9999999", "-1", "0", "99999999999999999999999", "0.00000000000001", "NaN", "Infinity", "٣٧", "３７", "1,2,3", "²"),
    *("31", "2026-02-31", "9999-12-31", "0000-00-00", "25:61", "24:00", "true", "None", "[]", "{}", "undefined"),
    *("' OR 1=1 --", "<script>alert(1)</script>", "{{7*7}}", "%(name)s %s %d %", "../../../etc/passwd", "http://[::1"),
    *(b"\xff\xfe", b"\xc3\x28", b"%", b"\xed\xa0\x80", str(uuid4()), "00000000-0000-0000-0000-000000000000", "x" * 36),
)
STARTS = {
    "the patient": ["/records", "/settings"],
    "relative who may check in": ["/records"],
    "treating clinician": ["/clinic"],
}

# Sent by our own scripts and by no form; the tests of their rooms send them what nobody should.
BY_SCRIPT = {
    *("devices.keep", "devices.renew", "outbox.deliver", "outbox.phone_key"),
    *("reminders.report_zone", "reminders.later_from_notice"),
}
# On pages that the world does not lead to: a colleague's draft, and a reminder that has just been said.
ELSEWHERE = {"identity.sign_in_demo", "authoring.copy", "reminders.later"}
# About nobody, so that a phone may keep them (tests/offline/test_what_a_phone_may_keep.py).
ABOUT_NOBODY = {"/offline", "/emergency", "/privacy", "/accessibility", "/waiting", "/unsent"}


@pytest.fixture(autouse=True)
def _seed() -> None:
    print(f"EGENPLAN_SEED={SEED}")  # noqa: T201


@pytest.fixture(scope="module")
def crawls(app: Flask) -> dict[str, Crawl]:
    """What each kind of person comes across in one new record."""
    with app.app_context():
        world = a_world()
    own = [route.address(world.ids) for route in routes(app) if route.method == "GET" and route.of_record]
    for kind in STARTS:
        world.visitor(app, kind)  # another device, which may then be signed out from here
    also = [asked_for(world)]
    return {kind: Crawl(app, world.visitor(app, kind), [*starts, *own], also=also) for kind, starts in STARTS.items()}


def asked_for(world: World) -> str:
    """The page of a check-in that clinicians ask for, which can be paused otherwise than one's own measures."""
    return f"/records/{world.record_id}/measures/{world.ids['asked_id']}"


@pytest.fixture(params=list(STARTS))
def crawl(request: pytest.FixtureRequest, crawls: dict[str, Crawl]) -> Crawl:
    return crawls[request.param]


def test_every_page_on_the_way_is_whole(crawl: Crawl) -> None:
    wrong = {address: answer.status_code for address, answer in crawl.pages.values() if answer.status_code >= 500}
    assert wrong == {}


def test_no_value_in_any_field_breaks_anything(crawl: Crawl, request: pytest.FixtureRequest) -> None:
    chance = random.Random(f"{SEED} {request.node.name}")
    broken = [
        f"{answer.status_code} from {form.action} for {name}={value!r:.60}"
        for form in forms(crawl)
        for name in dict(form.filled()) | dict.fromkeys(form.typed())
        if name != "csrf_token"
        for value in chance.sample(VALUES, k=len(VALUES) // 4)
        if bad(answer := crawl.send(form, changed(form, name, value)))
    ]
    assert broken == [], "\n".join(["", *broken[:40]])


def test_no_shape_of_a_form_breaks_anything(crawl: Crawl, app: Flask) -> None:
    broken = [
        f"{answer.status_code} from {form.action}: {what}"
        for form in forms(crawl)
        for what, settings in shapes(form, crawl.visitor)
        if bad(answer := crawl.visitor.send("POST", form.action, **settings))
    ]
    assert broken == [], "\n".join(["", *broken[:40]])


def test_a_form_sent_twice_is_not_a_failure(crawl: Crawl) -> None:
    broken = []
    for form in forms(crawl):
        once, twice = (crawl.send(form, form.filled()) for _ in range(2))
        if bad(once) or bad(twice):
            broken.append(f"{once.status_code}, then {twice.status_code} from {form.action}")
    assert broken == []


@pytest.mark.parametrize("kind", list(STARTS))
def test_what_was_typed_is_still_there_when_something_must_be_mended(app: Flask, kind: str) -> None:
    with app.app_context():
        world = a_world()
    own = [route.address(world.ids) for route in routes(app) if route.method == "GET" and route.of_record]
    crawl, lost = Crawl(app, world.visitor(app, kind), [*STARTS[kind], *own], also=[asked_for(world)], press=False), []
    for form in (each for each in forms(crawl) if each.typed()):
        for typed in ("skrevet {0} med æøå", "skrevet {0} " + "langt " * 2000):
            said = {name: typed.format(number) for number, name in enumerate(form.typed())}
            answer = crawl.send(form, [(name, said.get(name, value)) for name, value in form.filled()])
            if answer.status_code == 422:
                kept = " ".join(unescape(answer.text).split())
                lost += [f"{form.action}: {name}" for name, words in said.items() if " ".join(words.split())[:10] not in kept]
                lost += [f"{form.action}: the 422 page has no error summary"] * ('id="error-summary"' not in answer.text)
    assert lost == []


def test_no_parameter_of_any_address_breaks_anything(crawl: Crawl, request: pytest.FixtureRequest) -> None:
    chance = random.Random(f"{SEED} {request.node.name}")
    broken = []
    for address, answer in list(crawl.pages.values()):
        if answer.status_code != 200:
            continue
        path = address.split("?")[0]
        names = {name for found in crawl.parameters.values() for name in found}
        for name in ["lang", *chance.sample(sorted(names), k=len(names) // 2)]:
            for value in chance.sample(VALUES, k=3):
                got = crawl.visitor.get(f"{path}?{encoded([(name, value)]).decode()}")
                if bad(got):
                    broken.append(f"{got.status_code} from {path} for {name}={value!r:.60}")
    assert broken == [], "\n".join(["", *broken[:40]])


def test_no_id_in_any_address_breaks_anything(app: Flask, world: World) -> None:
    values = ("0", "-1", "99999999999999999999999", "x", "%00", "%ff", "2026-02-31", "9999-99-99", "..", "😀", "x" * 300)
    visitors = [world.visitor(app, kind) for kind in MAY]
    broken = []
    for route in routes(app):
        for name in sorted(route.arguments - {"record_id"}):
            address = route.address(world.ids | {"session_id": uuid4(), "filename": "x"})
            for value in values:
                tampered = address.replace(str((world.ids | {"session_id": "-"}).get(name, "\0")), value)
                for visitor in visitors:
                    answer = visitor.send(route.method, tampered, data={"csrf_token": visitor.csrf_token})
                    if bad(answer):
                        broken.append(f"{answer.status_code} from {route.name} for {name}={value!r:.60}")
    assert broken == []


def test_after_all_that_every_page_still_stands(crawl: Crawl) -> None:
    """What was taken in can be shown."""
    wrong = []
    for address, _ in list(crawl.pages.values()):
        answer = crawl.visitor.get(address)
        if bad(answer) or (answer.status_code == 200 and answer.mimetype == "text/html" and Page(answer.text).faults):
            wrong.append(f"{answer.status_code} {address} {Page(answer.text).faults[:3]}")
    assert wrong == [], "\n".join(["", *wrong])


def test_every_form_of_the_application_was_met(app: Flask, crawls: dict[str, Crawl]) -> None:
    """Else the sweep would sweep an empty room. A POST route that no page leads to is either dead or not checked here."""
    met = {name for found in crawls.values() for name, _ in found.forms}
    posts = {route.endpoint for route in routes(app) if route.method == "POST"}
    assert posts - met - ELSEWHERE - BY_SCRIPT == set()


def forms(crawl: Crawl) -> list[SeenForm]:
    """The forms to attack, those with the most fields first: a button alone may use up what it is about."""
    posts = [form for form in crawl.forms.values() if form.method == "post" and not ends_the_visit(form)]
    return sorted(posts, key=lambda form: -len(form.fields))


def changed(form: SeenForm, name: str, value: str | bytes) -> Pairs:
    pairs: Pairs = [(each, value if each == name else kept) for each, kept in form.filled()]
    return pairs if any(each == name for each, _ in pairs) else [*pairs, (name, value)]


def shapes(form: SeenForm, visitor: Visitor) -> Iterator[tuple[str, dict[str, object]]]:
    """Ways to send a form that no browser would choose."""
    good = form.filled()
    stale = [(name, "IjAi.aaaa.bbbb" if name == "csrf_token" else value) for name, value in good]
    yield "nothing", {"data": b"", "content_type": FORM}
    yield "a stale token", {"data": encoded(stale), "content_type": FORM}
    yield "no token", {"data": encoded([pair for pair in good if pair[0] != "csrf_token"]), "content_type": FORM}
    for name, _ in good:
        without = [pair for pair in good if pair[0] != name]
        yield f"without {name}", {"data": encoded(without), "content_type": FORM}
        yield f"{name} as a list", {"data": encoded([*without, (f"{name}[]", "1"), (f"{name}[a]", "2")]), "content_type": FORM}
        yield f"{name} twice", {"data": encoded([*good, (name, "x")]), "content_type": FORM}
    token = ("csrf_token", visitor.csrf_token)
    yield "the token alone", {"data": encoded([token]), "content_type": FORM}
    yield "many fields", {"data": encoded([*good, *((f"x{number}", "y") for number in range(3000))]), "content_type": FORM}
    yield "json", {"data": b'{"a": [1', "content_type": "application/json"}
    yield "deep json", {"data": b"[" * 50_000, "content_type": "application/json"}
    for what, body in (("a list", b"[1, 2]"), ("a number", b"1"), ("deep", b"[" * 50_000), ("an object", b'{"note": {"a": 1}}')):
        heads = {"X-CSRFToken": visitor.csrf_token}
        yield f"json that is {what}, with a token", {"data": body, "content_type": "application/json", "headers": heads}
    yield "xml", {"data": b"<a/>", "content_type": "text/xml"}
    yield (
        "a broken multipart",
        {"data": b"--x\r\nContent-Disposition: form-data\r\n", "content_type": "multipart/form-data; boundary=x"},
    )
    yield "a multipart without end", {"data": b"--x", "content_type": "multipart/form-data"}
    yield (
        "a file for each field",
        {"data": {name: (BytesIO(b"\xff"), "a.txt") for name, _ in good} | dict([token])},
    )
    yield "bytes", {"data": bytes(range(256)), "content_type": FORM}
    yield "an unknown charset", {"data": encoded(good), "content_type": f"{FORM}; charset=utf-7"}


def bad(answer: TestResponse) -> bool:
    """A failure of ours, or an answer without the headers that every answer has."""
    kept = answer.headers.get("Cache-Control") != "no-store" and answer.request.path not in ABOUT_NOBODY
    return answer.status_code >= 500 or kept or "default-src 'none'" not in answer.headers["Content-Security-Policy"]


def test_cleaning_keeps_what_people_write() -> None:
    assert clean(" På Ørneset 😀 – čáhci\r\nlinje to ") == "På Ørneset 😀 – čáhci\nlinje to"
