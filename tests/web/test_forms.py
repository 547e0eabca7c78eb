"""Fields read what people here write, and keep what they cannot read."""

import datetime as dt
from decimal import Decimal

import pytest
from django.core.exceptions import ValidationError

from itc.web.forms import DayField, NumberField


@pytest.mark.parametrize("typed", ["1/12/2569", "๑/๑๒/๒๕๖๙", "2026-12-01", " 1 ธ.ค. 2569 "])
def test_a_day_is_read(typed: str) -> None:
    assert DayField().clean(typed) == dt.date(2026, 12, 1)


def test_a_day_may_be_left_out() -> None:
    assert DayField(required=False).clean("") is None
    assert DayField(required=False).clean(None) is None


@pytest.mark.parametrize("typed", ["31/2/2569", "มะรืน", "1" * 5000, "\x00", "1/1/99999999999999999999"])
def test_what_is_no_day_is_refused_with_an_example(typed: str) -> None:
    with pytest.raises(ValidationError, match=r"2026-12-01"):
        DayField().clean(typed)


def test_a_day_is_shown_as_every_browser_reads_it() -> None:
    assert DayField().prepare_value(dt.date(2026, 12, 1)) == "2026-12-01"
    assert DayField().prepare_value("31/2/2569") == "31/2/2569"


@pytest.mark.parametrize(("typed", "read"), [("๑,๒๐๐", "1200"), ("12.5", "12.5"), ("1,000,000", "1000000")])
def test_a_number_is_read(typed: str, read: str) -> None:
    assert NumberField().clean(typed) == Decimal(read)


@pytest.mark.parametrize("typed", ["มาก", "1e400", "NaN", "--1", "\x00"])
def test_what_is_no_number_is_refused(typed: str) -> None:
    with pytest.raises(ValidationError):
        NumberField(max_value=10**7).clean(typed)


@pytest.mark.parametrize(
    "typed", ["0001-01-01", "1/12/69", "31/12/1999", "1/1/2644", "31/12/9999", "2400-12-31"]
)
def test_a_day_of_another_century_is_a_slip_of_the_pen(typed: str) -> None:
    with pytest.raises(ValidationError):
        DayField().clean(typed)


@pytest.mark.parametrize("typed", ["1/1/2543", "2000-01-01", "31/12/2643", "2100-12-31"])
def test_the_whole_century_can_be_written(typed: str) -> None:
    assert 2000 <= DayField().clean(typed).year <= 2100
