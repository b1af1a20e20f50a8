"""Hostile requests by hand, each a row: what to change in a good request to one address."""

from __future__ import annotations

import gzip
import json
import zlib
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from functools import cache, partial
from typing import Any
from urllib.parse import quote

Json = dict[str, Any]
JSON, FORM = "application/json", "application/x-www-form-urlencoded"
NUMBER = "07845110004"


@dataclass(frozen=True)
class Row:
    """One hostile request. `body` is made of the good one; a header that is `None` is left out; `address` is changed as said.

    Rows with a body are for addresses that take one.
    """

    name: str
    body: Callable[[Json], bytes] | None = None
    headers: dict[str, str | None] = field(default_factory=dict)
    address: Callable[[str], str] | None = None
    method: str | None = None


def said(value: Any) -> bytes:
    """As JSON that a careless library would write: NaN, lone surrogates and all."""
    return json.dumps(value).encode()


def raw_bodies() -> Iterator[tuple[str, bytes]]:
    """Whole bodies that are no JSON, or JSON that nobody should build."""
    yield from (
        ("nothing but a space", b" "),
        ("a brace", b"{"),
        ("a half string", b'{"a":"'),
        ("a half escape", b'{"a":"\\'),
        ("a half unicode escape", b'{"a":"\\u12'),
        ("a bad escape", b'{"a":"\\x41"}'),
        ("a comment", b'{"a":1/* b */}'),
        ("a trailing comma", b'{"a":1,}'),
        ("single quotes", b"{'a':1}"),
        ("two values", b"{}{}"),
        ("a value and rubbish", b"{}x"),
        ("a bare word", b"undefined"),
        ("latin-1", '{"a":"blåbær"}'.encode("latin-1")),
        ("utf-16", '{"a":1}'.encode("utf-16")),
        ("utf-32", '{"a":1}'.encode("utf-32")),
        ("utf-7", b"+AHsAIgBhACIAOgAxAH0-"),
        ("an overlong slash", b'{"a":"\xc0\xaf"}'),
        ("surrogates as utf-8", b'{"a":"\xed\xa0\x80"}'),
        ("two byte order marks", b"\xef\xbb\xbf\xef\xbb\xbf{}"),
        ("bytes", bytes(range(256))),
        ("zeros", b"\x00" * 1000),
        ("xml", b"<a/>"),
        ("xml with entities", b'<!DOCTYPE a [<!ENTITY b "bb"><!ENTITY c "&b;&b;&b;">]><a>&c;</a>'),
        ("yaml", b"a: !!python/object/apply:os.system [x]"),
        ("pickle", b"\x80\x04\x95\x00."),
        ("form in json", b"a=1&b=2"),
    )
    yield from (
        ("a list", b"[]"),
        ("a list of lists", b"[[]]"),
        ("a number", b"1"),
        ("a text", b'"a"'),
        ("null", b"null"),
        ("true", b"true"),
        ("an object without anything", b"{}"),
        ("an empty name", b'{"":""}'),
        ("a name twice", b'{"resourceType":"Goal","resourceType":"Goal"}'),
        ("a name twice inside", b'{"a":{"b":1,"b":2}}'),
        ("a name twice, escaped", b'{"a":1,"\\u0061":2}'),
        ("__proto__", b'{"__proto__":{"admin":true},"constructor":{"prototype":{}}}'),
        ("__class__", b'{"__class__":{"__init__":{"__globals__":{}}}}'),
    )


def number_bodies() -> Iterator[tuple[str, bytes]]:
    """Numbers that are dear, too large, or none."""
    numbers = (
        *(
            "1E9999999",
            "-1E9999999",
            "1e+9999999",
            "1E-9999999",
            "0E9999999",
            "1.5e9999999",
            "1E31",
            "1E-31",
            "1e99999999999999999999",
        ),
        *("NaN", "Infinity", "-Infinity", "-NaN", "+1", "01", "-01", ".5", "5.", "0x10", "1_000", "1,5", "--1", "1e", "1e+"),
        *(str(2**63), str(2**63 - 1), str(-(2**63) - 1), str(2**64), str(2**1024), "9" * 41, "9" * 5000, "9" * 500_000),
        *("0." + "1" * 41, "0." + "0" * 5000 + "1", "1." + "0" * 500_000, "-0", "-0.0", "1e0", "1E+30"),
    )
    for each in numbers:
        yield f"the number {each[:20]} of {len(each)}", b'{"a":' + each.encode() + b"}"
    yield "very many dear numbers", b"[" + b",".join([b"1E9999999"] * 40_000) + b"]"
    yield "a list of large numbers", b"[" + b",".join([b"9" * 5000] * 150) + b"]"


def large_bodies() -> Iterator[tuple[str, bytes]]:
    """Depth, width and length."""
    for depth in (49, 51, 100, 1000, 100_000, 499_000):
        yield f"{depth} lists deep", b"[" * depth + b"]" * depth
        yield f"{depth} lists deep, never closed", b"[" * depth
    yield "objects deep", b'{"a":' * 60_000 + b"1" + b"}" * 60_000
    yield "mixed deep", b'[{"a":' * 30_000
    yield "brackets in a text", b'{"a":"' + b"[" * 400_000 + b'"}'
    yield "quotes escaped", b'{"a":"' + b'\\"' * 400_000 + b'"}'
    yield "backslashes", b'{"a":"' + b"\\\\" * 400_000 + b'"}'
    yield "a text that never ends", b'{"a":"' + b"x" * 900_000
    yield "many texts that never end", b'"' * 190_000
    yield "a wide list", b"[" + b"1," * 49_990 + b"1]"
    yield "too wide a list", b"[" + b"1," * 60_000 + b"1]"
    yield "many empty lists", b"[" + b"[]," * 49_000 + b"[]]"
    yield "many members", b"{" + b",".join(b'"a%d":1' % each for each in range(49_000)) + b"}"
    yield "names that meet in a hash", b"{" + b",".join(b'"%s":0' % (b"\\u0000" * each) for each in range(1, 400)) + b"}"
    yield "exactly as much as may be", b'{"a":"' + b"x" * (1_000_000 - 8) + b'"}'
    yield "one more than may be", b'{"a":"' + b"x" * (1_000_000 - 7) + b'"}'
    yield "twice as much", b'{"a":"' + b"x" * 2_000_000 + b'"}'
    yield "white space", b" " * 999_000 + b"{}"
    yield "escapes", b'{"a":"' + b"\\u00e5" * 160_000 + b'"}'


# Anything where a text, a number, a list or an object was meant.
VALUES: tuple[Any, ...] = (
    *(None, True, False, 0, -1, 1.5, 2**63, -(2**63), 10**30, float("nan"), float("inf")),
    *(
        "",
        " ",
        "\t\n",
        "x" * 5000,
        "å" * 400,
        "\u0000",
        "a\u0000b",
        "\ud800",
        "\udc00\ud800",
        "\u202e\u2066",
        "\ufffe",
        "😀" * 99,
    ),
    *(
        "<script>alert(1)</script>",
        "'; DROP TABLE plan; --",
        "{{7*7}}",
        "${7*7}",
        "%s%n%x",
        "../../etc/passwd",
        "\r\nSet-Cookie: a=b",
    ),
    *(
        "javascript:alert(1)",
        "http://169.254.169.254/",
        "file:///etc/passwd",
        "urn:uuid:",
        "Patient/../Goal/1",
        "Condition/" + "9" * 65,
    ),
    *("0001-01-01", "9999-12-31", "2026-02-30", "2026-13-01", "24:00", "10000-01-01", "2026-01-01T00:00:00+99:99", "١٢٣٤٥٦٧٨٩٠١"),
    *([], [[]], [None], [1], ["a"] * 1000, [{}], [{"a": None}], {}, {"": ""}, {"a": {"b": []}}, {"reference": []}, {"value": {}}),
)
MEMBERS = ("resourceType", "id", "meta", "identifier", "status", "subject", "title", "clinical_content", "nin", "consent", "text")


def wrong_values() -> Iterator[Row]:
    """Every member of a request with anything in it, a few values each, so that all values are tried somewhere."""
    for place, value in enumerate(VALUES):
        for step in range(3):
            name = MEMBERS[(place * 3 + step) % len(MEMBERS)]
            yield Row(f"{name} is {ascii(value)[:30]}", partial(_with, name=name, value=value))


def _with(good: Json, name: str, value: Any) -> bytes:
    return said({**good, name: value})


NARRATIVES = (
    '<div xmlns="http://www.w3.org/1999/xhtml"><script>alert(1)</script></div>',
    '<div onmouseover="alert(1)">',
    "<svg/onload=alert(1)>",
    '<!DOCTYPE a [<!ENTITY x SYSTEM "file:///etc/passwd">]><div>&x;</div>',
    "<div>" * 5000,
    "]]><a>",
)


def narratives() -> Iterator[Row]:
    for text in NARRATIVES:
        yield Row(f"narrative {text[:20]}", partial(_with, name="text", value={"status": "generated", "div": text}))
        yield Row(f"title {text[:20]}", partial(_with, name="title", value=text))


@cache
def bomb(filling: bytes) -> bytes:
    """50 MB, packed."""
    return gzip.compress(filling * 50_000_000)


def media() -> Iterator[Row]:
    """What the body is said to be."""
    types = (
        *(
            "",
            " ",
            "json",
            "/",
            "application/",
            "text/plain",
            "text/html",
            "application/xml",
            "application/fhir+xml",
            "text/json",
        ),
        *("application/json;charset=utf-16", "application/json; charset=latin-1", "application/json; charset=utf-7"),
        *("application/json; charset=" + "x" * 5000, "application/json; charset=\x00", "application/json;charset", "*/*"),
        *("application/json, text/html", "APPLICATION/JSON", "application/json;" * 50, "multipart/form-data", "application/pdf"),
        *("multipart/form-data; boundary=", "multipart/form-data; boundary=" + "b" * 3000, "multipart/mixed; boundary=b"),
        *("application/x-www-form-urlencoded", "application/x-www-form-urlencoded; charset=utf-16", "application/octet-stream"),
        *("application/x-ndjson", "application/merge-patch+json", "application/json-patch+json", "image/png", "message/http"),
    )
    for each in types:
        yield Row(f"said to be {each[:40]!r}", said, {"Content-Type": each})
    for each in ("gzip", "deflate", "br", "zstd", "compress", "identity, gzip", "x" * 3000, "gzip, gzip, gzip"):
        yield Row(f"encoded {each[:20]}", said, {"Content-Encoding": each})
    yield Row("a gzip bomb", lambda _: bomb(b"["), {"Content-Encoding": "gzip"})
    yield Row("a gzip bomb without a word", lambda _: bomb(b" "))
    yield Row("a deflate bomb", lambda _: zlib.compress(b"0" * 5_000_000), {"Content-Encoding": "deflate"})
    yield Row("gzip in gzip", lambda _: gzip.compress(gzip.compress(b"1" * 5_000_000)), {"Content-Encoding": "gzip"})
    parts = b"".join(b'--b\r\nContent-Disposition: form-data; name="a%d"\r\n\r\n1\r\n' % each for each in range(3000))
    yield Row("a multipart of many", lambda _: parts + b"--b--", {"Content-Type": "multipart/form-data; boundary=b"})
    yield Row("a multipart without end", lambda _: b"--b\r\n" * 9000, {"Content-Type": "multipart/form-data; boundary=b"})
    for form in (b"&" * 90_000, b"a=1&" * 90_000, b"%" * 1000, b"%zz=%00", b"a" * 900_000, b"=" * 900, b"subject=%ff%fe"):
        yield Row(f"a form {form[:6]!r} of {len(form)}", lambda _, form=form: form, {"Content-Type": FORM})


def headers() -> Iterator[Row]:
    """Headers that lie, repeat, shout or never end."""
    values = (
        "",
        " ",
        "\t",
        "x" * 9000,
        "å",
        "\u00ff\u00fe",
        "null",
        "0",
        "-1",
        "[]",
        "{}",
        "a,b",
        '"',
        "%00",
        "%ff",
        ";",
        "=",
        "١٢٣",
    )
    names = (
        *("nhn-user-role", "hit-user-role", "nhn-source-system", "nhn-access-basis", "nhn-patient-nin", "hit-patient-pid"),
        *("nhn-event-id", "If-Match", "If-None-Match", "If-None-Exist", "Accept", "Prefer", "Authorization", "DPoP"),
    )
    for place, name in enumerate(names):
        for step in range(5):
            value = values[(place * 5 + step) % len(values)]
            yield Row(f"{name}: {value[:16]!r}", headers={name: value})
        yield Row(f"without {name}", headers={name: None})
    for value in ("W/", 'W/"', '"1", "2"', 'W/"9999999999999999999999"', "*, *", 'W/"-1"', 'W/"1.0"', 'w/"١"'):
        yield Row(f"If-Match: {value}", headers={"If-Match": value})
    for value in (
        "application/xml",
        "text/*;q=0",
        "*/*;q=banana",
        "application/json;q=0",
        ";q=1",
        "a/b," * 900,
        "application/fhir+json;x=" + "y" * 999,
    ):
        yield Row(f"Accept: {value[:24]}", headers={"Accept": value})
    for value in (
        "Bearer",
        "Bearer ",
        "bearer x.y.z",
        "Bearer " + "a." * 4000,
        "DPoP x",
        "Basic eDp5",
        "Bearer eyJhbGciOiJub25lIn0.e30.",
        "Negotiate =",
    ):
        yield Row(f"Authorization: {value[:24]}", headers={"Authorization": value})
    role = '{"system":"urn:oid:2.16.578.1.12.4.1.1.9060","code":"%s"}'
    for value in (
        role % ("L" * 99),
        role % "L E",
        quote(role % "LE") + "%",
        "%7B%22system%22%3A1%7D",
        "[" * 3000,
        '{"system":1E9999999}',
        quote("{" * 900),
    ):
        yield Row(f"role {value[-24:]}", headers={"nhn-user-role": value})
    for name, value in (
        ("X-HTTP-Method-Override", "DELETE"),
        ("X-Forwarded-For", "127.0.0.1, " * 200),
        ("X-Forwarded-Host", "evil.example"),
        ("Forwarded", "for=x;proto=gopher"),
        ("X-Original-URL", "/settings"),
        ("Cookie", "egenplan=" + "x" * 5000),
        ("Cookie", "a=b; " * 1000),
        ("Range", "bytes=0-0,1-1," * 100),
        ("Expect", "100-continue"),
        ("Upgrade", "h2c"),
        ("TE", "trailers"),
        ("Origin", "null"),
        ("Accept-Language", "x-" + "a" * 5000),
        ("Accept-Language", "nb;q=banana, *;q=-1"),
        ("If-Modified-Since", "Thu, 99 Foo 9999"),
        ("Content-Length", "0"),
        ("Host", "localhost:99999"),
        ("Host", "evil.example"),
        ("traceparent", "00-" + "0" * 999),
    ):
        yield Row(f"{name}: {value[:20]}", headers={name: value})


def addresses() -> Iterator[Row]:
    """Addresses that are nearly right."""
    for ending in (
        *(
            "/",
            "//",
            "/.",
            "/..",
            "/../..",
            "/%2e%2e",
            "/%2e%2e%2f",
            "%00",
            "/%00",
            "%0d%0aX-A:b",
            "/%ff",
            "%",
            "%zz",
            ";a=b",
            "/a" * 500,
        ),
        *(
            "/_history/0",
            "/_history/-1",
            "/_history/99999999999999999999",
            "/_history/1/2",
            "/_history/%C2%B2",
            "/$everything",
            "/_search/x",
        ),
        *(
            "?",
            "?a",
            "?=",
            "?" + "a=1&" * 2000,
            "?identifier=",
            "?identifier=%00",
            "?identifier=%ff",
            "?identifier=" + "x" * 9000,
        ),
        *(
            "?identifier=a&identifier=b",
            f"?identifier={NUMBER}",
            f"?subject={NUMBER}",
            "?_format=xml",
            "?_include=*&_revinclude=*",
            "?lang=xx",
        ),
        *(
            "?identifier[]=a",
            "?identifier=%27%20OR%201=1--",
            "?identifier=urn:uuid:x",
            "?_count=-1",
            "?_count=99999999999",
            "?_sort=a;b",
            "?_has:a:b:c=d",
        ),
        *(
            "?identifier=%ED%A0%80",
            "?identifier=a|b|c",
            "?identifier=|",
            "?_filter=a%20eq%20b",
            "?subject:Patient.name=x",
            "?%00=%00",
            "?__proto__=1",
        ),
    ):
        yield Row(f"address{ending[:28]}", address=partial(_ending, ending=ending))
    for name, change in (
        ("capitals", str.upper),
        ("double slashes", lambda address: address.replace("/", "//")),
        ("the first part twice", lambda address: address[:4] + address),
        ("an id of text", lambda address: address.rsplit("/", 1)[0] + "/x"),
        ("an id of nothing", lambda address: address.rsplit("/", 1)[0] + "/00000000-0000-0000-0000-000000000000"),
        ("an id too long", lambda address: address.rsplit("/", 1)[0] + "/" + "a" * 3000),
        ("an id in braces", lambda address: address.rsplit("/", 1)[0] + "/%7B00000000-0000-0000-0000-000000000000%7D"),
        ("another kind", lambda address: address.replace("CarePlan", "Patient").replace("plans", "Patient")),
    ):
        yield Row(name, address=change)


def _ending(address: str, ending: str) -> str:
    return address + ending


def methods() -> Iterator[Row]:
    for method in (
        "HEAD",
        "OPTIONS",
        "TRACE",
        "CONNECT",
        "PATCH",
        "PUT",
        "DELETE",
        "POST",
        "GET",
        "PROPFIND",
        "get",
        "BREW",
        "G" * 300,
        "PURGE",
    ):
        yield Row(f"by {method[:10]}", method=method)


def table() -> list[Row]:
    """All of them."""
    whole = [*raw_bodies(), *number_bodies(), *large_bodies()]
    bodies = [Row(name, lambda _, body=body: body) for name, body in whole]
    return [*bodies, *wrong_values(), *narratives(), *media(), *headers(), *addresses(), *methods()]
