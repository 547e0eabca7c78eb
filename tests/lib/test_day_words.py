"""Days as people say them, in Thai and English, read on days of every weekday."""

import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from itc.lib.day_words import said_day

FRIDAY = dt.date(2026, 11, 27)
MONDAY = dt.date(2026, 11, 30)
TUESDAY = dt.date(2026, 12, 1)


@pytest.mark.parametrize(
    ("text", "today", "day"),
    [
        ("วันนี้", FRIDAY, "2026-11-27"),
        ("today", FRIDAY, "2026-11-27"),
        ("พรุ่งนี้", FRIDAY, "2026-11-28"),
        ("วันพรุ่งนี้เช้า", FRIDAY, "2026-11-28"),
        ("Tomorrow", FRIDAY, "2026-11-28"),
        ("มะรืนนี้", FRIDAY, "2026-11-29"),
        ("มะรืน", FRIDAY, "2026-11-29"),
        ("the day after tomorrow", FRIDAY, "2026-11-29"),
        ("วันอังคาร", FRIDAY, "2026-12-01"),
        ("วันอังคาร", MONDAY, "2026-12-01"),
        ("วันอังคาร", TUESDAY, "2026-12-08"),
        ("วันอังคารนี้", TUESDAY, "2026-12-01"),
        ("อังคารนี้", MONDAY, "2026-12-01"),
        ("อังคารที่จะถึงนี้", MONDAY, "2026-12-01"),
        ("อังคารหน้า", MONDAY, "2026-12-08"),
        ("อังคารหน้า", FRIDAY, "2026-12-01"),
        ("วันอังคารหน้า", TUESDAY, "2026-12-08"),
        ("อังคาร", FRIDAY, "2026-12-01"),
        ("on Tuesday", FRIDAY, "2026-12-01"),
        ("this Tuesday", TUESDAY, "2026-12-01"),
        ("next Tuesday", MONDAY, "2026-12-08"),
        ("next tue", MONDAY, "2026-12-08"),
        ("on Thurs", MONDAY, "2026-12-03"),
        ("on Thu", MONDAY, "2026-12-03"),
        ("Thursday", MONDAY, "2026-12-03"),
        ("วันพฤหัส", MONDAY, "2026-12-03"),
        ("พฤหัสบดีหน้า", MONDAY, "2026-12-10"),
        ("Wednesday", MONDAY, "2026-12-02"),
        ("วันพุธ", MONDAY, "2026-12-02"),
        ("ศุกร์หน้า", MONDAY, "2026-12-11"),
        ("วันเสาร์", MONDAY, "2026-12-05"),
        ("Saturday", MONDAY, "2026-12-05"),
        ("วันอาทิตย์", MONDAY, "2026-12-06"),
        ("วันอาทิตย์หน้า", MONDAY, "2026-12-13"),
        ("อาทิตย์หน้า", FRIDAY, "2026-11-30"),
        ("สัปดาห์หน้า", MONDAY, "2026-12-07"),
        ("next week", TUESDAY, "2026-12-07"),
        ("2/12/2569", FRIDAY, "2026-12-02"),
        ("๒/๑๒/๒๕๖๙", FRIDAY, "2026-12-02"),
        ("2/12/2026", FRIDAY, "2026-12-02"),
        ("2026-12-02", FRIDAY, "2026-12-02"),
        ("31/2/2569 หรือ 1/3/2570", FRIDAY, "2027-03-01"),
    ],
)
def test_what_is_said_is_a_day(text: str, today: dt.date, day: str | None) -> None:
    found = said_day(text, today=today)
    assert (found.day.isoformat() if found else None) == day


@pytest.mark.parametrize(
    "text",
    [
        "", "เครื่องอบแห้ง", "อบด้วยแสงอาทิตย์", "พลังงานแสงอาทิตย์", "ไหว้พระจันทร์", "sun dried mango",
        "sat on it", "monster", "ดาวอังคารสีแดง", "อาทิตย์นี้", "wedding", "fri", "31/2/2569", "12/2569",
        "99/99/9999", "1/1/99999", "\x00", "ทุกวัน", "frying",
    ],
)  # fmt: skip
def test_other_words_are_no_day(text: str) -> None:
    assert said_day(text, today=FRIDAY) is None


@pytest.mark.parametrize(
    ("text", "rest"),
    [
        ("เครื่องอบแห้ง วันอังคาร", "เครื่องอบแห้ง"),
        ("เครื่องตัดเลเซอร์พรุ่งนี้", "เครื่องตัดเลเซอร์"),
        ("only the dryer, on Tuesday", "only the dryer"),
        ("Next Tuesday: the dryer", ": the dryer"),
        ("ขอ ๒/๑๒/๒๕๖๙ เครื่องซีล", "ขอ เครื่องซีล"),
        ("วันอังคาร", ""),
    ],
)
def test_the_rest_of_the_sentence_stays(text: str, rest: str) -> None:
    found = said_day(text, today=FRIDAY)
    assert found
    assert found.rest == rest


@given(st.dates(dt.date(2000, 1, 1), dt.date(2400, 1, 1)), st.integers(0, 6))
def test_a_weekday_is_that_weekday_within_its_days(today: dt.date, number: int) -> None:
    thai = ("จันทร์", "อังคาร", "พุธ", "พฤหัสบดี", "ศุกร์", "เสาร์", "อาทิตย์")[number]
    plain, this, after = (said_day(f"วัน{thai}{which}", today=today) for which in ("", "นี้", "หน้า"))
    assert plain
    assert this
    assert after
    assert {each.day.weekday() for each in (plain, this, after)} == {number}
    assert 1 <= (plain.day - today).days <= 7
    assert 0 <= (this.day - today).days <= 6
    assert 1 <= (after.day - today).days <= 13
    assert after.day.isocalendar()[1] == (today + dt.timedelta(days=7)).isocalendar()[1]


@given(st.text(max_size=60))
def test_no_sentence_breaks_it(text: str) -> None:
    found = said_day(text, today=FRIDAY)
    assert found is None or len(found.rest) <= len(text) + 1
