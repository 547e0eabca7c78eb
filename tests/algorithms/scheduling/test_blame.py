"""A search that goes back only to whom it must blame leaves no plan out: tried against every plan there is.

In each letter the step in the way lies before another that is not, and is passed over on the way back.
"""

import pytest

from itc.algorithms.scheduling.evaluation.trial import Trial, judged, tried
from itc.algorithms.scheduling.problem import (
    BookedAs,
    Counter,
    Presence,
    Problem,
    Step,
)
from itc.algorithms.scheduling.solve import Kind, solve
from tests.algorithms.scheduling.crowded import free_letter, posted, tight_letter
from tests.algorithms.scheduling.letters import (
    HOME,
    NORTH,
    SOUTH,
    at,
    letter,
    machine,
    openings,
    order,
    step,
    through,
    visit,
    work,
)

BEST = Trial(equal=True, exact=True, bounded=True)
MORNINGS = openings(*((at(day, 8), at(day, 10)) for day in (0, 1, 2, 7, 8, 9)))
"""From 8 to 10, Monday to Wednesday of two weeks."""
UNTIL = at(10, 0)


def least(problem: Problem, kind: Kind = Kind.EARLIEST) -> tuple[int, int]:
    """Return the finish and the cost of a plan, once no plan of its letter was found to beat an answer."""
    assert tried(problem) == BEST
    plan = next(answer.plan for answer in solve(problem) if kind in answer.kinds)
    return judged(plan).finish, judged(plan).cost


def beside(seq: int) -> Step:
    """Return a talk that is in nobody's way, with two ways to do it."""
    return step(seq, work(60, 8, cost=1), work(120, 9, cost=1), presence=Presence.REMOTE)


ASIDE = (machine(8), machine(9))
ONLY_AT_NINE = openings((at(0, 9), at(0, 10)), (at(7, 9), at(7, 10)))
"""On two Mondays."""
ONLY_AT_EIGHT = openings((at(0, 8), at(0, 9)), (at(7, 8), at(7, 9)))
CALENDARS = (MORNINGS, ONLY_AT_NINE, ONLY_AT_EIGHT)


def test_an_order_gives_up_the_last_place_of_its_week_to_one_that_more_waits_for() -> None:
    lab = Counter(7, 0, NORTH, weekly_capacity=1, lead_days=1)
    problem = letter(
        step(1, order(7), booked_as=BookedAs.COUNTER),
        beside(2),
        step(3, order(7), booked_as=BookedAs.COUNTER),
        step(4, work(60), after=(3,), wait_days=6),
        resources=(machine(1), *ASIDE),
        counters=(lab,),
        calendars=CALENDARS,
        horizon_end=UNTIL,
    )
    # 3 on Monday, 4 from Tuesday to the next Monday at 9:00; 1 on that Monday, its result on Tuesday at 8:00
    assert least(problem) == (at(8, 8), 110_001)


def test_a_machine_is_given_up_to_a_step_whose_next_has_but_one_hour_in_the_week() -> None:
    for first in (work(60), work(60, runs=2)):
        problem = letter(
            through(1, first),
            beside(2),
            through(3, work(60)),
            through(4, work(60, 2), after=(3,)),
            resources=(machine(1), machine(2, 1), *ASIDE),
            calendars=CALENDARS,
            horizon_end=UNTIL,
        )
        # 3 on Monday at 8:00 and 4 at 9:00; of 1 the only run at 9:00, or two at 9:00 and on Tuesday at 8:00
        assert least(problem) == (at(0, 10) if first.runs == 1 else at(1, 9), 30_001)


def test_she_goes_later_to_one_place_to_be_at_another_in_its_only_hour() -> None:
    problem = letter(
        visit(1, work(60)),
        beside(2),
        visit(3, work(60, 2, place=SOUTH)),
        resources=(machine(1), machine(2, 2, place=SOUTH), *ASIDE),
        calendars=CALENDARS,
        horizon_end=UNTIL,
    )
    # 3 on Monday at 8:00; by then it is too late for the NORTH, 3 hours away
    assert least(problem) == (at(1, 9), 20_001)


def test_what_is_ready_first_is_done_elsewhere_if_the_post_takes_too_long_from_there() -> None:
    problem = letter(
        step(1, work(60, 2, place=SOUTH), work(60)),
        beside(2),
        through(3, work(120, 3), after=(1, 2)),
        resources=(machine(1, 1), machine(2, place=SOUTH), machine(3), *ASIDE),
        calendars=CALENDARS,
        horizon_end=UNTIL,
    )
    # from the SOUTH it comes on Tuesday at 9:00, from the NORTH it is there on Monday at 10:00
    assert least(posted(problem, 24 * 60)) == (at(1, 10), 20_001)


def test_of_two_prices_the_one_is_spared_that_gains_no_time() -> None:
    day = (
        openings((at(0, 0), at(1, 0))),
        *(openings((at(0, each), at(0, each + 1))) for each in (0, 2, 3, 6)),
    )
    problem = letter(
        step(
            1, work(60, 1, cost=9), work(60, 2, cost=3), work(60, 3, cost=0), work(60, 4, place=HOME, cost=0)
        ),
        step(2, work(120, 5, cost=0), work(60, 6, cost=4), after=(1,), presence=Presence.REMOTE),
        step(3, work(60, 7, place=SOUTH, cost=0), work(60, 8, place=SOUTH, cost=5), after=(1, 2)),
        resources=(
            *(machine(1, 1), machine(2, 2), machine(3, 3), machine(4, 2, place=HOME), machine(5), machine(6)),
            *(machine(7, 4, place=SOUTH), machine(8, place=SOUTH)),
        ),
        calendars=day,
        horizon_end=at(1, 0),
    )
    sent = posted(problem, 5 * 60, from_home=7 * 60)
    assert least(sent) == (at(0, 7), 9)
    # 1 for nothing until 4:00, in the SOUTH at 9:00, 2 for nothing until 6:00, 3 for 5 satang at once
    assert least(sent, Kind.CHEAPEST) == (at(0, 10), 5)


@pytest.mark.parametrize("seed", [*range(12), 29, 48, 65, 109])
def test_no_plan_beats_the_answers_where_everything_is_in_the_way_of_something(seed: int) -> None:
    assert tried(tight_letter(seed)) == BEST


@pytest.mark.parametrize("seed", [*range(10), 12, 38, 110, 135, 145, 306, 587])
def test_no_plan_beats_the_answers_where_each_has_hours_of_its_own(seed: int) -> None:
    assert tried(free_letter(seed)) == BEST
