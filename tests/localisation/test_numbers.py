"""A number a person typed is that number in every language, or none: 37,2 is never 372."""

from __future__ import annotations

from decimal import Decimal

import pytest
from flask import Flask
from flask_babel import force_locale
from hypothesis import example, given
from hypothesis import strategies as st

from app.localisation.numbers import NotANumber, number, parse_decimal

WHOLE = st.integers(min_value=0, max_value=999_999)
DIGITS = st.text("0123456789", min_size=1, max_size=6)
SIGNS = st.sampled_from(["", "-", "+", "−", "–"])
DOUBTFUL = (
    *("", " ", ",", ".", "1,", ",5", "--1", "1,2,3", "1.2.3"),  # not one number
    *("1.000", "12,345", "1 000", "1'000", "1_000"),  # a thousand times more, or not
    *("1e5", "1E9999999", "NaN", "Infinity", "0x10", "٣٧", "３７", "½"),  # what only machines write, and digits we do not read
    *("37.2 C", "12\n13", "\x00", "1\x00", "9" * 13, "1" + "0" * 10_000),
)
AROUND = st.sampled_from(["", " ", "  ", "\t", "\u00a0"])


@given(whole=WHOLE, digits=DIGITS, mark=st.sampled_from([",", "."]), sign=SIGNS, around=AROUND)
@example(37, "2", ",", "", "")
def test_comma_and_point_mean_the_same_and_digits_stay_as_typed(
    whole: int, digits: str, mark: str, sign: str, around: str
) -> None:
    if len(digits) == 3 and 0 < whole <= 999:
        return  # 1.000: see below
    read = parse_decimal(f"{around}{sign}{whole}{mark}{digits}{around}")
    minus = "-" if sign in ("-", "−", "–") else ""
    assert str(read) == f"{minus}{whole}.{digits}"


@given(
    whole=st.integers(min_value=1, max_value=999),
    digits=st.text("0123456789", min_size=3, max_size=3),
    mark=st.sampled_from(",."),
)
def test_what_could_be_a_thousand_times_more_is_asked_about(whole: int, digits: str, mark: str) -> None:
    with pytest.raises(NotANumber):
        parse_decimal(f"{whole}{mark}{digits}")


@given(st.text(max_size=30))
def test_any_text_is_a_modest_number_or_refused(text: str) -> None:
    try:
        read = parse_decimal(text)
    except NotANumber:
        return
    assert read.is_finite()
    assert abs(read) < 10**12
    typed = [letter for letter in text if letter.isdigit()]
    assert "".join(typed).lstrip("0") == "".join(map(str, read.as_tuple().digits)).lstrip("0"), "a digit was lost or made up"


@pytest.mark.parametrize("text", DOUBTFUL)
def test_doubtful_ones_are_refused(text: str) -> None:
    with pytest.raises(NotANumber):
        parse_decimal(text)


@pytest.mark.parametrize(("language", "written"), [("nb", "37,20"), ("en", "37.20")])
def test_written_as_the_reader_writes_with_every_digit(built: Flask, language: str, written: str) -> None:
    with built.test_request_context(), force_locale(language):
        assert number(Decimal("37.20")) == written


@given(st.decimals(min_value=-999, max_value=999, places=2))
@pytest.mark.parametrize("language", ["nb", "en"])
def test_what_is_shown_can_be_typed_back(built: Flask, language: str, value: Decimal) -> None:
    with built.test_request_context(), force_locale(language):
        assert parse_decimal(number(value)) == value
