"""What is sent to a push service, and what its answer makes us do (the four services that phones use)."""

from __future__ import annotations

import json
import tracemalloc
from base64 import urlsafe_b64decode
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta

import pytest
import time_machine
from aiohttp import ClientTimeout
from py_vapid import Vapid02

from app.platform.push import connection
from app.platform.push.answers import wait
from app.platform.push.message import Outcome, Subscription, Urgency, topic_of
from tests.factories.device import Browser
from tests.platform.push_sending import a_key, message, send, settings
from tests.support.push_service import SERVICES, PushService, push_service

RIGHT = {
    200: Outcome.SENT,
    201: Outcome.SENT,
    202: Outcome.SENT,
    301: Outcome.REFUSED,
    307: Outcome.REFUSED,
    400: Outcome.REFUSED,
    401: Outcome.REFUSED,
    403: Outcome.REFUSED,
    404: Outcome.GONE,
    408: Outcome.RETRY,
    410: Outcome.GONE,
    413: Outcome.REFUSED,
    429: Outcome.RETRY,
    500: Outcome.RETRY,
    502: Outcome.RETRY,
    503: Outcome.RETRY,
    504: Outcome.RETRY,
}


@pytest.fixture(scope="module")
def service(tmp_path_factory: pytest.TempPathFactory) -> Iterator[PushService]:
    with push_service(tmp_path_factory.mktemp("service")) as running:
        yield running


@pytest.fixture(autouse=True)
def _from_nothing(service: PushService, monkeypatch: pytest.MonkeyPatch) -> None:
    service.posted.clear()
    monkeypatch.setattr(connection, "PATIENCE", ClientTimeout(total=0.5))


@pytest.mark.parametrize("name", SERVICES)
@pytest.mark.parametrize("status", RIGHT)
def test_each_answer_of_each_service_has_its_own_right_act(service: PushService, name: str, status: int) -> None:
    (result,) = send(service, message(f"https://{SERVICES[name]}/answer/{status}"))
    assert (result.outcome, result.status) == (RIGHT[status], status)


@pytest.mark.parametrize("name", SERVICES)
@pytest.mark.parametrize("fault", ["hang", "reset"])
def test_a_service_that_says_nothing_is_tried_again_later(service: PushService, name: str, fault: str) -> None:
    (result,) = send(service, message(f"https://{SERVICES[name]}/{fault}"))
    assert (result.outcome, result.status) == (Outcome.RETRY, None)
    assert result.retry_after == timedelta(minutes=1)


def test_one_bad_browser_costs_the_others_nothing(service: PushService) -> None:
    good, host = message("https://fcm.googleapis.com/answer/201"), SERVICES["apple"]
    bad = [message("https://evil.test/"), message(f"https://{host}/reset"), message("https://fcm.googleapis.com/answer/410")]
    keyless = message("https://fcm.googleapis.com/answer/201")
    odd = [Subscription(keyless.subscription.endpoint, key, "x", a_key().public) for key in ("", "AAAA", "ø", "B" * 87)]
    results = send(service, good, *bad, *[message("https://fcm.googleapis.com/x", payload=b"x" * 3001)], good)
    outcomes = [result.outcome for result in results]
    assert outcomes == [Outcome.SENT, Outcome.REFUSED, Outcome.RETRY, Outcome.GONE, Outcome.REFUSED, Outcome.SENT]
    for subscription in odd:
        (result,) = send(service, type(good)(subscription, good.payload, good.topic, good.ttl))
        assert result.outcome is Outcome.REFUSED


@pytest.mark.parametrize(
    ("after", "seconds"),
    [("7", 7), ("0", 1), ("999999999999", 86_400), ("soon", 60), ("-5", 60), ("Wed, 25 Nov 2026 12:02:00 GMT", 120), (None, 60)],
)
def test_a_pause_is_read_in_seconds_or_as_a_date(after: str | None, seconds: int) -> None:
    with time_machine.travel(datetime(2026, 11, 25, 12, tzinfo=UTC), tick=False):
        assert wait(after) == timedelta(seconds=seconds)


@pytest.mark.parametrize("status", [429, 503])
def test_a_service_that_asks_for_a_pause_gets_it(service: PushService, status: int) -> None:
    (result,) = send(service, message(f"https://fcm.googleapis.com/answer/{status}?after=77"))
    assert (result.outcome, result.retry_after) == (Outcome.RETRY, timedelta(seconds=77))


def test_only_the_browser_can_read_it_and_the_service_knows_when_to_give_up(service: PushService) -> None:
    browser = Browser()
    send(service, message("https://fcm.googleapis.com/answer/201", browser, payload="Åpne".encode()))
    (posted,) = service.posted
    assert browser.read(posted.body).decode() == "Åpne"
    assert posted.headers["Content-Encoding"] == "aes128gcm"
    assert (posted.headers["TTL"], posted.headers["Urgency"], posted.headers["Topic"]) == ("7200", "high", "t" * 32)
    assert {name.lower() for name in posted.headers} <= ALLOWED
    assert "cookie" not in {name.lower() for name in posted.headers}


ALLOWED = {
    *("host", "authorization", "content-encoding", "content-type", "content-length", "ttl", "topic", "urgency"),
    *("accept", "accept-encoding", "user-agent"),
}


def test_each_service_is_told_its_own_name(service: PushService) -> None:
    """`pywebpush.webpush` writes the first one's name into the claims it is given, and sends it to all the others."""
    send(service, *(message(f"https://{host}/answer/201") for host in [*SERVICES.values()] * 3))
    assert len(service.posted) == 12
    for posted in service.posted:
        claims = claimed(posted.headers["Authorization"])
        assert claims["aud"] == f"https://{posted.host}"
        assert claims["sub"] == "mailto:drift@example.com"
        assert 0 < claims["exp"] - datetime.now(UTC).timestamp() < 86_400
        assert Vapid02.verify(posted.headers["Authorization"])


def test_the_header_is_signed_once_for_each_service_until_it_ages() -> None:
    key, start = a_key(), datetime(2026, 11, 25, 12, tzinfo=UTC)
    with time_machine.travel(start, tick=False) as clock:
        first = key.header("https://a.example")
        assert key.header("https://a.example") == first
        assert claimed(key.header("https://b.example"))["aud"] == "https://b.example"
        for later in (timedelta(hours=7), timedelta(hours=-30), timedelta(days=40)):
            clock.move_to(start + later)
            expires = claimed(key.header("https://a.example"))["exp"]
            assert timedelta(hours=5) < datetime.fromtimestamp(expires, UTC) - (start + later) < timedelta(hours=24)


def test_after_a_change_of_key_old_subscriptions_still_work_until_the_key_is_dropped(service: PushService) -> None:
    old = message("https://fcm.googleapis.com/answer/201")
    new_key = a_key(2)
    both = type(settings())(key=new_key, earlier=a_key(), hosts=settings().hosts, loopback=True)
    only_new = type(settings())(key=new_key, earlier=None, hosts=settings().hosts, loopback=True)
    assert send(service, old, using=both)[0].outcome is Outcome.SENT
    assert a_key().public in service.posted[-1].headers["Authorization"]
    assert send(service, old, using=only_new)[0].outcome is Outcome.REFUSED
    assert len(service.posted) == 1


def test_an_answer_without_end_is_not_read(service: PushService) -> None:
    tracemalloc.start()
    (result,) = send(service, message("https://fcm.googleapis.com/endless"))
    _, most = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert result.outcome is Outcome.SENT
    assert most < 3_000_000


def test_nothing_the_service_says_or_that_names_a_phone_reaches_the_log(
    service: PushService, capsys: pytest.CaptureFixture[str], caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(0)
    send(service, message("https://fcm.googleapis.com/answer/400?secret-address"))
    send(service, message("https://fcm.googleapis.com/reset?secret-address"))
    written = caplog.text + "".join(capsys.readouterr())
    assert "hemmelig" not in written
    assert "secret-address" not in written
    assert "vapid" not in written


def test_the_environments_proxy_is_not_used(service: PushService, monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("HTTPS_PROXY", "https_proxy", "ALL_PROXY"):
        monkeypatch.setenv(name, "http://127.0.0.1:11")
    assert send(service, message("https://fcm.googleapis.com/answer/201"))[0].outcome is Outcome.SENT


def test_a_certificate_for_another_name_is_not_taken(service: PushService) -> None:
    (result,) = send(service, message("https://other.push.apple.com/answer/201"))
    assert result.outcome is Outcome.RETRY
    assert service.posted == []


def test_a_topic_says_the_same_of_the_same_and_fits() -> None:
    assert topic_of(1, "x") == topic_of(1, "x") != topic_of("1x")
    assert len(topic_of("anything")) == 32
    assert topic_of("anything").replace("-", "").replace("_", "").isalnum()
    assert list(Urgency) == ["low", "normal", "high"]


def claimed(header: str) -> dict[str, str | int]:
    token = header.split("t=")[1].split(",", maxsplit=1)[0]
    part = token.split(".")[1]
    return json.loads(urlsafe_b64decode(part + "=" * (-len(part) % 4)))
