"""An overlap is refused after every migration: of ours one by one, up and down, and of any table change."""

import datetime as dt
from collections.abc import Iterator
from typing import Any

import pytest
from django.db import IntegrityError, connection, migrations, models, transaction
from django.db.migrations.executor import MigrationExecutor
from django.db.migrations.loader import MigrationLoader
from django.db.migrations.state import ProjectState

from itc.network.models import Province

pytestmark = pytest.mark.django_db(transaction=True)
NINE = dt.datetime(2026, 12, 1, 2, 0, tzinfo=dt.UTC)
HOUR = dt.timedelta(hours=1)
OURS = sorted(name for app, name in MigrationLoader(None).disk_migrations if app == "resources")


def migrate(*ours: str | None) -> None:
    """Go to one of our migrations, or to none at all of ours; without a word to the last of everybody's."""
    executor = MigrationExecutor(connection)
    executor.migrate([("resources", name) for name in ours] or executor.loader.graph.leaf_nodes())


@pytest.fixture
def province() -> Province:
    return Province.objects.create(
        code="TH-51",
        name_th="ลำพูน",
        name_en="Lamphun",
        region="N",
        region_6="N",
        lat=18.6,
        lon=99.0,
        source="test",
    )


@pytest.fixture
def back_and_forward() -> Iterator[None]:
    """Leave all tables as they were found."""
    yield
    migrate()


def calendar(apps: Any, province: Province) -> int:
    """Make a resource as the tables of that moment have it."""
    row = apps.get_model("resources", "Resource").objects.create(
        code="OF-1", kind="person", name_th="ก", name_en="a", province_id=province.pk, source="test",
        hours="Mon 08:30-16:30",
    )  # fmt: skip
    return int(row.pk)


def book(apps: Any, resource: int, start: float, **given: Any) -> Any:
    begin = NINE + start * HOUR
    end = begin + HOUR
    plain = {"use_from": begin, "use_to": end, "purpose": "case"}
    rows = apps.get_model("resources", "Booking").objects
    return rows.create(resource_id=resource, held_from=begin, held_to=end, **plain | given)


def assert_refused(apps: Any, resource: int, table: str = "resources_booking") -> None:
    """Try to overlap by the ORM and by SQL, by a new row and by a moved one; leave no row."""
    rows = apps.get_model("resources", "Booking").objects
    first, second = book(apps, resource, 0), book(apps, resource, 1)
    by_hand = f"UPDATE {table} SET held_from = (SELECT held_from FROM {table} WHERE id = %s) WHERE id = %s"
    for write in (
        lambda: book(apps, resource, 0.5),
        lambda: rows.filter(pk=second.pk).update(held_from=NINE),
        lambda: sql(by_hand, first.pk, second.pk),
    ):
        with pytest.raises(IntegrityError, match="booking_no_overlap"), transaction.atomic():
            write()
    rows.filter(pk=first.pk).update(released_at=NINE, released_why="moved")
    book(apps, resource, 0)
    with pytest.raises(IntegrityError, match="booking_no_overlap"), transaction.atomic():
        rows.filter(pk=first.pk).update(released_at=None, released_why=None)
    rows.all().delete()


def sql(text: str, *values: Any) -> None:
    with connection.cursor() as cursor:
        cursor.execute(text, values)


def state(name: str) -> ProjectState:
    return MigrationLoader(None).project_state([("resources", name)])


@pytest.mark.prove
@pytest.mark.usefixtures("back_and_forward")
def test_from_nothing_up_and_down_again_each_of_our_migrations_keeps_it(province: Province) -> None:
    migrate(None)
    assert "resources_booking" not in connection.introspection.table_names()
    for name in [*OURS, *reversed(OURS[:-1])]:
        migrate(name)
        apps = state(name).apps
        resource = calendar(apps, province)
        assert_refused(apps, resource)
        apps.get_model("resources", "Resource").objects.all().delete()
    assert len(OURS) >= 4


@pytest.mark.usefixtures("back_and_forward")
def test_rows_go_over_a_migration_and_keep_their_time(province: Province) -> None:
    migrate(OURS[-2])
    apps = state(OURS[-2]).apps
    resource = calendar(apps, province)
    book(apps, resource, 0)
    migrate()
    now = state(OURS[-1]).apps
    with pytest.raises(IntegrityError, match="booking_no_overlap"), transaction.atomic():
        book(now, resource, 0.5)


@pytest.mark.prove
@pytest.mark.usefixtures("back_and_forward")
def test_a_notice_that_nobody_chose_becomes_that_of_the_centre(province: Province) -> None:
    migrate(OURS[2])
    apps = state(OURS[2]).apps
    usual, chosen = calendar(apps, province), apps.get_model("resources", "Resource")
    chosen.objects.create(
        code="OF-2", kind="person", name_th="ก", name_en="a", province_id=province.pk, source="test",
        hours="Mon 08:30-16:30", notice_hours=72,
    )  # fmt: skip
    migrate(OURS[3])
    found = state(OURS[3]).apps.get_model("resources", "Resource").objects.order_by("code")
    assert list(found.values_list("notice_hours", flat=True)) == [None, 72]

    migrate(OURS[2])
    found = state(OURS[2]).apps.get_model("resources", "Resource").objects.order_by("code")
    assert list(found.values_list("notice_hours", flat=True)) == [24, 72]
    assert found.first().pk == usual


CHANGES = {
    "a column more": migrations.AddField("booking", "note", models.TextField(default="")),
    "a longer column": migrations.AlterField("booking", "purpose", models.CharField(max_length=80)),
    "an index more": migrations.AddIndex("booking", models.Index(fields=["use_from"], name="booking_use")),
    "a rule more": migrations.AddConstraint(
        "booking", models.CheckConstraint(condition=~models.Q(purpose=""), name="booking_has_purpose")
    ),
    "another name of the table": migrations.AlterModelTable("booking", "held_time"),
}


@pytest.mark.parametrize("change", CHANGES.values(), ids=CHANGES)
def test_any_change_of_the_table_keeps_it_there_and_back(change: Any, province: Province) -> None:
    before = state(OURS[-1])
    after = before.clone()
    change.state_forwards("resources", after)
    resource = calendar(before.apps, province)
    table = after.apps.get_model("resources", "Booking")._meta.db_table
    with connection.schema_editor() as editor:
        change.database_forwards("resources", editor, before, after)
    try:
        assert_refused(after.apps, resource, table)
    finally:
        with connection.schema_editor() as editor:
            change.database_backwards("resources", editor, after, before)
    assert_refused(before.apps, resource)


def test_taken_away_it_lets_all_in_and_put_back_it_judges_what_stands(province: Province) -> None:
    """So that the tests above are known to fail without it; and rows that overlap are found when it comes."""
    with_it = state(OURS[-1])
    without = with_it.clone()
    removing = migrations.RemoveConstraint("booking", "booking_no_overlap")
    removing.state_forwards("resources", without)
    resource = calendar(with_it.apps, province)
    with connection.schema_editor() as editor:
        removing.database_forwards("resources", editor, with_it, without)
    book(without.apps, resource, 0)
    rival = book(without.apps, resource, 0.5)
    with pytest.raises(IntegrityError), connection.schema_editor() as editor:
        removing.database_backwards("resources", editor, without, with_it)
    type(rival).objects.filter(pk=rival.pk).delete()
    with connection.schema_editor() as editor:
        removing.database_backwards("resources", editor, without, with_it)
    type(rival).objects.all().delete()
    assert_refused(with_it.apps, resource)
