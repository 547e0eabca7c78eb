"""A price of any shape comes from its row into the sum and into words; what makes no sense is refused."""

import datetime as dt
from decimal import Decimal
from typing import Any

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from django.utils import translation

from itc.catalogue.models import MachineKind
from itc.network.models import Centre
from itc.resources.models import Price
from itc.resources.queries.pages.words import price_in_words
from itc.resources.queries.supply import supply
from itc.resources.rules.prices import Use, cost
from tests.catalogue.rows import machine_kind
from tests.resources import rows

pytestmark = pytest.mark.django_db
SHAPES: list[tuple[dict[str, Any], str | None, str]] = [
    ({"unit": "hour"}, "2400", "฿600 an hour"),
    ({"unit": "hour", "first_hour_thb": 700}, "2500", "฿600 an hour · the first hour ฿700"),
    (
        {"unit": "hour", "later_thb": 400, "later_after_hours": 3},
        "2200",
        "฿600 an hour · ฿400 an hour after 3 hours",
    ),
    ({"unit": "hour", "set_up_thb": 710}, "3110", "฿600 an hour · set-up ฿710"),
    ({"unit": "day"}, "600", "฿600 a day"),
    ({"unit": "batch"}, "1200", "฿600 a batch"),
    ({"unit": "test"}, "1200", "฿600 a test"),
    ({"unit": "session"}, "1200", "฿600 a session"),
    ({"unit": "filing"}, "1200", "฿600 a filing"),
    ({"unit": "hour", "rule": "free", "price_thb": None}, "0", "No charge"),
    ({"unit": "hour", "rule": "quote", "price_thb": None}, None, "to be quoted"),
]


@pytest.fixture
def kind(db: None) -> MachineKind:
    return machine_kind("dryer")


@pytest.mark.parametrize(("given", "baht", "said"), SHAPES)
def test_each_shape_of_a_row_is_counted_and_said(
    kind: MachineKind, lamphun: Centre, given: dict[str, Any], baht: str | None, said: str
) -> None:
    row = rows.price(kind, lamphun, **given)
    row.full_clean()
    tariffs = supply(dt.date(2026, 12, 1)).tariffs["machine", lamphun.pk, kind.pk]

    assert cost(tariffs, Use(Decimal(4), runs=2)) == (None if baht is None else Decimal(baht))
    with translation.override("en"):
        assert price_in_words(row) == said


@pytest.mark.parametrize(
    ("given", "name", "said"),
    [
        ({"later_thb": 400}, "later_hours_have_price_and_hour", "needs both"),
        ({"later_after_hours": 3}, "later_hours_have_price_and_hour", "needs both"),
        ({"later_thb": 400, "later_after_hours": 0}, "later_hours_have_price_and_hour", "1 or more"),
        (
            {"unit": "day", "first_hour_thb": 700},
            "first_and_later_hours_are_by_the_hour",
            "only where the unit",
        ),
        (
            {"unit": "day", "later_thb": 1, "later_after_hours": 2},
            "first_and_later_hours_are_by_the_hour",
            "only where the unit",
        ),
        ({"price_thb": 0}, "a_price_is_more_than_nothing", "Write baht"),
        ({"rule": "quote"}, "to_be_quoted_has_no_price", "empty the baht"),
    ],
)
def test_what_makes_no_sense_is_refused_by_the_form_in_a_sentence_and_by_the_database(
    kind: MachineKind, lamphun: Centre, given: dict[str, Any], name: str, said: str
) -> None:
    good = rows.price(kind, lamphun, unit="hour")
    for field, value in given.items():
        setattr(good, field, value)
    with translation.override("en"), pytest.raises(ValidationError, match=said):
        good.full_clean()
    with pytest.raises(IntegrityError, match=name), transaction.atomic():
        Price.objects.filter(pk=good.pk).update(**given)
