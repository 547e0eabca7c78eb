"""A table knows its columns cell by cell."""

import pytest

from itc.web.tables import Cell, Column, Table


def table(*rows: list[str]) -> Table:
    return Table(
        "Machines",
        [Column("Name"), Column("Price", figure=True)],
        [[Cell(text) for text in row] for row in rows],
    )


def test_each_cell_comes_with_its_column_so_that_a_card_can_say_it() -> None:
    assert [
        [(column.name, cell.text) for column, cell in row] for row in table(["Dryer", "฿180"]).labelled_rows()
    ] == [[("Name", "Dryer"), ("Price", "฿180")]]


def test_a_row_with_a_cell_too_few_is_refused() -> None:
    with pytest.raises(ValueError, match="shorter"):
        list(table(["Dryer"]).labelled_rows())


def test_an_empty_table_has_no_rows() -> None:
    assert list(table().labelled_rows()) == []
