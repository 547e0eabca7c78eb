"""What stands in the database says its own table again, whatever shape it was given."""

import pytest
from django.db.models import F

from itc.db.tables import Table, sheets, tables
from itc.db.tables.checking import rows_of
from itc.db.tables.loading import plain
from itc.db.tables.standing import FIRST, lines, texts
from itc.network.models import Agency, Centre
from itc.resources.models import Resource
from itc.sheets.books.cells import title
from itc.sheets.books.reading import Wanted, read
from itc.sheets.queries.tables import as_csv, as_workbook
from tests.catalogue.rows import machine_kind
from tests.resources import rows

NETWORK = next(table for table in tables() if table.file == "sample_network.csv")


@pytest.mark.once
@pytest.mark.parametrize("table", tables(), ids=lambda table: table.name)
def test_every_table_that_ships_goes_out_and_comes_back_the_same(reference: None, table: Table) -> None:
    standing = list(lines(table))
    names = tuple(column.name for column in table.sheet_columns)
    days = [name for name in names if "Date" in type(table.fields[name]).__name__]
    contents = [as_csv(table)] + ([as_workbook(table)] if len(standing) < 500 else [])  # seconds, else
    for content in contents:
        rows_read, faults = rows_of(table, read(content, Wanted(table.file, names, days=days)))
        assert faults == []
        assert rows_read is not None
        assert [told(table, row) for row in rows_read] == [told(table, row) for row in standing]
    assert title(table.file)


def told(table: Table, row: object) -> list[object]:
    return [plain(row[column.name]) for column in table.sheet_columns]  # type: ignore[index]  # a plain row


def test_like_units_are_one_line_and_one_edited_alone_does_not_speak_for_all(lamphun: Centre) -> None:
    kind = machine_kind("dryer")
    for number in (1, 2, 4):
        rows.unit(lamphun, kind, f"IEAT-NRIE/dryer-0{number}")
    Resource.objects.filter(code__endswith="-02").update(hours="Mon-Sun 00:00-24:00")
    (line,) = lines(NETWORK)
    assert (line.line, line["units"], line["row_id"]) == (FIRST, 2, None)
    assert line["hours"] == Resource.objects.get(code__endswith="-01").hours
    Resource.objects.update(code=F("pk"))
    assert list(lines(NETWORK)) == []  # made in the app under names that no line gives


@pytest.mark.django_db
def test_cells_are_as_the_file_has_them() -> None:
    agencies = next(table for table in tables() if table.model is Agency)
    Agency.objects.create(code="A", name_th="ก", name_en="A", kind="bank", source="own knowledge")
    (line,) = lines(agencies)
    cells = dict(zip([column.name for column in agencies.sheet_columns], texts(agencies, line), strict=True))
    assert cells["type"] == "bank"
    assert cells["evidence"] == ""
    assert next(iter(cells)) == "code"
    assert list(cells)[-2:] == ["source", "status"]
    assert sheets.sheet_of("x", [(1, list(cells))], tuple(cells)).faults
