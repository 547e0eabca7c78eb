"""The three shapes of work: the last slot is the greatest of all, and set-up is worked off before use."""

from collections.abc import Callable

import pytest
from hypothesis import given
from hypothesis import strategies as st

from itc.algorithms.scheduling.open_time import Calendar
from itc.algorithms.scheduling.work import OpeningWork, OvernightWork, Slot, SplitWork, Work
from tests.algorithms.scheduling.letters import openings
from tests.algorithms.scheduling.strategies import TINY, intervals

Make = Callable[[Calendar, int, int, int], Work]
END = TINY.start + TINY.length


def overnight(calendar: Calendar, setup: int, use: int, cleaning: int) -> OvernightWork:
    """Return a run over night on a machine that opens earlier and closes later than its operator."""
    wider = openings(
        *((start - 1, end + 1) for start, end in zip(calendar.starts, calendar.ends, strict=True))
    )
    return OvernightWork(calendar, wider, setup, use, cleaning)


SHAPES = pytest.mark.parametrize("make", [SplitWork, OpeningWork, overnight])
CALENDARS = intervals(TINY, 5, 12, 1, 8).map(
    lambda found: openings(*((start + 2 * at, end + 2 * at) for at, (start, end) in enumerate(found)))
)


def every_slot(work: Work) -> list[Slot]:
    """Return all slots, by the minute they are looked for from."""
    found = (work.first(minute) for minute in range(TINY.start - 3, END + 30))
    return sorted({slot for slot in found if slot is not None})


@SHAPES
@given(
    CALENDARS,
    st.tuples(st.integers(0, 3), st.integers(1, 14), st.integers(0, 3)),
    st.tuples(st.integers(-3, TINY.length + 25), st.integers(-3, TINY.length + 25)),
)
def test_the_last_slot_is_the_greatest_of_all(
    make: Make, calendar: Calendar, lengths: tuple[int, int, int], until: tuple[int, int]
) -> None:
    work = make(calendar, *lengths)
    use_by, held_by = (TINY.start + each for each in until)
    in_time = [each for each in every_slot(work) if each.use_to <= use_by and each.held_to <= held_by]
    assert work.last(use_by, held_by) == max(in_time, default=None)


@SHAPES
@given(CALENDARS, st.integers(0, 3), st.integers(1, 14), st.integers(0, 3), st.integers(0, TINY.length))
def test_held_for_use_skips_no_slot_used_from_a_minute_on(
    make: Make, calendar: Calendar, setup: int, use: int, cleaning: int, minutes: int
) -> None:
    work, minute = make(calendar, setup, use, cleaning), TINY.start + minutes
    first = next((each for each in every_slot(work) if each.use_from >= minute), None)
    assert work.first(work.held_for_use(minute)) == first


DAY_AND_NEXT = openings((0, 100), (200, 300))


@pytest.mark.parametrize(
    ("make", "use_by", "held_by", "slot"),
    [
        (SplitWork, 300, 300, Slot(240, 250, 290, 300)),
        (SplitWork, 210, 300, Slot(60, 70, 210, 220)),
        (SplitWork, 300, 205, Slot(45, 55, 95, 205)),
        (SplitWork, 49, 300, None),
        (OpeningWork, 300, 300, Slot(240, 250, 290, 300)),
        (OpeningWork, 210, 300, Slot(40, 50, 90, 100)),
        (OpeningWork, 300, 205, Slot(40, 50, 90, 100)),
        (OpeningWork, 49, 300, None),
        (overnight, 300, 300, Slot(240, 250, 290, 300)),
        (overnight, 150, 300, Slot(90, 100, 140, 209)),
        (overnight, 300, 205, Slot(47, 57, 97, 205)),
        (overnight, 49, 300, None),
    ],
)
def test_last_slots(make: Make, use_by: int, held_by: int, slot: Slot | None) -> None:
    assert make(DAY_AND_NEXT, 10, 40, 10).last(use_by, held_by) == slot
