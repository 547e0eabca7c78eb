"""Busy intervals: what is refused, what overlaps, what is added."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from itc.algorithms.scheduling.spans import NEVER, Spans
from tests.algorithms.scheduling.letters import spans


def test_intervals_that_overlap_by_one_minute_are_refused() -> None:
    with pytest.raises(ValueError, match="must not overlap"):
        spans((0, 10), (9, 20))


def test_intervals_that_touch_are_kept_apart() -> None:
    assert spans((0, 10), (10, 20)).starts == (0, 10)


@pytest.mark.parametrize("interval", [(5, 5), (5, 4)])
def test_an_interval_without_length_is_refused(interval: tuple[int, int]) -> None:
    with pytest.raises(ValueError, match="end after it starts"):
        spans(interval)


def test_as_many_ends_as_starts_are_asked_for() -> None:
    with pytest.raises(ValueError, match="as many ends"):
        Spans((1,), ())


@pytest.mark.parametrize(
    ("start", "end", "expected"),
    [
        (0, 10, None),
        (0, 11, 20),
        (19, 30, 20),
        (20, 30, None),
        (0, 31, 40),
        (15, 100, 40),
        (40, 50, None),
    ],
)
def test_overlap_is_half_open_and_names_the_last_interval(start: int, end: int, expected: int | None) -> None:
    assert spans((10, 20), (30, 40)).overlap_end(start, end) == expected


def test_nothing_overlaps_never() -> None:
    assert NEVER.overlap_end(0, 10**9) is None


def test_merging_joins_what_overlaps_or_touches_in_any_order() -> None:
    assert Spans.merged([(5, 7), (0, 2), (2, 4), (6, 9)]) == spans((0, 4), (5, 9))


@given(st.lists(st.lists(st.tuples(st.integers(0, 40), st.integers(1, 9)), max_size=6), max_size=3))
def test_a_union_is_busy_in_the_minutes_in_which_any_is(several: list[list[tuple[int, int]]]) -> None:
    each = [Spans.merged((start, start + length) for start, length in some) for some in several]
    busy = {minute for some in several for start, length in some for minute in range(start, start + length)}
    union = Spans.union(each)
    assert {minute for start, end in union.pairs() for minute in range(start, end)} == busy
    assert all(end < start for end, start in zip(union.ends, union.starts[1:], strict=False))


def test_a_booking_is_added_in_its_place() -> None:
    assert spans((0, 5), (20, 25)).with_span(5, 20) == spans((0, 5), (5, 20), (20, 25))


def test_a_booking_that_overlaps_cannot_be_added() -> None:
    with pytest.raises(ValueError, match="must not overlap"):
        spans((0, 5)).with_span(4, 6)


@given(st.lists(st.tuples(st.integers(0, 40), st.integers(1, 9))))
def test_merged_intervals_cover_the_same_minutes(pairs: list[tuple[int, int]]) -> None:
    intervals = [(start, start + length) for start, length in pairs]
    merged = Spans.merged(intervals)
    covered = {minute for start, end in intervals for minute in range(start, end)}
    assert {m for s, e in zip(merged.starts, merged.ends, strict=True) for m in range(s, e)} == covered
    assert all(end < start for end, start in zip(merged.ends, merged.starts[1:], strict=False))
