"""What every declared table must fulfil, so that a new one cannot be declared half."""

import pytest
from django.apps import apps
from django.db import models

from itc.db.models import Reference
from itc.db.tables import Data, Row, Table, did_you_mean, tables
from itc.db.tables.table import NotRead, file_of

EVERY = pytest.mark.parametrize("table", tables(), ids=lambda table: table.file)


def test_every_model_of_reference_knowledge_has_a_table() -> None:
    filled = {table.model for table in tables()}

    assert [
        model for model in apps.get_models() if issubclass(model, Reference) and model not in filled
    ] == []


@EVERY
def test_every_column_has_a_field_and_every_key_a_column(table: Table) -> None:
    assert set(table.key) <= set(table.fields)
    assert {"source", "status"} <= set(table.fields)
    assert len(table.fields) == len(table.columns), "a column is declared twice"


@EVERY
def test_the_database_knows_the_names_of_rows_as_unique(table: Table) -> None:
    """An upsert asks for it, and without it two rows might share a name."""
    options = table.model._meta
    single = {(field.attname,) for field in options.concrete_fields if field.unique}
    several = {
        tuple(options.get_field(name).attname for name in constraint.fields)
        for constraint in options.constraints
        if isinstance(constraint, models.UniqueConstraint) and constraint.condition is None
    }

    assert table.names in single | several


@EVERY
def test_a_table_is_loaded_after_those_it_points_to(table: Table) -> None:
    order = [each.file for each in tables()]
    for field in table.model._meta.concrete_fields:
        target = file_of(field.remote_field.model) if isinstance(field, models.ForeignKey) else ""
        assert not target or target == table.file or order.index(target) < order.index(table.file)


@EVERY
def test_a_field_that_must_be_filled_has_a_column_or_a_shape(table: Table) -> None:
    given = {table.fields[column.name].attname for column in table.columns if column.to is not None}
    needed = {
        field.attname
        for field in table.model._meta.concrete_fields
        if not (field.blank or field.null or field.has_default() or field.primary_key)
    }

    assert needed <= given or table.shape is not None


def test_rows_are_found_by_key_and_those_without_one_are_left_out() -> None:
    rows = tuple(
        Row("a.csv", line, {"x": x, "y": 1}) for line, x in ((2, "p"), (3, None), (4, "p"), (5, "q"))
    )
    data = Data({"a.csv": rows}, {"a.csv": ("x",)})

    assert {key: row.line for key, row in data.by_key("a.csv").items()} == {"p": 2, "q": 5}
    assert [row.line for row in data["a.csv"]] == [2, 3, 4, 5]


def test_a_file_that_was_not_read_says_so() -> None:
    data = Data({}, {"a.csv": ("x",)})

    with pytest.raises(NotRead):
        data["a.csv"]
    with pytest.raises(NotRead):
        data.by_key("a.csv")
    assert "a.csv" not in data


@pytest.mark.parametrize(
    ("text", "cure"),
    [
        ("DIP-1", "did you mean DIP-10 or DIP-01?"),
        ("dip-01", "did you mean DIP-01 or DIP-10?"),
        ("x", "write one of DIP-01, DIP-10, INST-FTPI"),
    ],
)
def test_the_nearest_codes_are_offered_whatever_the_case(text: str, cure: str) -> None:
    assert did_you_mean(text, ["INST-FTPI", "DIP-10", "DIP-01"]) == cure


def test_a_long_list_is_not_recited() -> None:
    assert did_you_mean("x", [f"code-{number}" for number in range(13)]) == (
        "use a code that is there, or add it there first"
    )
