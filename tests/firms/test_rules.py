"""A firm's number, name and size, by the published rules."""

from decimal import Decimal

import pytest
from django.utils.translation import override
from hypothesis import given
from hypothesis import strategies as st
from stdnum.th import moa, pin

from itc.firms.errors import WrongTaxNumber
from itc.firms.rules import LARGE, Band, name_key, sized, tax_number

MILLION = 10**6
MANUFACTURING = (
    Band("micro", 5, Decimal(1_800_000)),
    Band("small", 50, Decimal(100 * MILLION)),
    Band("medium", 200, Decimal(500 * MILLION)),
)


@pytest.mark.parametrize(
    "written",
    [
        "0105535099511",
        "0-1055-35099-51-1",
        " 0105535099511 ",
        "๐๑๐๕๕๓๕๐๙๙๕๑๑",
        "0–1055–35099–51–1",
        "0 1055.35099/51\u200b1",
    ],
)
def test_a_number_is_read_however_it_is_written(written: str) -> None:
    assert tax_number(written) == "0105535099511"


@pytest.mark.parametrize(
    ("written", "why"),
    [
        ("0105535099512", "mistyped"),
        ("010553509951", "has 12"),
        ("01055350995111", "has 14"),
        ("", "has 0"),
        ("01055350995AB", "has 11"),
        ("²²²²²²²²²²²²²", "has 0"),
        ("9999999999999", "No firm"),
    ],
)
def test_a_wrong_number_is_told_what_is_wrong(written: str, why: str) -> None:
    with override("en"), pytest.raises(WrongTaxNumber, match=why):
        tax_number(written)


@given(st.from_regex(r"[0-9]{13}", fullmatch=True))
def test_what_is_taken_has_a_right_check_digit(digits: str) -> None:
    try:
        assert tax_number(digits) == digits
    except WrongTaxNumber:
        assert not moa.is_valid(digits)
        assert not pin.is_valid(digits)
    else:
        assert moa.is_valid(digits) or pin.is_valid(digits)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("บริษัท ลำพูนลำไย จำกัด", "ลำพูน ลำไย"),
        ("บจก.ลำพูนลำไย", "บริษัทลำพูนลำไย จำกัด (มหาชน)"),
        ("หจก. สบู่ไพร", "ห้างหุ้นส่วนจำกัด สบู่ไพร"),
        ("Lamphun Longan Co., Ltd.", "LAMPHUN LONGAN"),
    ],
)
def test_like_names_have_one_key(one: str, other: str) -> None:
    assert name_key(one) == name_key(other)


def test_names_that_differ_have_keys_that_differ() -> None:
    assert name_key("ลำไยแม่คำ") != name_key("ลำไยแม่แก้ว")
    assert name_key("แม่คำ") != name_key("แม่คา"), "a vowel tells words apart"
    assert name_key("แม่ค\u0e33") == name_key("แม่ค\u0e4d\u0e32"), "typed as one sign or as two"
    assert name_key("บริษัท จำกัด")  # a name of nothing but legal words still has one


@pytest.mark.parametrize(
    ("people", "revenue", "size"),
    [
        (5, 1_800_000, "micro"),
        (5, None, "micro"),
        (6, None, "small"),
        (None, 1_800_001, "small"),
        (50, 100 * MILLION, "small"),
        (200, 500 * MILLION, "medium"),
        (201, 501 * MILLION, LARGE),
        (0, 0, "micro"),
        (None, None, None),
    ],
)
def test_the_size_by_the_regulation_of_2562(
    people: int | None, revenue: int | None, size: str | None
) -> None:
    for decides in (True, False):
        found = sized(
            MANUFACTURING, people=people, revenue=None if revenue is None else Decimal(revenue),
            revenue_decides=decides,
        )  # fmt: skip
        assert (found.size, found.disagrees) == (size, False)


@pytest.mark.parametrize(
    ("people", "revenue", "by_revenue", "larger"),
    [
        (60, 50 * MILLION, "small", "medium"),
        (3, 90 * MILLION, "small", "small"),
        (3, 900 * MILLION, LARGE, LARGE),
    ],
)
def test_where_the_tests_disagree_the_rule_in_force_decides(
    people: int, revenue: int, by_revenue: str, larger: str
) -> None:
    found = [
        sized(MANUFACTURING, people=people, revenue=Decimal(revenue), revenue_decides=decides)
        for decides in (True, False)
    ]
    assert [each.size for each in found] == [by_revenue, larger]
    assert all(each.disagrees for each in found)
