"""Who is looked at first."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from itertools import pairwise, product

import pytest

from app.clinicians.rules.order import CheckInFact, Urgency, place, together, urgency

NOON = datetime(2026, 11, 22, 12, tzinfo=UTC)
HOUR = timedelta(hours=1)
ZONES = ("green", None, "yellow", "red")  # better to worse; what is unknown is never green


def test_the_agreed_order_of_what_waits():
    order = [("red", True), ("red", False), ("green", True), ("yellow", False), (None, False), ("green", False)]

    places = [place(_fact(zone, worried), None, None) for zone, worried in order]
    places.insert(4, place(None, _fact("green"), NOON))

    assert places == sorted(places)
    assert len({each.urgency for each in places}) == len(places)


@pytest.mark.parametrize(("better", "worse"), list(pairwise(ZONES)))
@pytest.mark.parametrize("worried", [True, False])
def test_a_worse_zone_never_comes_later(better, worse, worried):
    assert urgency(worse, worried) <= urgency(better, worried)


@pytest.mark.parametrize("zone", ZONES)
def test_worry_never_moves_anybody_down(zone):
    assert urgency(zone, True) < urgency(zone, False)


def test_a_worried_green_outranks_yellow():
    assert urgency("green", True) < urgency("yellow", False)


def test_a_zone_nobody_knows_is_not_green():
    assert urgency("purple", False) is urgency(None, False) is Urgency.UNSURE


def test_of_two_alike_the_one_who_has_waited_longest_is_first():
    earlier = CheckInFact("yellow", False, NOON - HOUR)

    assert place(earlier, None, None) < place(_fact("yellow"), None, None)


@pytest.mark.parametrize(("zone", "worried"), list(product(ZONES, (True, False))))
def test_the_unseen_come_before_the_seen(zone, worried):
    assert place(_fact(zone, worried), None, None) < place(None, _fact("red", True), None)


def test_a_missing_check_in_is_in_the_list_though_the_last_was_seen():
    silent = place(None, _fact("green"), NOON)

    assert silent.urgency is Urgency.UNANSWERED
    assert not silent.looked_at


def test_an_unseen_red_counts_though_a_check_in_is_missing_too():
    assert place(_fact("red"), _fact("green"), NOON).urgency is Urgency.RED


def test_a_missing_check_in_is_not_hidden_by_an_unseen_green():
    assert place(_fact("green"), _fact("green"), NOON).urgency is Urgency.UNANSWERED


@pytest.mark.parametrize(("one", "other"), list(product(product(ZONES, (True, False)), repeat=2)))
def test_what_waits_together_is_never_less_urgent_than_any_of_it(one, other):
    first, second = _fact(*one), _fact(*other)

    whole = place(together(first, second.measured_at if second.worried else None), None, None)

    assert whole.urgency <= urgency(*one)
    assert not second.worried or whole.urgency <= Urgency.WORRIED


def test_a_red_and_a_worried_check_in_apart_are_worried_and_red():
    assert place(together(_fact("red"), NOON), None, None).urgency is Urgency.WORRIED_AND_RED


def test_who_was_worried_first_has_waited_since_then():
    assert together(_fact("yellow"), NOON - HOUR).measured_at == NOON - HOUR
    assert together(_fact("yellow"), NOON + HOUR).measured_at == NOON
    assert together(_fact("yellow"), None) == _fact("yellow")


def test_who_has_never_checked_in_and_is_not_expected_to_comes_last():
    assert place(None, None, None) > place(None, _fact("green"), None)


def _fact(zone: str | None, worried: bool = False) -> CheckInFact:
    return CheckInFact(zone, worried, NOON)
