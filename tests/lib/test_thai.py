"""Digits, eras, fiscal years and baht."""

import datetime as dt
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from itc.lib import thai

OPENING = dt.date(2018, 11, 23)  # of the centre in Lamphun


def test_thai_digits_become_arabic() -> None:
    assert thai.arabic_digits("๒๐๐ กก. และ 5") == "200 กก. และ 5"


@pytest.mark.parametrize(
    ("language", "options", "text"),
    [
        ("th", {}, "23 พ.ย. 2561"),
        ("en", {}, "23 Nov 2018"),
        ("th", {"weekday": True}, "ศ. 23 พ.ย. 2561"),
        ("en", {"weekday": True}, "Fri 23 Nov 2018"),
        ("th", {"long": True}, "23 พฤศจิกายน 2561"),
    ],
)
def test_a_day_is_written_in_the_era_of_the_language(
    language: str, options: dict[str, bool], text: str
) -> None:
    assert thai.date_text(OPENING, language=language, **options) == text


@pytest.mark.parametrize(
    "text",
    [
        "23/11/2561",
        "๒๓/๑๑/๒๕๖๑",
        "23/11/2018",
        "2018-11-23",
        "23 พ.ย. 2561",
        "23 พฤศจิกายน 2561",
        "23 Nov 2018",
    ],
)
def test_a_day_is_read_as_people_write_it(text: str) -> None:
    assert thai.parse_date(text) == OPENING


@pytest.mark.parametrize(
    "text", ["", "พรุ่งนี้", "31/2/2569", "1/13/2569", "12-2026", "1 ม.ค.", "0/0/0", "1/2/3/4", "1/1/" + "9" * 20]
)
def test_what_is_no_day_is_refused(text: str) -> None:
    with pytest.raises(ValueError, match=r"."):
        thai.parse_date(text)


@given(st.dates(dt.date(1900, 1, 1), dt.date(2399, 12, 31)))
def test_a_day_written_in_thai_reads_back(day: dt.date) -> None:
    assert thai.parse_date(f"{day.day}/{day.month}/{day.year + thai.ERA}") == day
    assert thai.parse_date(thai.date_text(day, language="th")) == day


@pytest.mark.parametrize(
    ("day", "year"),
    [
        (OPENING, 2562),
        (dt.date(2026, 9, 30), 2569),
        (dt.date(2026, 10, 1), 2570),
        (dt.date(2026, 12, 31), 2570),
    ],
)
def test_the_fiscal_year_begins_in_october(day: dt.date, year: int) -> None:
    assert thai.fiscal_year(day) == year


def test_a_moment_belongs_to_its_day_in_bangkok() -> None:
    late = dt.datetime(2026, 11, 24, 18, 30, tzinfo=dt.UTC)
    assert thai.local_day(late) == dt.date(2026, 11, 25)
    assert thai.clock_text(late) == "01:30"


@pytest.mark.parametrize(
    ("amount", "text"),
    [("38400", "฿38,400"), ("0", "฿0"), ("1284.5", "฿1,284.50"), ("0.005", "฿0.01"), ("0.004", "฿0")],
)
def test_baht_has_satang_only_where_there_are_any(amount: str, text: str) -> None:
    assert thai.baht_text(Decimal(amount)) == text
