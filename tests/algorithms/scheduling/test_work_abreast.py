"""The shapes of work abreast find, from every minute, the slot that each finds by itself."""

from collections.abc import Sequence

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from itc.algorithms.scheduling.abreast import Abreast, Rows, Slots
from itc.algorithms.scheduling.hours import Held, Minutes
from itc.algorithms.scheduling.lanes import Lane
from itc.algorithms.scheduling.spans import NEVER
from itc.algorithms.scheduling.work import OpeningWork, OvernightWork, Slot, SplitWork
from itc.algorithms.scheduling.work_abreast import ABREAST
from tests.algorithms.scheduling.letters import at, openings
from tests.algorithms.scheduling.strategies import TINY, calendars

Work = SplitWork | OpeningWork | OvernightWork
MINUTES = range(TINY.start - 8, TINY.start + TINY.length + 8)
LENGTHS = (st.integers(0, 4), st.integers(1, 12), st.integers(0, 4))
HOURS = calendars(TINY)
SPLITS: st.SearchStrategy[Work] = st.builds(SplitWork, HOURS, *LENGTHS)
OPENINGS: st.SearchStrategy[Work] = st.builds(OpeningWork, HOURS, *LENGTHS)
OVERNIGHTS: st.SearchStrategy[Work] = st.builds(OvernightWork, HOURS, HOURS, *LENGTHS)
KINDS = pytest.mark.parametrize("kind", [SPLITS, OPENINGS, OVERNIGHTS], ids=["split", "opening", "overnight"])


def side_by_side(works: Sequence[Work]) -> Abreast:
    """Return works of one kind abreast, nothing being booked."""
    lanes = [Lane(work, 1, 0, TINY.start + TINY.length) for work in works]
    return ABREAST[type(works[0])](lanes, [(None, None)] * len(lanes), Held.of({None: NEVER}))


def in_every_minute(group: Abreast) -> tuple[Rows, Minutes]:
    """Return the rows of a group once for each minute, and these minutes."""
    rows = group.rows.of(np.repeat(np.arange(len(group)), len(MINUTES)))
    return rows, np.tile(np.array(MINUTES, np.int64), len(group))


def listed(slots: Slots) -> list[Slot | None]:
    """Return slots one by one, None where one is not there."""
    *times, there = (each.tolist() for each in slots)
    return [Slot(*each) if is_there else None for *each, is_there in zip(*times, there, strict=True)]


@KINDS
@settings(max_examples=30, deadline=None)
@given(st.data())
def test_the_first_slot_from_every_minute_on(kind: st.SearchStrategy[Work], data: st.DataObject) -> None:
    works = data.draw(st.lists(kind, min_size=1, max_size=4))
    group = side_by_side(works)
    found = listed(group.open_from(*in_every_minute(group)))
    assert found == [work.first(minute) for work in works for minute in MINUTES]


@KINDS
@settings(max_examples=30, deadline=None)
@given(st.data(), st.integers(-8, 8))
def test_the_last_slot_until_every_minute(
    kind: st.SearchStrategy[Work], data: st.DataObject, more: int
) -> None:
    works = data.draw(st.lists(kind, min_size=1, max_size=4))
    group = side_by_side(works)
    rows, minutes = in_every_minute(group)
    found = listed(group.open_by(rows, minutes, minutes + more))
    assert found == [work.last(minute, minute + more) for work in works for minute in MINUTES]


@KINDS
@settings(max_examples=20, deadline=None)
@given(st.data())
def test_the_first_minute_to_hold_from_for_use_in_every_minute(
    kind: st.SearchStrategy[Work], data: st.DataObject
) -> None:
    works = data.draw(st.lists(kind, min_size=1, max_size=4))
    group = side_by_side(works)
    found = group.held_for_use(*in_every_minute(group)).tolist()
    assert found == [work.held_for_use(minute) for work in works for minute in MINUTES]


NOON = openings((at(0, 8), at(0, 12)), (at(0, 13), at(0, 17)), (at(1, 8), at(1, 12)))
MORNINGS = openings((at(0, 9), at(0, 11)), (at(1, 9), at(1, 11)))


def first(work: Work, minute: int) -> Slot | None:
    group = side_by_side([work])
    (slot,) = listed(group.open_from(group.rows, np.array([minute])))
    return slot


def last(work: Work, use_by: int, held_by: int) -> Slot | None:
    group = side_by_side([work])
    (slot,) = listed(group.open_by(group.rows, np.array([use_by]), np.array([held_by])))
    return slot


def test_work_pauses_over_noon_lies_in_one_opening_or_goes_on_by_the_clock() -> None:
    long = (60, 150, 30)
    assert first(SplitWork(NOON, *long), at(0, 10)) == Slot(at(0, 10), at(0, 11), at(0, 14, 30), at(0, 15))
    assert first(OpeningWork(NOON, *long), at(0, 10)) == Slot(at(0, 13), at(0, 14), at(0, 16, 30), at(0, 17))
    assert first(OvernightWork(NOON, NOON, *long), at(0, 10)) == Slot(
        at(0, 10), at(0, 11), at(0, 13, 30), at(0, 14)
    )


def test_a_run_over_night_is_set_up_when_both_are_there_and_cleaned_up_when_the_machine_is() -> None:
    night = OvernightWork(MORNINGS, NOON, 60, 14 * 60, 120)
    assert first(night, at(0, 8)) == Slot(at(0, 9), at(0, 10), at(1, 0), at(1, 10))
    assert first(night, at(0, 10, 1)) is None  # of the second night nobody could clean up
    assert last(night, at(1, 12), at(1, 12)) == Slot(at(0, 10), at(0, 11), at(1, 1), at(1, 10))
    assert last(night, at(1, 12), at(1, 9, 59)) is None


def test_cleaning_that_begins_at_an_opening_leaves_use_to_end_in_the_closed_hours_before() -> None:
    night = OvernightWork(NOON, NOON, 0, 180, 60)
    assert last(night, at(1, 12), at(0, 14)) == Slot(at(0, 10), at(0, 10), at(0, 13), at(0, 14))
    assert last(night, at(1, 12), at(0, 13, 59)) == Slot(
        at(0, 8, 59), at(0, 8, 59), at(0, 11, 59), at(0, 13, 59)
    )


def test_works_abreast_keep_their_own_hours() -> None:
    group = side_by_side([OpeningWork(each, 0, 60, 0) for each in (NOON, MORNINGS)])
    slots = group.open_from(group.rows, np.array([at(0, 8), at(0, 8)]))
    assert slots.held_from.tolist() == [at(0, 8), at(0, 9)]
    assert slots.there.tolist() == [True, True]
