"""A sample of rows leaves no kind out, and in time no row."""

import pytest

from tests.catalogue.reference import table
from tests.sampling import FEW, some

TABLES = ("families", "operations", "standards", "machine_kinds", "centres")


@pytest.mark.parametrize("name", TABLES)
def test_of_each_kind_there_is_one_every_day_and_within_weeks_there_was_every_row(name: str) -> None:
    rows, met = table(name), set[str]()
    for day in range(22):
        today = some(rows, day)
        assert len(today) < len(rows) * 2 / 3
        for column in rows[0]:
            words, met_today = ({row[column] for row in each} for each in (rows, today))
            assert words == met_today or len(words) > FEW, column
            assert {bool(word) for word in words} == {bool(word) for word in met_today}, column
        met |= {row["code"] for row in today}
    assert len(met) == len(rows)
