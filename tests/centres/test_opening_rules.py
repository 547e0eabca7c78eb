"""A province changes hands on a day: on every day exactly one centre leads, before, on and after it."""

import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from itc.centres.rules.opening import KINDS, STEPS, CannotHandOver, Lead, Refused, hand_over, new_code, unled

START = dt.date(2026, 1, 1)
DAYS = st.integers(0, 400)


@st.composite
def led(draw: st.DrawFn) -> list[Lead]:
    """Who leads a province from START on without a gap, one after the other, the last without end."""
    lengths = draw(st.lists(st.integers(1, 120), max_size=4))
    names = draw(st.lists(st.sampled_from(["P", "Q", "R"]), min_size=len(lengths) + 1, max_size=5))
    leads, first = [], START
    for key, length in enumerate(lengths):
        last = first + dt.timedelta(days=length - 1)
        leads.append(Lead(names[key], first, last, key))
        first = last + dt.timedelta(days=1)
    return [*leads, Lead(names[len(lengths)], first, None, len(lengths))]


def why_not(leads: list[Lead], on: dt.date) -> Refused | None:
    try:
        hand_over(leads, parent="P", to="NEW", on=on)
    except CannotHandOver as error:
        return error.why
    return None


@given(led(), DAYS)
def test_each_day_is_led_by_exactly_one(leads: list[Lead], ahead: int) -> None:
    on = START + dt.timedelta(days=ahead)
    before = next(each for each in leads if each.on(on))
    refused = why_not(leads, on)
    if before.centre != "P" or before.first == on:
        assert refused == (Refused.ANOTHER if before.centre != "P" else Refused.BEGINS)
        return
    after = hand_over(leads, parent="P", to="NEW", on=on).after(leads)
    for number in range(600):
        day = START + dt.timedelta(days=number)
        leading = [each.centre for each in after if each.on(day)]
        was = next(each for each in leads if each.on(day))
        expected = "NEW" if day >= on and was.key == before.key else was.centre
        assert leading == [expected], day


@given(led(), DAYS)
def test_what_is_handed_over_leaves_no_day_unled_and_what_is_torn_out_is_found(
    leads: list[Lead], ahead: int
) -> None:
    assert unled(leads, since=START) == []
    on = START + dt.timedelta(days=ahead)
    if why_not(leads, on) is None:
        after = hand_over(leads, parent="P", to="NEW", on=on).after(leads)
        assert unled(after, since=START) == []
        assert unled([*after, Lead("TWICE", on, on)], since=START) == [(on, 2)]
        torn = [each for each in after if each.centre != "NEW"]
        assert unled(torn, since=START)[0] == (on, 0)


def test_a_day_that_nobody_leads_is_not_handed_over() -> None:
    gap = [Lead("P", START, START + dt.timedelta(days=9), 1)]
    with pytest.raises(CannotHandOver) as caught:
        hand_over(gap, parent="P", to="NEW", on=START + dt.timedelta(days=10))
    assert caught.value.why == Refused.NOBODY


def test_a_code_is_new_and_says_the_province() -> None:
    assert new_code("mini_itc", "TH-51", set()) == "MINI-51"
    assert new_code("mini_itc", "TH-51", {"MINI-51", "MINI-51-2"}) == "MINI-51-3"


def test_no_way_is_longer_than_twelve_screens_and_only_a_mini_itc_leads() -> None:
    assert len(STEPS) <= 12
    assert [code for code, kind in KINDS.items() if kind.leads] == ["mini_itc"]
