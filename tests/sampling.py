"""Of the rows that ship, enough for `make test`: `make prove` walks over all of them.

Ten have their turn each day, all within three weeks. Any other is taken that shows something new: a word in a
column of few words (its kind, its trade), or a cell filled in or empty.
"""

import datetime as dt
from collections.abc import Sequence
from typing import Any

import pytest

from tests.catalogue.reference import table

IN_TURN = 10
FEW = 12
"""Words in a column that says what kind of row it is; in others each row has words of its own."""
Row = dict[str, str]


def some(rows: Sequence[Row], day: int) -> list[Row]:
    """Return the rows of a day, by its number."""
    kinds = {column for column in rows[0] if len({row[column] for row in rows}) <= FEW}
    start = day * IN_TURN % len(rows)
    seen, taken = set[tuple[str, str | bool]](), list[Row]()
    for number, row in enumerate((*rows[start:], *rows[:start])):
        shows = {(column, word if column in kinds else bool(word)) for column, word in row.items()}
        if number < IN_TURN or not shows <= seen:
            seen |= shows
            taken.append(row)
    return taken


def some_then_all(name: str) -> list[Any]:
    """Return the codes of a table's rows as two parameters: `some` of today, and `all`, to be proved."""
    rows = table(name)
    today = some(rows, dt.datetime.now(tz=dt.UTC).date().toordinal())
    return [
        pytest.param([row["code"] for row in today], id="some"),
        pytest.param([row["code"] for row in rows], id="all", marks=pytest.mark.prove),
    ]
