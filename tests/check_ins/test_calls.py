"""Who answers at night."""

from __future__ import annotations

import pytest

from app.check_ins.rules import always_open


@pytest.mark.parametrize("hours", ["Hele døgnet", " hele døgnet. ", "Døgnet rundt", "Når som helst", "24/7", "Round the clock"])
def test_hours_without_an_end(hours):
    assert always_open(hours)


@pytest.mark.parametrize(
    "hours",
    [
        "Hverdager 8–15",
        "Alle dager 8–15.30",
        "",
        None,
        "Etter avtale",
        "Ikke hele døgnet",
        "Hele døgnet, unntatt i helgen",
        "Man-fre døgnet rundt",
        "Hele døgnet i helgen",
        "Hverdager hele døgnet",
    ],
)
def test_hours_that_end_or_that_we_do_not_understand(hours):
    assert not always_open(hours)
