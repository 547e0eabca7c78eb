"""Hours, ranges, prices and trades in the words of the page."""

from collections.abc import Callable
from contextlib import AbstractContextManager
from decimal import Decimal

import pytest
from django.utils.translation import override

from itc.resources.models import Price
from itc.resources.queries.pages.topics import TOPICS
from itc.resources.queries.pages.words import (
    FOR_WHOM,
    UNITS,
    hours_in_words,
    open_in_words,
    price_in_words,
    range_in_words,
)
from tests.catalogue.reference import split, table

Pin = Callable[[int], AbstractContextManager[object]]

# words


def test_every_trade_unit_and_addressee_of_the_tables_has_words() -> None:
    assert {row["topic"] for row in table("experts")} - TOPICS == set()
    capacities = [row["capacity_unit"] for file in ("machine_kinds", "sample_network") for row in table(file)]
    assert {part for unit in capacities for part in unit.split("/") if part} - UNITS.keys() == set()
    families = {row["code"] for row in table("families")}
    asked = {part for row in table("offices") for part in split(row["applies_to"])}
    assert asked - families - FOR_WHOM.keys() == set()


@pytest.mark.parametrize(
    ("hours", "thai", "english"),
    [
        ("Mon-Sat 08:30-16:30", "จ.–ส. 08:30–16:30", "Mon–Sat 08:30–16:30"),
        (
            "Mon,Wed 09:00-12:00; Thu 13:00-17:00",
            "จ., พ. 09:00–12:00 · พฤ. 13:00–17:00",
            "Mon, Wed 09:00–12:00 · Thu 13:00–17:00",
        ),
    ],
)
def test_hours_are_told_in_the_days_of_the_language(hours: str, thai: str, english: str) -> None:
    with override("th"):
        assert hours_in_words(hours) == thai
    with override("en"):
        assert hours_in_words(hours) == english
        assert open_in_words(hours, overnight=True) == f"{english}, over night under watch"
        assert open_in_words(hours, overnight=False) == english


@pytest.mark.parametrize(
    ("low", "high", "unit", "said"),
    [
        ("10.000", "100.000", "kg/batch", "10–100 kg/batch"),
        ("0.5", "0.5", "m2/h", "0.5 m²/h"),
        (None, "1500", "odd", "1,500 odd"),
        (None, None, "kg/h", ""),
        ("-40", "180", "°C", "-40–180 °C"),
    ],
)
def test_a_range_is_short_and_plain(low: str | None, high: str | None, unit: str, said: str) -> None:
    with override("en"):
        assert range_in_words(low and Decimal(low), high and Decimal(high), unit) == said  # type: ignore[arg-type]  # None stays None


@pytest.mark.parametrize(
    ("price", "said"),
    [
        (None, "to be quoted"),
        (Price(rule="quote", unit="hour"), "to be quoted"),
        (Price(rule="price", unit="hour"), "to be quoted"),
        (Price(rule="free", unit="hour"), "No charge"),
        (Price(rule="price", unit="batch", price_thb=Decimal("450.50")), "฿450.50 a batch"),
        (Price(rule="price", unit="filing", price_thb=Decimal(9)), "฿9 a filing"),
        (Price(rule="price", unit="visit", price_thb=Decimal(9)), "฿9 / visit"),
    ],
)
def test_a_price_that_is_not_known_is_to_be_quoted_and_never_nothing(price: Price | None, said: str) -> None:
    with override("en"):
        assert price_in_words(price) == said


# machines
