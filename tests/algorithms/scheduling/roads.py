"""Roads for tests: visits to two places over two weeks, and the days of each in some plan."""

from itertools import combinations

from hypothesis import strategies as st

from itc.algorithms.scheduling.plan import Stay, travel_km
from itc.algorithms.scheduling.roads import Days, Pair, Roads
from tests.algorithms.scheduling.letters import NORTH, SOUTH, owner

IN_THE_SOUTH, IN_THE_NORTH, IN_EITHER = 1, 2, 3
Lags = dict[tuple[int, int], int]


def two_weeks(*visits: Days, longest: tuple[int, ...], lags: Lags | None = None) -> Roads:
    """Return roads to NORTH (200 km) and SOUTH (80 km) where any two visits may share a stay."""
    pairs = tuple(
        Pair(
            one,
            other,
            (lags or {}).get((one, other), 0),
            tuple(each for each in range(len(visits)) if each not in (one, other)),
        )
        for one, other in combinations(range(len(visits)), 2)
    )
    return Roads(dict(enumerate(visits)), (SOUTH, NORTH), (80, 200), pairs, longest)


@st.composite
def windows_and_days(draw: st.DrawFn) -> tuple[Roads, list[Days]]:
    """Visits with their windows, and the days and the place of each in some plan."""
    windows, days, longest = [], [], []
    for _ in range(draw(st.integers(2, 5))):
        first, most = draw(st.integers(1, 6)), draw(st.integers(1, 2))
        last = first + draw(st.integers(most - 1, 8))
        places = draw(st.sampled_from((IN_THE_SOUTH, IN_THE_NORTH, IN_THE_NORTH, IN_EITHER)))
        begins = draw(st.integers(first, last))
        ends = draw(st.integers(begins, min(last, begins + most - 1)))
        windows.append(Days(first, last, places))
        days.append(Days(begins, ends, draw(st.sampled_from([bit for bit in (1, 2) if bit & places]))))
        longest.append(most)
    return two_weeks(*windows, longest=tuple(longest)), days


def driven(days: list[Days]) -> int:
    """Return the kilometres of visits on these days."""
    stays = (Stay(SOUTH if each.places == IN_THE_SOUTH else NORTH, *each[:2]) for each in days)
    return travel_km(stays, owner())
