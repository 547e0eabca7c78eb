"""Numbers as they are said and written."""

import re
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from itc.catalogue.rules.sentence_numbers import NUMBER, between, values

SAID = [
    ("200", 200), ("1,200", 1200), ("1,234,567", 1234567), ("0.5", "0.5"), ("1.5 ล้าน", 1500000),
    ("2แสน", 200000), ("3 หมื่น", 30000), ("สิบ", 10), ("สิบเอ็ด", 11), ("ยี่สิบ", 20), ("ยี่สิบห้า", 25),
    ("ร้อย", 100), ("ร้อยห้า", 105), ("ร้อยห้าสิบ", 150), ("ร้อยนึง", 100), ("สองร้อย", 200),
    ("พัน", 1000), ("พันนึง", 1000), ("พันห้า", 1500), ("พันห้าร้อย", 1500), ("สองพันห้า", 2500),
    ("หมื่นสอง", 12000), ("แสน", 100000), ("ล้านครึ่ง", 1500000), ("สิบล้าน", 10000000),
    ("ล้านสองแสน", 1200000), ("ครึ่ง", "0.5"), ("สองครึ่ง", "2.5"), ("ครึ่งร้อย", 50),
    ("เก้าพันเก้าร้อยเก้าสิบเก้า", 9999), ("two hundred", 200), ("thousand", 1000), ("twenty five", 25),
    ("fifty", 50), ("2 thousand", 2000),
]  # fmt: skip


@pytest.mark.parametrize(("text", "value"), SAID)
def test_a_number_is_worth_what_is_said(text: str, value: int | str) -> None:
    assert re.fullmatch(NUMBER, text)
    assert values(text) == (Decimal(value), Decimal(value))


@pytest.mark.parametrize(
    ("text", "low", "high"),
    [("สองสามร้อย", 200, 300), ("ห้าหกสิบ", 50, 60), ("สามสี่", 3, 4), ("สิบยี่สิบ", 10, 20), ("ร้อยสองร้อย", 100, 200)],
)
def test_a_range_said_in_one_breath_has_two_ends(text: str, low: int, high: int) -> None:
    assert values(text) == (low, high)


@pytest.mark.parametrize(
    ("low", "high", "ends"),
    [
        ("2", "3 ร้อย", (200, 300)),
        ("100", "200", (100, 200)),
        ("200", "100", (100, 200)),
        ("500", "1 พัน", (500, 1000)),
        ("สอง", "สาม", (2, 3)),
    ],
)
def test_the_scale_of_the_high_end_belongs_to_both(low: str, high: str, ends: tuple[int, int]) -> None:
    assert between(low, high) == ends


@pytest.mark.parametrize("text", ["ip67", "12345678901", "1.2.3.4"])
def test_a_piece_of_a_name_or_of_a_longer_number_is_none(text: str) -> None:
    assert re.fullmatch(NUMBER, text) is None
    assert re.search(rf"{NUMBER}$", text) is None


@given(st.integers(0, 999_999_999))
def test_figures_with_and_without_commas_are_the_same(number: int) -> None:
    assert values(f"{number:,}") == values(str(number)) == (number, number)


@given(
    st.lists(
        st.sampled_from(["หนึ่ง", "สอง", "ยี่", "เก้า", "สิบ", "ร้อย", "พัน", "ล้าน", "ครึ่ง", "นึง", "hundred", "ten"]),
        min_size=1,
        max_size=12,
    )
)
def test_any_row_of_number_words_has_a_value(words: list[str]) -> None:
    low, high = values(" ".join(words))
    assert low >= 0
    assert high > 0
