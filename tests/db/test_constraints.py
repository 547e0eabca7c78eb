"""The constraint itself, on a table of its own: several keys, no condition, forms, what migrations see."""

import datetime as dt
from collections.abc import Iterator
from itertools import pairwise

import pytest
from django.apps.registry import Apps
from django.core.exceptions import ValidationError
from django.db import IntegrityError, connection, models, transaction
from django.db.models import Q

from itc.db.constraints import NoOverlap, all_or_none

NINE = dt.datetime(2026, 12, 1, 2, 0, tzinfo=dt.UTC)
HOUR = dt.timedelta(hours=1)
pytestmark = pytest.mark.django_db(transaction=True)


def alone(**rest: object) -> NoOverlap:
    plain = {"name": "stay_apart", "keys": ("hall", "bay"), "start": "begins", "end": "ends"}
    return NoOverlap(**plain | rest)  # type: ignore[arg-type]


class Stay(models.Model):
    """A bay of a hall from one moment to another."""

    hall = models.CharField(max_length=9)
    bay = models.IntegerField()
    begins = models.DateTimeField()
    ends = models.DateTimeField()
    left_at = models.DateTimeField(null=True, blank=True)
    why = models.CharField(max_length=9, null=True, blank=True)

    class Meta:
        apps = Apps()
        app_label = "throwaway"
        constraints = [
            alone(violation_error_message="Choose another hour."),
            models.CheckConstraint(condition=all_or_none("left_at", "why"), name="leaving_is_whole"),
        ]


@pytest.fixture(autouse=True)
def _table(transactional_db: None) -> Iterator[None]:
    with connection.schema_editor() as editor:
        editor.create_model(Stay)
    yield
    with connection.schema_editor() as editor:
        editor.delete_model(Stay)


def stay(start: float, end: float, hall: str = "north", bay: int = 1) -> Stay:
    return Stay(hall=hall, bay=bay, begins=NINE + start * HOUR, ends=NINE + end * HOUR)


@pytest.mark.parametrize(
    ("start", "end"),
    [(0, 2), (0.5, 1), (-1, 0.5), (1.5, 3), (-1, 3)],
    ids=["same", "inside", "before", "after", "around"],
)
def test_any_overlap_is_refused(start: float, end: float) -> None:
    stay(0, 2).save()
    with pytest.raises(IntegrityError, match="stay_apart"), transaction.atomic():
        stay(start, end).save()


@pytest.mark.parametrize(
    "other", [stay(-1, 0), stay(2, 3), stay(0, 2, hall="south"), stay(0, 2, bay=2)],
    ids=["before", "after", "another hall", "another bay"],
)  # fmt: skip
def test_what_touches_or_is_elsewhere_is_let_in(other: Stay) -> None:
    stay(0, 2).save()
    other.pk = None
    other.full_clean()
    other.save()
    assert Stay._base_manager.count() == 2


def test_a_row_does_not_stand_in_its_own_way() -> None:
    row = stay(0, 2)
    row.save()
    row.ends += HOUR
    row.full_clean()
    row.save()
    assert Stay._base_manager.get().ends == NINE + 3 * HOUR


def test_a_form_says_its_sentence_before_the_database_has_to() -> None:
    stay(0, 2).save()
    with pytest.raises(ValidationError, match="Choose another hour"):
        stay(1, 3).full_clean()


@pytest.mark.parametrize("missing", ["hall", "begins", "ends"])
def test_a_form_that_lacks_a_part_is_not_judged_by_it(missing: str) -> None:
    stay(0, 2).save()
    Stay._meta.constraints[0].validate(Stay, stay(1, 3), exclude={missing})
    emptied = stay(1, 3)
    setattr(emptied, missing, None)
    Stay._meta.constraints[0].validate(Stay, emptied)


def test_shifting_rows_one_by_one_keeps_them_apart() -> None:
    for hour in range(4):
        stay(hour, hour + 1).save()
    for row in Stay._base_manager.order_by("-begins"):
        row.begins, row.ends = row.begins + HOUR / 2, row.ends + HOUR / 2
        row.save()
    spans = list(Stay._base_manager.order_by("begins").values_list("begins", "ends"))
    assert all(one[1] == other[0] for one, other in pairwise(spans))


def test_a_table_that_is_gone_leaves_nothing_behind() -> None:
    with connection.schema_editor() as editor:
        editor.delete_model(Stay)
        editor.create_model(Stay)
    stay(0, 1).save()
    with pytest.raises(IntegrityError, match="stay_apart"), transaction.atomic():
        stay(0, 1).save()


def test_migrations_see_it_whole_and_see_every_difference() -> None:
    _path, args, kwargs = alone(condition=Q(bay=1)).deconstruct()

    assert NoOverlap(*args, **kwargs) == alone(condition=Q(bay=1))
    assert alone().clone() == alone()
    for other in (
        alone(name="other"),
        alone(keys=("hall",)),
        alone(start="ends"),
        alone(end="begins"),
        alone(condition=Q(bay=1)),
        alone(violation_error_message="Choose another hour."),
    ):
        assert other != alone()
    assert alone() != "stay_apart"


@pytest.mark.parametrize(
    ("left_at", "why", "whole"),
    [(None, None, True), (NINE, "ill", True), (NINE, None, False), (None, "ill", False)],
)
def test_all_or_none_lets_in_a_pair_that_is_whole(
    left_at: dt.datetime | None, why: str | None, whole: bool
) -> None:
    row = stay(0, 1)
    row.left_at, row.why = left_at, why
    if whole:
        row.save()
        return
    with pytest.raises(IntegrityError, match="leaving_is_whole"), transaction.atomic():
        row.save()
