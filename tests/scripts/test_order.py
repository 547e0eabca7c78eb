"""Which tests PostgreSQL is asked on which day."""

import pytest

from tests.plugins.order import TODAY, TURNS, in_turn

FILES = [f"test_{number}.py" for number in range(90)]


@pytest.mark.parametrize("file", FILES[:5])
def test_the_pages_of_a_file_have_their_turn_once_in_three_days(file: str) -> None:
    assert sum(in_turn(file, TODAY + later) for later in range(TURNS)) == 1


def test_about_a_third_has_its_turn_each_day() -> None:
    for later in range(TURNS):
        assert 20 <= sum(in_turn(file, TODAY + later) for file in FILES) <= 40
