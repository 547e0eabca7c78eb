"""Machines, prices and rules across tables: units of one line, and what other tables wait for."""

import datetime as dt
from decimal import Decimal

import pytest
from django.utils import translation

from itc.accounts.models import User
from itc.db.tables import Table
from itc.db.tables.standing import lines, texts
from itc.network.models import Centre
from itc.resources.models import Booking, Filing, Price, Resource
from itc.sheets.actions.tables import choose_removing, undo_table, upload_table
from itc.sheets.errors import (
    NotKept,
    NotTicked,
)
from itc.sheets.models import Upload
from itc.sheets.queries.tables import header
from tests.catalogue.rows import machine_kind
from tests.resources import rows
from tests.sheets.conftest import NOW, allow, table_called
from tests.sheets.files import csv, xlsx
from tests.sheets.pressed import press, seen, told


@pytest.fixture(autouse=True)
def _english() -> object:
    with translation.override("en"):
        yield


@pytest.fixture
def machines(lamphun: Centre, clerk: User) -> Table:
    """Two dryers at a centre, and a clerk who keeps them."""
    allow(clerk, "add_resource", "change_resource", "delete_resource")
    kind = machine_kind("dryer")
    for number in (1, 2):
        rows.unit(
            lamphun, kind, f"IEAT-NRIE/dryer-0{number}", name_th=f"เครื่อง dryer {number}", why="ok",
            batch_hours=Decimal(6), capacity=Decimal(5), capacity_unit="kg", source="own knowledge",
        )  # fmt: skip
    return table_called("sample_network.csv")


def network_upload(machines: Table, by: User, **cells: str) -> Upload:
    (row,) = lines(machines)
    given = dict(zip(header(machines), texts(machines, row), strict=True)) | cells
    return upload_table(
        table=machines, content=xlsx(tuple(given), tuple(given.values()), title="x"), by=by, now=NOW
    )


def test_a_line_of_many_units_adds_changes_and_removes_units(machines: Table, clerk: User) -> None:
    upload = network_upload(machines, clerk, units="3", hours="Mon-Sun 08:00-20:00")
    found = seen(upload, machines)
    assert told(found) == []
    press(found, ticked=True)
    assert set(Resource.objects.values_list("code", "hours")) == {
        (f"IEAT-NRIE/dryer-0{each}", "Mon-Sun 08:00-20:00") for each in (1, 2, 3)
    }
    upload = network_upload(machines, clerk, units="1")
    found = seen(upload, machines)
    assert found.counts["changed"] == 1
    press(found, ticked=True)
    assert list(Resource.objects.values_list("code", flat=True)) == ["IEAT-NRIE/dryer-01"]
    undo_table(upload=upload.pk, table=machines, by=clerk, now=NOW)
    assert Resource.objects.count() == 3


def test_a_unit_that_is_booked_stays(machines: Table, clerk: User) -> None:
    unit, end = Resource.objects.get(code__endswith="-02"), NOW + dt.timedelta(hours=2)
    Booking.objects.create(resource=unit, held_from=NOW, held_to=end, use_from=NOW, use_to=end, purpose="x")
    found = seen(network_upload(machines, clerk, units="1"), machines)
    (fault,) = found.told(found.faults)
    assert fault.column == "units"
    assert "IEAT-NRIE/dryer-02" in fault.what
    assert "bookings (1)" in fault.what


def test_a_unit_edited_alone_keeps_what_the_line_does_not_change(machines: Table, clerk: User) -> None:
    Resource.objects.filter(code__endswith="-02").update(hours="Mon-Fri 10:00-12:00", why="mine")
    upload = network_upload(machines, clerk, why="new")
    found = seen(upload, machines)
    press(found, ticked=True)
    assert Resource.objects.get(code__endswith="-02").hours == "Mon-Fri 10:00-12:00"
    assert Resource.objects.get(code__endswith="-02").why == "new"


def test_a_unit_of_that_name_made_in_the_back_office_is_named(
    machines: Table, clerk: User, lamphun: Centre
) -> None:
    other = machine_kind("oven")
    rows.unit(lamphun, other, "IEAT-NRIE/dryer-03")
    upload = network_upload(machines, clerk, units="3")
    Resource.objects.filter(code="IEAT-NRIE/dryer-03").update(machine_kind="oven")
    found = seen(upload, machines)
    with pytest.raises(NotKept, match="dryer-03"):
        press(found, ticked=True)


@pytest.fixture
def prices(lamphun: Centre, clerk: User) -> Table:
    allow(clerk, "change_price", "delete_price", "add_price")
    return table_called("prices.csv")


def test_a_rule_of_the_database_that_no_check_knows_refuses_it(
    prices: Table, clerk: User, lamphun: Centre
) -> None:
    """A price of later hours, which the sheet does not show, holds by the hour only."""
    rows.price(
        machine_kind("dryer"), lamphun, later_thb=Decimal(5), later_after_hours=8, source="own knowledge",
        unit="hour",
    )  # fmt: skip
    (row,) = lines(prices)
    given = dict(zip(header(prices), texts(prices, row), strict=True)) | {"unit": "day", "first_hour_thb": ""}
    upload = upload_table(table=prices, content=csv(header(prices), [*given.values()]), by=clerk, now=NOW)
    found = seen(upload, prices)
    assert told(found) == []
    with pytest.raises(NotKept):
        press(found, ticked=True)
    assert Price.objects.get().unit == "hour"


@pytest.mark.once
def test_rules_across_the_network_hold_on_upload_too(reference: None, clerk: User) -> None:
    table = table_called("prices.csv")
    allow(
        clerk,
        "change_price",
        "delete_price",
        "add_price",
        "change_operation",
        "delete_operation",
        "add_operation",
    )
    wanted = [texts(table, row) for row in lines(table)]
    columns = header(table)
    wrong = dict(zip(columns, wanted[0], strict=True)) | {"provider": "DIP-99"}
    upload = upload_table(table=table, content=csv(columns, [*wrong.values()]), by=clerk, now=NOW)
    assert ("'DIP-99' is not in centres.csv") in [what for _place, _text, what in told(seen(upload, table))]

    upload = upload_table(table=table, content=quoted(columns, wanted[1:]), by=clerk, now=NOW)
    choose_removing(upload=upload.pk, table=table, removes=True, by=clerk)
    found = seen(upload, table)
    assert told(found) == []
    (missing,) = found.told(found.comparison.waiting)
    assert (missing.place, missing.what[:11]) == (
        "Machines and rooms of the centres: DIP-00 / am-fdm",
        "no price of",
    )
    with pytest.raises(NotTicked):
        press(found, ticked=False)

    operations = table_called("operations.csv")
    kept = [texts(operations, row) for row in lines(operations) if row["code"] != "freeze-drying"]
    upload = upload_table(table=operations, content=quoted(header(operations), kept), by=clerk, now=NOW)
    choose_removing(upload=upload.pk, table=operations, removes=True, by=clerk)
    found = seen(upload, operations)
    assert {fault.file for fault in found.faults} >= {"recipes.csv", "machine_kinds.csv"}
    assert Filing.objects.exists()


def quoted(columns: list[str], wanted: list[list[str]]) -> bytes:
    return csv(columns, *([f'"{cell.replace(chr(34), chr(34) * 2)}"' for cell in row] for row in wanted))
