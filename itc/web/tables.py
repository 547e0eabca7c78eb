"""What the components `table` and `map` take."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from itc.web.line import Text


@dataclass(frozen=True)
class Column:
    """A column; `figure` sets numbers flush right."""

    name: Text
    figure: bool = False


@dataclass(frozen=True)
class Cell:
    """What stands in one field of a table, ready to show."""

    text: Text
    url: str = ""


@dataclass(frozen=True)
class Table:
    """A table whose first column names the row; each row has one cell a column."""

    caption: Text
    columns: Sequence[Column]
    rows: Sequence[Sequence[Cell]]

    def labelled_rows(self) -> Iterator[list[tuple[Column, Cell]]]:
        """Yield each row as (column, cell): on a phone a cell says its column itself."""
        for row in self.rows:
            yield list(zip(self.columns, row, strict=True))


@dataclass(frozen=True)
class Dot:
    """A place on the map: x and y in percent from the top left, `lead` filled, others hollow."""

    x: float
    y: float
    text: Text
    url: str = ""
    lead: bool = True
