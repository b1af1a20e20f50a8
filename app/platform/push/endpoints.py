"""Which addresses are a push service's. Read strictly, since two readers of one address who disagree are a way in."""

from __future__ import annotations

import re
from ipaddress import IPv4Network, IPv6Address, IPv6Network, ip_address

LONGEST = 2000
# What a browser writes, and nothing of what an address may else contain: no user, no other port, no upper case, no fragment.
_NAME = r"(?=[a-z0-9.-]{1,253}/)[a-z0-9-]{1,63}(?:\.[a-z0-9-]{1,63})+"
_HTTPS = re.compile(rf"https://({_NAME})/[\w.~:@!$&'()*+,;=%/-]*(?:\?[\w.~:@!$&'()*+,;=%/?-]*)?", re.ASCII)
_LOOPBACK = re.compile(r"(https?://(?:127\.0\.0\.1|localhost):\d{2,5})/[\w./-]*", re.ASCII)
_CARRIES_IPV4 = IPv6Network("64:ff9b::/96")
_TUNNELS = (IPv6Network("2002::/16"), IPv6Network("2001::/32"))
# What the interpreter still holds to be on the open net (IANA special-purpose registries; site-local: RFC 3879).
_NOT_OPEN = (
    *(IPv4Network("192.0.0.0/24"), IPv4Network("192.88.99.0/24")),
    *(IPv6Network("fec0::/10"), IPv6Network("3fff::/20"), IPv6Network("5f00::/16")),
)


class NotAPushService(Exception):
    """The address is not one we send to."""


def origin_of(endpoint: str, hosts: tuple[str, ...]) -> str:
    """The scheme and host of `endpoint`, which stands in `hosts`. Errors: `NotAPushService`.

    `hosts` has names, `*.` before a name for what is below it, and where things are tried out `http://127.0.0.1:<port>`.
    """
    if len(endpoint) > LONGEST:
        raise NotAPushService
    own = _LOOPBACK.fullmatch(endpoint)
    if own and own[1] in hosts:
        return own[1]
    found = _HTTPS.fullmatch(endpoint)
    if not found or not any(_matches(found[1], host) for host in hosts):
        raise NotAPushService
    return f"https://{found[1]}"


def _matches(name: str, host: str) -> bool:
    if host.startswith("*."):
        return name.endswith(host[1:]) and not name.startswith(".")
    return name == host


def is_public(address: str) -> bool:
    """Whether `address` is on the open net: not of this machine, this network, this provider, nor a way to such (RFC 6890)."""
    try:
        found = ip_address(address)
    except ValueError:
        return False
    if isinstance(found, IPv6Address):
        if found.scope_id is not None or any(found in net for net in _TUNNELS):
            return False
        if found.ipv4_mapped is not None:
            return is_public(str(found.ipv4_mapped))
        if found in _CARRIES_IPV4:
            return is_public(str(ip_address(int(found) & 0xFFFFFFFF)))
    known = found.is_global and not found.is_multicast and not found.is_reserved
    return known and not any(found in net for net in _NOT_OPEN)


def is_loopback(address: str) -> bool:
    try:
        return ip_address(address).is_loopback
    except ValueError:
        return False


def punishes_silence(endpoint: str) -> bool:
    """Whether a message that shows nothing counts against us: Safari ends a subscription after about three of them."""
    return ".push.apple.com/" in endpoint
