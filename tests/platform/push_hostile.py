"""Endpoints that somebody who wants us to connect elsewhere would offer. None of them is a browser's."""

from __future__ import annotations

GOOD = "fcm.googleapis.com"


def words(text: str) -> list[str]:
    return text.split()


# This machine, this network, the cloud's own services, and other places nobody should be led to, in every spelling.
ADDRESSES = words("""
127.0.0.1 127.1 127.0.1 2130706433 0x7f000001 0x7f.0x0.0x0.0x1 0177.0.0.1 017700000001 127.0.0.1. 0 0.0.0.0 127.255.255.254
10.0.0.1 10.1 172.16.0.1 172.31.255.255 192.168.1.1 192.168.257 3232235777 169.254.169.254 2852039166 0xa9fea9fe
0251.0376.0251.0376 169.254.170.2 100.100.100.200 100.64.0.1 192.0.0.192 192.0.2.1 198.18.0.1 198.51.100.7 203.0.113.9
224.0.0.1 240.0.0.1 255.255.255.255 [::1] [::] [::ffff:127.0.0.1] [::ffff:7f00:1] [0:0:0:0:0:ffff:169.254.169.254]
[64:ff9b::7f00:1] [64:ff9b::a9fe:a9fe] [fe80::1%25eth0] [fe80::1%eth0] [fc00::1] [fd00:ec2::254] [2002:7f00:1::] [ff02::1]
[2001:0:4136:e378:8000:63bf:807f:fffe] [::127.0.0.1] [v1.x] ①②⑦.⓪.⓪.① １２７.０.０.１ ١٢٧.٠.٠.١ 127。0。0。1
localhost LOCALHOST localhost. localhost.localdomain ip6-localhost metadata.google.internal kubernetes.default.svc
127.0.0.1.nip.io db redis evil.test xn--fcm-googleapis-com.test 169.254.169.254.sslip.io
""")
# Names that look like one on the list to somebody who reads carelessly.
LOOKALIKES = [
    *words("""
    fcm.googleapis.com.evil.test evil-fcm.googleapis.com xfcm.googleapis.com fcm.googleapis.com. fcm.googleapis.com..
    com .fcm.googleapis.com googleapis.com sub.fcm.googleapis.com FCM.GOOGLEAPIS.COM Fcm.googleapis.com
    fcm.googleapis。com fcm．googleapis．com ｆｃｍ.googleapis.com fcm.googleapıs.com fcm.googleapis.com%2eevil.test
    fcm%2egoogleapis.com fcm.googleapis.com%00.evil.test push.apple.com xpush.apple.com .push.apple.com
    ..push.apple.com a..push.apple.com push.apple.com.evil.test a.push.apple.com. *.push.apple.com a_b.push.apple.com
    push.services.mozilla.com updatespush.services.mozilla.com notify.windows.com
    a.push.services.mozilla.com.evil.test evilnotify.windows.com a.notify.windows.com. a.notify.windows.com:
    fcm.googleapis.com,evil.test fcm.googleapis.com;evil.test fcm.googleapis.com&evil.test
    """),
    *("fcm.google\u00adapis.com", "fcm.googleapis.com\u200b", "a.\u212aotify.windows.com", "fcm.googleapis.com evil.test"),
    *(f"{'a' * 64}.push.apple.com", f"{'a.' * 130}push.apple.com"),
]
USERS = words("user:pass@{} user@{} :@{} @{} G@{} G:443@{} G%40{}@{} {}@G {}:80@G u:p@G".replace("G", GOOD))
PORTS = [*words(":443 :80 :22 :5432 :0 :65536 :-1 :0443 :443:443 : :٤٤٣ :443@evil.test :443#"), ":4 43"]
SCHEMES = [
    *words(
        "http:// HTTP:// HTTPS:// Https:// https:/ https: https:/// // ftp:// file:// gopher:// ws:// wss:// javascript: data:"
    ),
    *("", "blob:https://", "https://https://", " https://", "\thttps://", "\nhttps://", "http+unix://", "https:\u2044\u2044"),
]
TRICKS = [
    *("\\", "\\\\", "\\@", "#@", "?@", "/\\", "\r\n", "\r\nHost: evil.test\r\n", "\n", "\t", "\x00", " ", "\u2028", "\u200b"),
    *("\ud800", "\x7f", "<", '"', "|", "^"),
]


def endpoints() -> list[str]:
    """Every one once."""
    found = [f"https://{address}/push" for address in (*ADDRESSES, *LOOKALIKES)]
    found += [f"http://{address}/latest/meta-data/" for address in ADDRESSES]
    found += [f"https://{address}{port}/push" for address in (GOOD, *ADDRESSES[::4]) for port in PORTS]
    found += [f"https://{user.replace('{}', address)}/push" for user in USERS for address in ADDRESSES[::5]]
    found += [f"{scheme}{host}/push" for scheme in SCHEMES for host in (GOOD, "127.0.0.1")]
    found += [f"https://{GOOD}{trick}{rest}" for trick in TRICKS for rest in ("evil.test/push", "@127.0.0.1/push", "")]
    found += [f"https://evil.test{trick}{GOOD}/push" for trick in TRICKS]
    found += [f"https://{GOOD}/push{trick}x" for trick in TRICKS if trick != "?@"]
    found += [f"https://{GOOD}", f"https://{GOOD}?x", f"https://{GOOD}#x", f"https://{GOOD}/{'x' * 5000}"]
    found += [f"http://127.0.0.1:{port}/push" for port in (1, 22, 80, 631, 5432, 6379, 8000, 9200, 11211)]
    return sorted({*found, "", "x", "https://", "null", "[]", "{}"})
