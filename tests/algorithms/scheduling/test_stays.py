"""The shortest road to all visits: against every way to share them out, never above the shortest."""

from collections.abc import Iterator
from time import process_time

from hypothesis import given, settings
from hypothesis import strategies as st

from itc.algorithms.scheduling.stays import least_road

Visits = tuple[tuple[int, ...], tuple[int, ...], tuple[int, ...]]
"""The places of each visit, the visits after each it may share a stay with, the kilometres of each place."""


@st.composite
def visits(draw: st.DrawFn, most: int = 6) -> Visits:
    count = draw(st.integers(0, most))
    km = sorted(draw(st.lists(st.integers(0, 9), min_size=1, max_size=4)))
    places = draw(st.lists(st.integers(1, 2 ** len(km) - 1), min_size=count, max_size=count))
    pairs = [(one, other) for other in range(count) for one in range(other) if places[one] & places[other]]
    some = draw(st.sets(st.sampled_from(pairs))) if pairs else set()
    together = tuple(sum(1 << other for here, other in some if here == one) for one in range(count))
    return tuple(places), together, tuple(km)


def shared_out(left: tuple[int, ...]) -> Iterator[list[tuple[int, ...]]]:
    """Yield every way to put visits into groups."""
    if not left:
        yield []
        return
    first, *others = left
    for chosen in range(2 ** len(others)):
        group = (first, *(each for at, each in enumerate(others) if chosen >> at & 1))
        for groups in shared_out(tuple(each for each in others if each not in group)):
            yield [group, *groups]


def length(group: tuple[int, ...], drawn: Visits) -> int | None:
    """Return the kilometres of one stay, None if these visits cannot share it."""
    places, together, km = drawn
    if any(not together[one] >> other & 1 for other in group for one in group if one < other):
        return None
    return min(
        (each for at, each in enumerate(km) if all(places[one] >> at & 1 for one in group)), default=None
    )


def least(drawn: Visits) -> int:
    """Return the shortest road by trying every way to share visits out."""
    roads = []
    for groups in shared_out(tuple(range(len(drawn[0])))):
        lengths = [length(group, drawn) for group in groups]
        if None not in lengths:
            roads.append(sum(each for each in lengths if each is not None))
    return min(roads)


@settings(max_examples=200, deadline=None)
@given(visits())
def test_no_way_to_share_visits_out_is_shorter(drawn: Visits) -> None:
    assert least_road(*drawn) == least(drawn)


@settings(max_examples=200, deadline=None)
@given(visits(), st.integers(0, 12))
def test_a_road_not_looked_at_to_the_end_is_never_too_long(drawn: Visits, most: int) -> None:
    assert least_road(*drawn, most) <= least(drawn)


def test_twenty_visits_that_may_all_share_a_stay_are_no_trouble() -> None:
    later = tuple(2**20 - 2 ** (at + 1) for at in range(20))
    in_turn = tuple(each & 0x55555 << at % 2 for at, each in enumerate(later))
    begun = process_time()
    assert least_road((1,) * 20, later, (80,)) == 80
    assert least_road((1, 2) * 10, in_turn, (80, 200)) == 280
    assert process_time() - begun < 0.5
