"""With network again it is sent by itself, time after time; `benchmarks/outbox_online.py` asks for more and for figures."""

from __future__ import annotations

import os
import re
import statistics
import time
from collections.abc import Callable

import pytest
from playwright.sync_api import expect

from tests.browser.conftest import Live
from tests.browser.outbox.conftest import Phone, sent

pytestmark = pytest.mark.browser
TIMES = int(os.environ.get("OUTBOX_TIMES", "2"))


def test_it_goes_by_itself_when_the_network_is_back(live: Live, a_phone: Callable[..., Phone]) -> None:
    phone, took = a_phone().sign_in(), []
    for number in range(TIMES):
        phone.choose("green")
        phone.context.set_offline(True)
        phone.send(f"nummer {number}")
        expect(phone.page.locator("[data-truth]")).to_have_text("Saved on this phone, not sent yet")
        phone.context.set_offline(False)
        began = time.monotonic()
        expect(phone.page.locator("[data-truth]")).to_have_text(re.compile(r"^Sent \d"))
        took.append(time.monotonic() - began)
        assert len(sent(live, phone.world, f"nummer {number}")) == 1
    print(f"online to sent on screen, {TIMES} times: median {statistics.median(took):.2f} s, worst {max(took):.2f} s")  # noqa: T201
