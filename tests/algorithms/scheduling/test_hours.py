"""Hours in arrays say what each calendar says, and held time what a loop over its spans says."""

from collections.abc import Callable, Sequence

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from itc.algorithms.scheduling.hours import NEVER, ROW, Held, Hours, Minutes, Run
from itc.algorithms.scheduling.open_time import DAY, Calendar, local_day
from itc.algorithms.scheduling.spans import FIRST, LAST, Spans
from tests.algorithms.scheduling.letters import BANGKOK, at, openings, spans
from tests.algorithms.scheduling.strategies import TINY, Scale, calendars, intervals

CALENDARS = st.lists(calendars(TINY) | st.just(openings()), min_size=1, max_size=4)
MINUTES = range(TINY.start - 8, TINY.start + TINY.length + 8)
FIRST_ROW = np.zeros(1, np.int64)


def asked(rows: Sequence[Calendar], minutes: Sequence[int]) -> tuple[Minutes, Minutes]:
    """Return the base of each row for each minute, and the minutes of each row, as `Hours` is asked."""
    return np.repeat(np.arange(len(rows)) * ROW, len(minutes)), np.tile(
        np.array(minutes, np.int64), len(rows)
    )


def each_of(
    rows: Sequence[Calendar], minutes: Sequence[int], say: Callable[[Calendar, int], int]
) -> list[int]:
    """Return what is said of each minute of each row, one by one."""
    return [say(calendar, minute) for calendar in rows for minute in minutes]


@settings(max_examples=30, deadline=None)
@given(CALENDARS)
def test_open_minutes_before_each_minute_are_those_of_each_calendar(rows: list[Calendar]) -> None:
    found = Hours(rows).worked_before(*asked(rows, MINUTES))
    assert found.tolist() == each_of(rows, MINUTES, Calendar.worked_before)


@settings(max_examples=30, deadline=None)
@given(CALENDARS)
def test_every_open_minute_is_found_by_its_index(rows: list[Calendar]) -> None:
    hours = Hours(rows)
    for number, calendar in enumerate(rows):
        base = np.full(calendar.total, number * ROW)
        found = hours.nth(base, np.arange(calendar.total))
        assert found.tolist() == [calendar.nth(index) for index in range(calendar.total)]
        assert hours.total(base).tolist() == [calendar.total] * calendar.total


def fits(calendar: Calendar, length: int) -> list[int]:
    """Return the minutes from which an opening has a length left, tried one by one."""
    pairs = list(zip(calendar.starts, calendar.ends, strict=True))
    return [
        minute
        for minute in MINUTES
        if any(start <= minute < end and minute + length <= end for start, end in pairs)
    ]


@settings(max_examples=30, deadline=None)
@given(CALENDARS, st.integers(0, 9))
def test_the_first_minute_that_fits_is_the_first_of_all(rows: list[Calendar], length: int) -> None:
    base, minutes = asked(rows, MINUTES)
    found = Hours(rows).first_fit(base, minutes, np.full(len(base), length))
    every = {id(calendar): fits(calendar, length) for calendar in rows}
    assert found.tolist() == each_of(
        rows,
        MINUTES,
        lambda row, minute: min((each for each in every[id(row)] if each >= minute), default=-1),
    )


@settings(max_examples=30, deadline=None)
@given(CALENDARS, st.integers(1, 9))
def test_the_last_minute_that_fits_is_the_last_of_all(rows: list[Calendar], length: int) -> None:
    base, minutes = asked(rows, MINUTES)
    found = Hours(rows).last_fit(base, minutes, np.full(len(base), length))
    every = {id(calendar): fits(calendar, length) for calendar in rows}
    assert found.tolist() == each_of(
        rows,
        MINUTES,
        lambda row, minute: max((each for each in every[id(row)] if each <= minute), default=-1),
    )


DAYS = Scale(at(2, 0), 4 * DAY, opening=DAY, booking=0, use=DAY, setup=90, travel=0, wait_days=0)
"""Four days, of which some openings last over midnight."""
NIGHTS = intervals(DAYS, DAY // 2, DAY, 1, 4).map(lambda found: openings(*found))
RUNS = st.builds(
    lambda paused, use, cleaning, setup: Run(
        use, 1 if paused else use + cleaning, 0 if paused else setup, paused
    ),
    st.booleans(),
    st.integers(1, 700),
    st.integers(0, 90),
    st.integers(0, 90),
)


def longest(calendar: Calendar, run: Run, span: tuple[int, int]) -> int:
    """Return the most days of a run that is used between two minutes, tried from every fifth one on."""
    most = 1
    for start, end in zip(calendar.starts, calendar.ends, strict=True):
        for begin in {*range(start + run.lead, end - run.room + 1, 5), end - run.room}:
            index = calendar.worked_before(begin) + run.use - 1
            if begin < max(start + run.lead, span[0]) or (run.paused and index >= calendar.total):
                continue
            last = calendar.nth(index) if run.paused else begin + run.use - 1
            if last < span[1]:
                most = max(most, local_day(last, BANGKOK) - local_day(begin, BANGKOK) + 1)
    return most


@settings(max_examples=30, deadline=None)
@given(st.lists(NIGHTS, min_size=1, max_size=3), RUNS, st.integers(0, 2 * DAY), st.integers(1, 3 * DAY))
def test_no_run_lasts_more_days_than_the_most(rows: list[Calendar], run: Run, more: int, length: int) -> None:
    span = (at(2, 0) + more, at(2, 0) + more + length)
    found = [Hours(rows).most_days(np.array([number]), run, span, BANGKOK) for number in range(len(rows))]
    assert all(longest(row, run, span) <= most for row, most in zip(rows, found, strict=True))
    assert Hours(rows).most_days(np.arange(len(rows)), run, span, BANGKOK) == max(found)
    assert max(found) <= local_day(span[1] - 1, BANGKOK) - local_day(at(2, 0), BANGKOK) + 1


EVENINGS = openings(*((at(day, 20), at(day + 1, 4)) for day in (0, 2, 4, 6)))
"""From Monday at 20:00 to Tuesday at 4:00, and so on every other day."""


@pytest.mark.parametrize(
    ("run", "most"),
    [
        (Run(1, 1, 0, paused=True), 1),
        (Run(2, 1, 0, paused=True), 2),  # Tuesday 3:59 and Wednesday 20:00, or both sides of a midnight
        (Run(241, 1, 0, paused=True), 2),
        (Run(242, 1, 0, paused=True), 3),  # from Tuesday 3:59 to Thursday 0:00
        (Run(481, 1, 0, paused=True), 3),
        (Run(482, 1, 0, paused=True), 4),  # from Monday 23:59 to Thursday 0:00
        (Run(2, 2, 0, paused=False), 2),
        (Run(60, 60, 239, paused=False), 2),
        (Run(60, 60, 240, paused=False), 1),  # set up until midnight
        (Run(23 * 60, 1, 300, paused=False), 2),  # set up until 1:00, used from 3:59 on Tuesday
        (Run(60, 241, 0, paused=False), 2),
        (Run(60, 300, 0, paused=False), 1),  # begun by 23:00
    ],
)
def test_a_run_begun_late_lasts_over_the_most_days(run: Run, most: int) -> None:
    until_thursday = (at(0, 0), at(3, 12))
    assert Hours([EVENINGS]).most_days(np.array([0]), run, until_thursday, BANGKOK) == most


def test_a_run_lasts_over_no_more_days_than_lie_before_the_end() -> None:
    run = Run(482, 1, 0, paused=True)
    found = [
        Hours([EVENINGS]).most_days(np.array([0]), run, (at(0, 0), at(1, end)), BANGKOK) for end in (0, 2)
    ]
    assert found == [1, 2]


HELD = st.lists(intervals(TINY, 6, 5, 0, 8).map(Spans.merged), min_size=1, max_size=4)


def held_of(rows: Sequence[Spans]) -> Held:
    return Held.of(dict(enumerate(rows)))


@settings(max_examples=60, deadline=None)
@given(HELD, st.integers(1, 12))
def test_the_end_and_the_start_of_what_overlaps_are_those_of_a_loop(rows: list[Spans], length: int) -> None:
    held = held_of(rows)
    for number, row in enumerate(rows):
        starts = np.array(MINUTES, np.int64)
        base = np.full(len(starts), held.base[number])
        over = [
            [pair for pair in row.pairs() if pair[0] < minute + length and minute < pair[1]]
            for minute in MINUTES
        ]
        assert held.overlap_end(base, starts, starts + length).tolist() == [
            max((end for _, end in each), default=-1) for each in over
        ]
        assert held.overlap_start(base, starts, starts + length).tolist() == [
            min((start for start, _ in each), default=NEVER) for each in over
        ]


def test_what_is_held_for_ever_reaches_neither_the_row_before_nor_the_one_after() -> None:
    held = held_of([spans((5, 9)), Spans((FIRST,), (LAST,)), spans((7, 8))])
    base, start, end = np.array([0, ROW, 2 * ROW]), np.array([1, 1, 1]), np.array([5, 5, 7])
    assert held.overlap_end(base, start, end).tolist() == [-1, ROW - 1, -1]
    assert held.overlap_start(base, start, end).tolist() == [NEVER, 0, NEVER]
    assert held.overlap_end(base, start, end + 1).tolist() == [9, ROW - 1, 8]
    assert held.overlap_start(base, start, end + 1).tolist() == [5, 0, 7]


def joined(row: Spans, calendar: Calendar, worked: int, clock: int) -> list[tuple[int, int]]:
    """Return spans, two joined where what is open between them, or the clock, is less than needed."""
    found: list[tuple[int, int]] = []
    for start, end in row.pairs():
        if found and (
            start - found[-1][1] < clock
            or calendar.worked_before(start) - calendar.worked_before(found[-1][1]) < worked
        ):
            found[-1] = (found[-1][0], end)
        else:
            found.append((start, end))
    return found


def pairs(held: Held, key: int) -> list[tuple[int, int]]:
    """Return the spans of a key, asked for minute by minute."""
    minutes = np.array(MINUTES, np.int64)
    base = np.full(len(minutes), held.base[key])
    ends = held.overlap_end(base, minutes, minutes + 1)
    begins = held.overlap_start(base, minutes, minutes + 1)
    return sorted(
        {(start, end) for start, end in zip(begins.tolist(), ends.tolist(), strict=True) if end >= 0}
    )


@settings(max_examples=60, deadline=None)
@given(HELD, CALENDARS, st.integers(0, 8), st.integers(0, 8), st.data())
def test_spans_between_which_no_run_has_room_are_joined(
    rows: list[Spans], hours: list[Calendar], worked: int, clock: int, data: st.DataObject
) -> None:
    of_row = [data.draw(st.integers(0, len(hours) - 1)) for _ in rows]
    asked_for = sorted(data.draw(st.sets(st.integers(0, len(rows) - 1), min_size=1)))
    held = held_of(rows).open_in(Hours(hours), of_row)
    some = held.with_room(np.array([held.base[key] for key in asked_for] * 2), worked, clock)
    for key in asked_for:
        assert pairs(some, key) == joined(rows[key], hours[of_row[key]], worked, clock)
    assert [pairs(held, key) for key in range(len(rows))] == [list(row.pairs()) for row in rows]


def test_held_time_without_hours_is_joined_by_the_clock_alone() -> None:
    row = spans((at(0, 8), at(0, 9)), (at(0, 10), at(0, 11)), (at(0, 11, 59), at(0, 13)))
    some = held_of([row]).with_room(FIRST_ROW, 10**6, 60)
    start, end = np.array([at(0, 9), at(0, 11)]), np.array([at(0, 10), at(0, 11, 1)])
    assert some.overlap_end(np.zeros(2, np.int64), start, end).tolist() == [-1, at(0, 13)]


def test_lunch_between_two_bookings_leaves_no_room_though_the_clock_does() -> None:
    noon = openings((at(0, 8), at(0, 12)), (at(0, 13), at(0, 17)))
    row = spans((at(0, 8), at(0, 12)), (at(0, 13, 5), at(0, 14)))
    held = held_of([row]).open_in(Hours([noon]), [0])
    lunch = (FIRST_ROW, FIRST_ROW + at(0, 12), FIRST_ROW + at(0, 13))
    assert held.with_room(FIRST_ROW, 5, 60).overlap_end(*lunch).tolist() == [-1]
    assert held.with_room(FIRST_ROW, 6, 60).overlap_end(*lunch).tolist() == [at(0, 14)]
