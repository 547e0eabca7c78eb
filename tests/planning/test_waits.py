"""Steps that have begun wait for nothing new; who waits for them waits for it instead."""

from itc.planning.rules.waits import waits

PATH = {1: (), 2: (1,), 3: (2,), 4: (3,), 5: (1,)}


def test_where_nothing_has_begun_the_recipe_holds() -> None:
    assert waits(PATH, set(), lambda _before, _seq: False) == PATH


def test_what_has_begun_keeps_what_was_ready_for_it() -> None:
    assert waits(PATH, {1, 2}, lambda _before, _seq: True) == PATH


def test_who_waits_for_what_has_begun_waits_for_what_came_too_late_for_it() -> None:
    begun = waits(PATH, {2}, lambda before, _seq: before != 1)
    assert begun == {1: (), 2: (), 3: (1, 2), 4: (3,), 5: (1,)}
    assert waits(PATH, {2, 3}, lambda before, _seq: before != 1)[4] == (1, 3)
