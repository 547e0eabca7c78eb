"""Writing: all or nothing, twice the same, and never over what somebody edited in the app."""

from decimal import Decimal
from typing import Any

import pytest
from django.db import IntegrityError, connection
from django.test.utils import CaptureQueriesContext

from itc.catalogue.models import Family, MachineKind, Operation, RecipeStep
from itc.db.tables import Outcome, check, load, loading, tables
from itc.network.models import Centre, Coverage, Province
from itc.resources.models import Counter, Filing, Maker, Price, Resource
from tests.db.tables.small import files, with_cell, with_cells, with_row, without

pytestmark = pytest.mark.django_db

ALL = 64
"""Rows of the models that the small set asks for."""


@pytest.fixture(autouse=True)
def _nobody_hears(monkeypatch: pytest.MonkeyPatch) -> None:
    """Leave out what other apps do after a load."""
    monkeypatch.setattr(loading, "_hooks", [])


def run(content: dict[str, bytes] | None = None) -> dict[str, Outcome]:
    checked = check(content or files())
    assert not checked.faults
    return {outcome.table.file: outcome for outcome in load(checked.data)}


def counts(outcomes: dict[str, Outcome]) -> tuple[int, int, int, int, int]:
    """Return rows added, changed, unchanged, columns edited and rows gone, of all files."""
    every = outcomes.values()
    return (
        sum(len(each.added) for each in every),
        sum(len(each.changed) for each in every),
        sum(each.unchanged for each in every),
        sum(len(each.edits) for each in every),
        sum(len(each.gone) for each in every),
    )


def test_every_table_is_filled() -> None:
    assert counts(run()) == (ALL, 0, 0, 0, 0)
    assert all(table.model.objects.exists() for table in tables())


def test_cells_become_values_of_their_kind() -> None:
    run()

    step = RecipeStep.objects.get(family="dried-fruit", seq=5)
    assert (step.after, step.optional, step.hours) == (["2", "3"], False, Decimal(2))
    assert step.operation_id == "pilot"
    assert MachineKind.objects.get().changeover_min_by_class == ["food=30", "halal=180"]
    assert Maker.objects.get(code="MK1").min_batch == Decimal(1200)
    assert Price.objects.get(code="PR6").price_thb is None
    assert Coverage.objects.get(province="TH-51", centre="A-1").valid_to.isoformat() == "2025-12-31"


def test_units_people_counters_and_filings_can_be_booked() -> None:
    run()

    units = Resource.objects.filter(kind="machine").order_by("code")
    assert [(unit.code, unit.province_id) for unit in units] == [
        ("A-1/dryer-01", "TH-51"),
        ("A-1/dryer-02", "TH-51"),
        ("B-1/dryer-01", "TH-50"),
        ("B-1/dryer-02", "TH-50"),
    ]
    assert list(Resource.objects.get(code="EN1").operates) == ["dryer"]
    assert Counter.objects.get(code="LB1/microbes").by_post
    assert Filing.objects.get(code="FDA/licence").agency_id == "FDA"


def test_a_second_load_changes_nothing_and_asks_once_for_each_table() -> None:
    run()

    with CaptureQueriesContext(
        connection,
    ) as asked:
        outcomes = run()

    assert counts(outcomes) == (0, 0, ALL, 0, 0)
    assert len([query for query in asked if query["sql"].startswith("SELECT")]) == len(tables())
    assert not [query for query in asked if query["sql"].startswith(("INSERT", "UPDATE", "DELETE"))]


def test_the_first_load_writes_in_bulk() -> None:
    with CaptureQueriesContext(connection) as asked:
        run()

    assert len([query for query in asked if query["sql"].startswith("INSERT")]) == len(tables())


def test_a_change_in_the_file_reaches_the_row_and_no_other() -> None:
    run()
    before = dict(Price.objects.values_list("code", "changed_at"))

    outcomes = run(with_cell("prices.csv", 3, "price_thb", "475"))

    assert counts(outcomes) == (0, 1, ALL - 1, 0, 0)
    assert Price.objects.get(code="PR2").price_thb == 475
    after = dict(Price.objects.values_list("code", "changed_at"))
    assert [code for code in after if after[code] != before[code]] == ["PR2"]
    assert after["PR2"] > before["PR2"]


def test_a_row_without_a_code_of_its_own_is_changed_in_place() -> None:
    run()
    key = RecipeStep.objects.get(seq=2).pk

    run(with_cell("recipes.csv", 3, "hours", "5.5"))

    step = RecipeStep.objects.get(seq=2)
    assert (step.pk, step.hours) == (key, Decimal("5.5"))


def test_a_number_written_otherwise_is_no_change() -> None:
    run()

    assert counts(run(with_cell("prices.csv", 3, "price_thb", "๔๕๐.5"))) == (0, 0, ALL, 0, 0)


def edit(model: Any, pk: Any, **values: Any) -> None:
    row = model.objects.get(pk=pk)
    for name, value in values.items():
        setattr(row, name, value)
    row.save()


def test_a_row_edited_in_the_app_is_left_alone_and_listed() -> None:
    run()
    edit(Price, "PR2", price_thb=Decimal(480))

    outcome = run()["prices.csv"]

    assert Price.objects.get(code="PR2").price_thb == 480
    assert [(e.key, e.column, e.app, e.file, e.app_made) for e in outcome.edits] == [
        ("PR2", "price_thb", Decimal(480), Decimal("450.50"), False)
    ]


def test_an_edited_row_is_left_alone_in_columns_that_only_the_file_changed_too() -> None:
    run()
    edit(Price, "PR2", price_thb=Decimal(480))

    outcome = run(with_cell("prices.csv", 3, "valid_to", "2027-09-30"))["prices.csv"]

    assert Price.objects.get(code="PR2").valid_to is None
    assert [edit.column for edit in outcome.edits] == ["price_thb", "valid_to"]


def test_an_edited_list_and_an_emptied_cell_are_edits() -> None:
    run()
    edit(Family, "dried-fruit", hazards=["mould", "sulphite"], tsic_division="")

    assert [edit.column for edit in run()["families.csv"].edits] == ["hazards", "tsic_division"]


def test_an_edit_taken_back_is_an_edit_no_more() -> None:
    run()
    edit(Price, "PR2", price_thb=Decimal(480))
    edit(Price, "PR2", price_thb=Decimal("450.5"))

    assert counts(run()) == (0, 0, ALL, 0, 0)


def test_an_edit_that_has_reached_the_file_belongs_to_the_file_again() -> None:
    run()
    edit(Price, "PR2", price_thb=Decimal(480))
    assert counts(run(with_cell("prices.csv", 3, "price_thb", "480"))) == (0, 0, ALL, 0, 0)

    run(with_cell("prices.csv", 3, "price_thb", "500"))

    assert Price.objects.get(code="PR2").price_thb == 500


def test_a_row_made_in_the_app_under_the_same_key_is_an_edit() -> None:
    Province.objects.create(code="TH-51", name_th="ของเรา", name_en="Ours", lat=18.0, lon=99.0, source="us")

    outcome = run()["provinces.csv"]

    assert Province.objects.get(code="TH-51").name_th == "ของเรา"
    assert {edit.key for edit in outcome.edits} == {"TH-51"}
    assert all(edit.app_made for edit in outcome.edits)
    assert ("name_th", "ของเรา", "ลำพูน") in [(edit.column, edit.app, edit.file) for edit in outcome.edits]


def test_columns_that_no_file_gives_are_the_apps_own() -> None:
    run()
    edit(Centre, "A-1", firm_window_days=30)

    assert counts(run(with_cell("centres.csv", 2, "name_en", "Centre of A")))[1:4] == (1, ALL - 1, 0)
    assert Centre.objects.get(code="A-1").firm_window_days == 30


def third_price() -> dict[str, bytes]:
    return {"prices.csv": with_row("prices.csv", id="PR12", provider="MK3")["prices.csv"]}


def test_rows_no_longer_in_the_file_are_listed_and_kept() -> None:
    run(with_row("makers.csv", code="MK3") | third_price())
    Maker.objects.create(code="MK9", name_th="ผู้ผลิต", name_en="Ours", province_id="TH-51", source="us")

    outcome = run()["makers.csv"]

    assert outcome.gone == ("MK3",)
    assert set(Maker.objects.values_list("code", flat=True)) == {"MK1", "MK2", "MK3", "MK9"}


def test_a_unit_less_is_listed_and_people_are_no_machines() -> None:
    run()

    outcomes = run(with_cell("sample_network.csv", 2, "units", "1"))

    assert outcomes["sample_network.csv"].gone == ("A-1/dryer-02",)
    assert outcomes["experts.csv"].gone == ()


def test_a_constraint_broken_in_the_middle_leaves_nothing() -> None:
    broken = check(with_cell("prices.csv", 2, "price_thb", "0"))
    assert broken.faults, "the check must refuse it, the database is the second wall"

    with pytest.raises(IntegrityError):
        load(broken.data)

    assert not any(table.model.objects.exists() for table in tables())


def test_a_constraint_broken_in_the_middle_leaves_what_stood() -> None:
    run()
    broken = check(with_cells(("operations.csv", 2, "name_en", "Talk"), ("prices.csv", 2, "price_thb", "0")))

    with pytest.raises(IntegrityError):
        load(broken.data)

    assert Operation.objects.get(code="advice").name_en == "advice"


@pytest.fixture
def heard(monkeypatch: pytest.MonkeyPatch) -> list[loading.Changed]:
    """Return what the only hook has heard."""
    found: list[loading.Changed] = []
    monkeypatch.setattr(loading, "_hooks", [found.append])
    return found


def test_hooks_hear_the_keys_of_rows_added_and_changed(heard: list[loading.Changed]) -> None:
    run()
    assert heard[0][Operation] == ["advice", "drying", "pilot", "microbes", "licence", "sale-trial"]
    assert set(heard[0][Resource]) == set(Resource.objects.values_list("pk", flat=True))

    run(with_cells(("recipes.csv", 3, "hours", "5.5"), ("experts.csv", 2, "topic", "drying")))

    assert heard[1] == {
        RecipeStep: [RecipeStep.objects.get(seq=2).pk],
        Resource: [Resource.objects.get(code="EN1").pk],
    }


def test_hooks_hear_nothing_when_nothing_changed(heard: list[loading.Changed]) -> None:
    run()
    run()

    assert len(heard) == 1


def test_a_hook_that_fails_undoes_the_load(monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(changed: loading.Changed) -> None:
        raise RuntimeError

    monkeypatch.setattr(loading, "_hooks", [fail])

    with pytest.raises(RuntimeError):
        run()
    assert not Operation.objects.exists()


def test_a_preview_says_the_same_and_writes_nothing() -> None:
    data = check(without("makers.csv", 3) | {"prices.csv": without("prices.csv", 12)["prices.csv"]}).data
    table = next(table for table in tables() if table.file == "makers.csv")

    outcome = loading.compare(table, data)

    assert [record["code"] for record in outcome.added] == ["MK1"]
    assert not Maker.objects.exists()


def test_a_column_still_at_its_default_does_not_count_in_the_digest() -> None:
    table = next(table for table in tables() if table.file == "holidays.csv")
    record = {"date": "2026-12-10", "name_th": "วัน", "name_en": "Day", "kind": "public"}

    assert loading.digest(table, record) == loading.digest(table, record | {"note": "", "status": "sample"})
    assert loading.digest(table, record) != loading.digest(table, record | {"note": "moved"})
