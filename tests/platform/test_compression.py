"""Pages are light on the line, caches can tell the two forms apart, and no length tells a secret."""

from __future__ import annotations

import gzip
import re
from datetime import timedelta

from flask import Flask
from time_machine import travel

from app.platform import clock
from tests.support.visitor import Visitor

CSRF = re.compile(r'name="csrf_token"[^>]*value="([^"]+)"')


def test_a_page_is_compressed_for_who_can_read_that(app: Flask) -> None:
    light = Visitor(app).get("/privacy", headers={"Accept-Encoding": "gzip"})
    heavy = Visitor(app).get("/privacy")
    assert light.headers["Content-Encoding"] == "gzip"
    assert gzip.decompress(light.data) == heavy.data
    assert len(light.data) < len(heavy.data) / 2


def test_caches_are_told_what_the_page_depends_on(app: Flask) -> None:
    page = Visitor(app).get("/privacy", headers={"Accept-Encoding": "gzip"})
    assert {"cookie", "accept-encoding"} <= {name.lower() for name in page.vary}


def test_the_token_of_a_form_is_another_a_moment_later(app: Flask) -> None:
    visitor = Visitor(app)
    now = CSRF.findall(visitor.get("/sign-in").text)
    with travel(clock.now() + timedelta(seconds=5)):
        later = CSRF.findall(visitor.get("/sign-in").text)
    assert now and later
    assert not set(now) & set(later)
