"""What plans are judged by: parts in their order, within limits part by part."""

import pytest

from itc.algorithms.scheduling.totals import NO_LIMIT, Part, Totals

PLAN = Totals(1, 200, 30, 4)


def test_parts_are_those_of_totals_in_their_order() -> None:
    assert [PLAN[part] for part in Part] == [PLAN.unmet, PLAN.finish, PLAN.cost, PLAN.km]


@pytest.mark.parametrize("part", list(Part))
def test_a_plan_is_within_limits_if_no_part_is_above_its_own(part: Part) -> None:
    assert PLAN.within(NO_LIMIT)
    assert PLAN.within(PLAN)
    assert PLAN.within(NO_LIMIT.with_part(part, PLAN[part]))
    assert not PLAN.within(NO_LIMIT.with_part(part, PLAN[part] - 1))


def test_what_is_spared_in_one_part_makes_up_for_no_other() -> None:
    assert not PLAN.within(Totals(0, 900, 900, 900))
    assert not Totals(0, 0, 0, 5).within(PLAN)


@pytest.mark.parametrize("part", list(Part))
def test_one_part_is_changed_and_no_other(part: Part) -> None:
    changed = PLAN.with_part(part, 77)
    assert changed[part] == 77
    assert changed.with_part(part, PLAN[part]) == PLAN
