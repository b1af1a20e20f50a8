"""Whoever holds a phone says where we are to connect to. Nobody gets us to connect anywhere but to a push service."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from app.platform.push.connection import NotPublic, refuse_private
from app.platform.push.endpoints import NotAPushService, is_public, origin_of, punishes_silence
from tests.platform.push_hostile import endpoints, words
from tests.platform.push_sending import HOSTS
from tests.support.push_service import SERVICES, push_service

ROOT = Path(__file__).resolve().parents[2]
PRIVATE = words("""
127.0.0.1 10.0.0.1 172.16.0.1 192.168.0.1 169.254.169.254 100.64.0.1 0.0.0.0 224.0.0.1 240.0.0.1 192.0.2.1 198.18.0.1
255.255.255.255 ::1 :: ::ffff:127.0.0.1 ::ffff:10.0.0.1 64:ff9b::7f00:1 fe80::1 fe80::1%eth0 fc00::1 fd00:ec2::254
2002:7f00:1:: 2001:0:4136:e378:8000:63bf:807f:fffe ff02::1 fec0::1 feff::1 3fff::1 3fff:fff::1 192.0.0.8 192.0.0.9 192.88.99.1
5f00::1 not-an-address
""")
PUBLIC = ("93.184.216.34", "2606:2800:220:1:248:1893:25c8:1946", "64:ff9b::5db8:d822", "::ffff:93.184.216.34")


def test_there_are_more_than_five_hundred_and_none_is_taken() -> None:
    taken = [endpoint for endpoint in endpoints() if is_taken(endpoint)]
    assert taken == []
    assert len(endpoints()) >= 500


@pytest.mark.parametrize("host", SERVICES.values())
def test_what_browsers_really_say_is_taken(host: str) -> None:
    for path in ("wpush/v2/gAAAA_-b", "fcm/send/abc:APA91b-_", "QGnB?token=BQY%2bd%3d&x=1", "w/?token=BQ=="):
        assert origin_of(f"https://{host}/{path}", HOSTS) == f"https://{host}"
    assert punishes_silence(f"https://{host}/x") is (host == SERVICES["apple"])


@pytest.mark.parametrize("address", PRIVATE)
def test_no_address_of_somebodys_own_network_is_connected_to(address: str) -> None:
    assert not is_public(address)
    with pytest.raises(NotPublic):
        refuse_private(address, loopback=False)


@pytest.mark.parametrize("address", PUBLIC)
def test_an_address_on_the_open_net_is(address: str) -> None:
    assert is_public(address)
    refuse_private(address, loopback=False)


def test_not_one_connection_is_tried() -> None:
    """Over five hundred endpoints, and names of the list that a hostile name server leads into this machine, half of the time
    with a public address first, as in rebinding.
    """
    told = harness("ours", "", "127.0.0.1", "93.184.216.34,127.0.0.1", "169.254.169.254,::1", "::ffff:127.0.0.1")
    assert told["tried"] == []
    assert told["outcomes"] == ["refused", "retry"]
    assert told["count"] > 4 * 520


def test_no_redirect_is_followed(tmp_path: Path) -> None:
    with push_service(tmp_path, plain=True) as inner, push_service(tmp_path, plain=True) as outer:
        outer.redirect_to = f"http://127.0.0.1:{inner.port}/inside"
        told = harness("ours", f"http://127.0.0.1:{outer.port}", "10.0.0.1")
    assert set(told["tried"]) == {f"127.0.0.1:{outer.port}"}
    assert inner.posted == []
    assert len(outer.posted) == 5


def test_a_careless_sender_would_be_found() -> None:
    assert len(harness("naive", "")["tried"]) >= 5


def is_taken(endpoint: str) -> bool:
    try:
        origin_of(endpoint, HOSTS)
    except NotAPushService:
        return False
    return True


def harness(*words: str) -> dict[str, Any]:
    command = [sys.executable, "-m", "tests.platform.push_harness", *words]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False, timeout=60)
    assert done.returncode == 0, done.stderr[-2000:]
    return json.loads(done.stdout)
