"""When a machine is free: by hand on small weeks, and minute by minute against a slow second opinion."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from itc.algorithms.scheduling.open_time import Calendar, common
from itc.algorithms.scheduling.spans import NEVER, Spans
from itc.resources.rules.free import Bench, Need, Starts, united

DAY = 24 * 60
OPENS, CLOSES = 510, 990  # 08:30 and 16:30


def week(*openings: tuple[int, int], days: int = 3) -> Calendar:
    found = [(day * DAY + opens, day * DAY + closes) for day in range(days) for opens, closes in openings]
    return Calendar(tuple(start for start, _ in found), tuple(end for _, end in found))


MACHINE = week((OPENS, CLOSES))
OFFICE = week((540, 720), (780, 960))  # 09:00–12:00, 13:00–16:00
HOUR = Need(setup=0, use=60, cleaning=0)
WHOLE = Need(setup=30, use=60, cleaning=45)


def starts(bench: Bench, need: Need, first: int = 0, last: int = DAY) -> list[tuple[int, int]]:
    return [(each.first, each.last) for each in bench.starts(need, first, last)]


def test_an_empty_day_is_free_from_opening_to_the_last_start_that_fits() -> None:
    assert starts(Bench(MACHINE, NEVER), HOUR) == [(OPENS, CLOSES - 60)]


def test_set_up_comes_before_use_and_cleaning_before_closing() -> None:
    assert starts(Bench(MACHINE, NEVER), WHOLE) == [(OPENS + 30, CLOSES - 45 - 60)]


def test_what_is_held_parts_the_day_in_two() -> None:
    taken = Spans((600,), (700,))
    assert starts(Bench(MACHINE, taken), HOUR) == [(OPENS, 540), (700, CLOSES - 60)]


def test_a_gap_too_short_is_not_shown_and_one_that_just_fits_is() -> None:
    taken = Spans((OPENS + 59, 700), (639, 980))
    assert starts(Bench(MACHINE, taken), HOUR) == [(639, 640)]


def test_machine_and_operator_are_free_together() -> None:
    shared = common(MACHINE, OFFICE)
    operator_away = Spans((600,), (720,))
    assert starts(Bench(shared, operator_away), HOUR) == [(540, 540), (780, 900)]


def test_hours_that_fit_no_opening_fit_no_day() -> None:
    assert starts(Bench(MACHINE, NEVER), Need(0, 481, 0), last=3 * DAY) == []
    assert starts(Bench(MACHINE, NEVER), Need(0, 480, 0)) == [(OPENS, OPENS)]


def test_nothing_starts_before_the_notice_is_over() -> None:
    assert starts(Bench(MACHINE, NEVER), HOUR, first=700) == [(700, CLOSES - 60)]
    assert starts(Bench(MACHINE, NEVER), HOUR, first=CLOSES - 59) == []


def test_over_night_the_use_goes_on_and_cleaning_waits_for_the_morning() -> None:
    bench = Bench(MACHINE, NEVER, overnight=MACHINE)
    long = Need(setup=30, use=20 * 60, cleaning=45)
    assert starts(bench, long) == [(OPENS + 30, CLOSES)]
    begin = OPENS
    used = begin + 30 + 20 * 60  # 05:00 of the next day
    assert bench.held_to(begin, long) == DAY + OPENS + 45 > used


def test_over_night_a_booking_of_the_next_morning_stands_in_the_way() -> None:
    taken = Spans((DAY + OPENS,), (DAY + OPENS + 10,))
    long = Need(setup=30, use=20 * 60, cleaning=45)
    assert starts(Bench(MACHINE, taken, overnight=MACHINE), long) == []
    clean = Need(setup=30, use=14 * 60, cleaning=0)
    last = DAY + OPENS - 14 * 60  # of use, so that it ends as the booking begins
    assert starts(Bench(MACHINE, taken, overnight=MACHINE), clean) == [(OPENS + 30, min(CLOSES, last))]


def test_past_the_end_of_open_time_nothing_is_finished() -> None:
    bench = Bench(MACHINE, NEVER, overnight=MACHINE)
    assert starts(bench, Need(30, 20 * 60, 45), first=2 * DAY, last=3 * DAY) == []


def test_starts_of_two_operators_that_meet_are_one_stretch() -> None:
    assert united([Starts(60, 90), Starts(10, 20), Starts(21, 30), Starts(70, 80)]) == (
        Starts(10, 30),
        Starts(60, 90),
    )
    assert united([]) == ()


# minute by minute

minutes = st.integers(0, 60)


@st.composite
def spans(draw: st.DrawFn, most: int = 200) -> Spans:
    ends = sorted(draw(st.sets(st.integers(0, most), max_size=8)))
    return Spans(tuple(ends[: len(ends) // 2 * 2 : 2]), tuple(ends[1::2]))


def calendar(of: Spans) -> Calendar:
    return Calendar(of.starts, of.ends)


needs = st.builds(Need, setup=st.integers(0, 6), use=st.integers(1, 20), cleaning=st.integers(0, 6))


def open_at(openings: Calendar, minute: int) -> bool:
    return any(start <= minute < end for start, end in zip(openings.starts, openings.ends, strict=True))


def slow(bench: Bench, need: Need, first: int, last: int) -> set[int]:
    """Try every minute, and look at every minute that would be held."""
    found = set()
    for begin in range(first, last):
        use_from = begin + need.setup
        minute = use_from + need.use
        if bench.overnight is None:
            minute += need.cleaning
            if not all(open_at(bench.shared, each) for each in range(begin, minute)):
                continue
        else:
            if not all(open_at(bench.shared, each) for each in range(begin, max(use_from, begin + 1))):
                continue
            left = need.cleaning
            while left and minute < 500:
                left -= open_at(bench.overnight, minute)
                minute += 1
            if left:
                continue
        taken = zip(bench.busy.starts, bench.busy.ends, strict=True)
        if not any(start < minute and end > begin for start, end in taken):
            found.add(use_from)
    return found


@pytest.mark.parametrize("overnight", [False, True])
@given(data=st.data(), need=needs, first=st.integers(0, 100), length=st.integers(0, 120))
def test_every_start_is_found_and_no_other(
    overnight: bool, data: st.DataObject, need: Need, first: int, length: int
) -> None:
    machine = calendar(data.draw(spans()))
    shared = common(machine, calendar(data.draw(spans())))
    bench = Bench(shared, data.draw(spans(260)), machine if overnight else None)
    found = list(bench.starts(need, first, first + length))
    each = [minute for stretch in found for minute in range(stretch.first, stretch.last + 1)]
    assert len(each) == len(set(each))
    assert each == sorted(each)
    assert set(each) == slow(bench, need, first, first + length)
