"""Whatever bytes arrive: a value, or a refusal that says where, quickly."""

from __future__ import annotations

import json
import time
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.exchange.reader import MAX_BYTES, MAX_DEPTH, BadJson, read_json, write_json

DEEP = MAX_DEPTH + 1
BOMBS = {
    "exponent": b"1E9999999",
    "negative exponent": b"-1e-9999999",
    "exponent of many digits": b"1e" + b"9" * 900_000,
    "exponent just beyond": b'{"a": 1e31}',
    "digits": b"1" * 900_000,
    "decimals": b"0." + b"1" * 900_000,
    "41 digits": b"1." + b"2" * 41,
    "2^63": str(2**63).encode(),
    "below -2^63": str(-(2**63) - 1).encode(),
    "depth of lists": b"[" * DEEP + b"]" * DEEP,
    "depth of objects": b'{"a":' * DEEP + b"1" + b"}" * DEEP,
    "depth never closed": b"[" * 999_999,
    "depth never opened": b"]" * 999_999,
    "depth of both": b'[{"a":' * 300_000,
    "huge list": b"[" + b"1," * 450_000 + b"1]",
    "huge list of lists": b"[" + b"[]," * 300_000 + b"[]]",
    "huge list of texts": b"[" + b'"",' * 300_000 + b'""]',
    "huge object": b"{" + b",".join(b'"%d":1' % number for number in range(90_000)) + b"}",
    "only quotes": b'"' * 999_999,
    "escaped quotes that never end": b'"' + b'\\"' * 400_000,
    "backslashes": b'"' + b"\\" * 900_001,
    "spaces": b" " * 999_999,
    "too many bytes": b'"' + b"a" * MAX_BYTES + b'"',
}
REFUSED = {
    "nothing": b"",
    "blank": b" \n",
    "duplicate key": b'{"a": 1, "a": 1}',
    "duplicate key by escape": b'{"a": 1, "\\u0061": 2}',
    "NaN": b"NaN",
    "Infinity": b'{"a": Infinity}',
    "-Infinity": b"[-Infinity]",
    "lone high surrogate": b'"\\ud800"',
    "lone low surrogate": b'"\\uDFFF"',
    "surrogates the wrong way round": b'"\\udc00\\ud800"',
    "surrogate in a name": b'{"\\ud800": 1}',
    "NUL": b'"a\\u0000b"',
    "NUL in a name": b'{"a\\u0000": 1}',
    "bare NUL": b'"a\x00b"',
    "bare line break": b'"a\nb"',
    "invalid UTF-8": b'"\xff"',
    "overlong UTF-8": b'"\xc0\xaf"',
    "surrogate in UTF-8": b'"\xed\xa0\x80"',
    "UTF-16": '{"a": 1}'.encode("utf-16"),
    "two marks of byte order": b"\xef\xbb\xbf\xef\xbb\xbf{}",
    "trailing garbage": b"{} x",
    "two values": b"{}{}",
    "trailing comma": b"[1,]",
    "single quotes": b"{'a': 1}",
    "comment": b"{} // hi",
    "plus": b"+1",
    "leading zero": b"01",
    "hexadecimal": b"0x1",
    "half a number": b"1.",
    "no digits": b".5",
    "XML": b"<CarePlan/>",
    "form": b"a=1&b=2",
    "unclosed": b'{"a": [1, 2',
    "words": b"nul",
    "bad escape": b'"\\x41"',
}


@pytest.mark.parametrize("raw", BOMBS.values(), ids=BOMBS)
def test_a_bomb_is_refused_within_50_ms(raw: bytes) -> None:
    best = min(refused_in(raw) for _ in range(3))
    assert best < 0.05


@pytest.mark.parametrize("raw", REFUSED.values(), ids=REFUSED)
def test_what_is_not_whole_json_is_refused(raw: bytes) -> None:
    refused_in(raw)


@pytest.mark.parametrize(
    ("raw", "path"),
    [
        (b'{"resourceType": "CarePlan", "activity": [{}, {"detail": {"n": NaN}}]}', "CarePlan.activity[1].detail.n"),
        (b'{"resourceType": "Goal", "target": [{"a": 1, "a": 2}]}', "Goal.target[0]"),
        (b'{"resourceType": "<b>", "text": "\\u0000"}', "text"),
        (b'{"clinical_content": {"zones": [{"action": "\\ud800"}]}}', "clinical_content.zones[0].action"),
        (b"[[1e99]]", "[0][0]"),
        (b"{", ""),
    ],
)
def test_the_refusal_says_where(raw: bytes, path: str) -> None:
    with pytest.raises(BadJson) as refusal:
        read_json(raw)
    assert refusal.value.path == path


def test_the_refusal_repeats_nothing_that_was_sent() -> None:
    with pytest.raises(BadJson) as refusal:
        read_json(b'{"name": "Kari Hemmelig" oops}')
    assert "Hemmelig" not in str(refusal.value)


@pytest.mark.parametrize(
    ("raw", "value"),
    [
        (b"null", None),
        (b"\xef\xbb\xbf{}", {}),
        (b"9223372036854775807", 2**63 - 1),
        (b"-9223372036854775808", -(2**63)),
        (b"37.10", Decimal("37.10")),
        (b'"\\ud83d\\ude00 \\u00e6"', "\U0001f600 æ"),
        (b'"a\\\\u0000"', "a\\u0000"),
        (b"[" * MAX_DEPTH + b"]" * MAX_DEPTH, None),
        (b'"[[[[[[[[[[' + b"[" * 100 + b'"', "[" * 110),
    ],
)
def test_what_is_whole_is_read(raw: bytes, value: object) -> None:
    read = read_json(raw)
    assert value is None or (read == value and type(read) is type(value))


@pytest.mark.parametrize(
    "text", ["37.10", "0.0000001", "100.0", "-0.50", "1E+3", "1E-30", "9.99E+30", "0.00", "1234567890.12345678901234567890"]
)
def test_decimals_come_back_with_their_precision(text: str) -> None:
    written = write_json({"value": read_json(text.encode())}).decode()
    again = read_json(written.encode())
    assert isinstance(again, dict)
    assert Decimal(text).as_tuple() == again["value"].as_tuple()  # type: ignore[union-attr]


def test_ordinary_decimals_come_back_letter_by_letter() -> None:
    raw = b'{"a":[37.10,0.0000001,-0.50,12],"b":"37.10","c":null}'
    assert write_json(read_json(raw)) == raw


def test_what_python_cannot_say_exactly_is_never_written() -> None:
    for value in (Decimal("NaN"), Decimal("Infinity"), float("nan"), object(), b"bytes"):
        with pytest.raises((TypeError, ValueError)):
            write_json({"value": value})


TEXTS = st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\x00"))
NUMBERS = st.integers(-(2**63), 2**63 - 1) | st.decimals(
    allow_nan=False, allow_infinity=False, places=4, min_value=-(10**9), max_value=10**9
)
VALUES = st.recursive(
    st.none() | st.booleans() | NUMBERS | TEXTS, lambda part: st.lists(part) | st.dictionaries(TEXTS, part), max_leaves=20
)


@given(VALUES)
def test_anything_written_is_read_again(value: object) -> None:
    assert read_json(write_json(value)) == value


@given(st.binary(max_size=200) | st.text(alphabet='{}[]":,\\u0de+-.123aN \n', max_size=200).map(str.encode))
def test_any_bytes_are_read_or_refused(raw: bytes) -> None:
    try:
        value = read_json(raw)
    except BadJson:
        return
    assert json.loads(write_json(value)) is not Ellipsis


def refused_in(raw: bytes) -> float:
    """The processor time it took to refuse `raw`."""
    start = time.process_time()
    with pytest.raises(BadJson):
        read_json(raw)
    return time.process_time() - start
