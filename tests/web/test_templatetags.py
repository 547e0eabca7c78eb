"""Dates in the era of the language, money, distance, hours, marked words, the other language's address."""

import datetime as dt
from decimal import Decimal

import pytest
from django.template import Context, Template
from django.test import RequestFactory
from django.utils.translation import override

from itc.lib.thai import BANGKOK
from itc.web.templatetags import web


def at(day: int, hour: int, *, month: int = 12) -> dt.datetime:
    return dt.datetime(2026, month, day, hour, tzinfo=BANGKOK)


@pytest.mark.parametrize(
    ("language", "start", "end", "text"),
    [
        ("th", at(2, 9), at(2, 11), "พ. 2 ธ.ค. 2569 · 09:00–11:00"),
        ("en", at(2, 9), at(2, 11), "Wed 2 Dec 2026 · 09:00–11:00"),
        ("th", at(7, 9), at(9, 16), "จ. 7 – พ. 9 ธ.ค. 2569"),
        ("th", at(30, 9, month=11), at(1, 16), "จ. 30 พ.ย. – อ. 1 ธ.ค. 2569"),
        ("en", dt.date(2027, 1, 29), dt.date(2027, 2, 1), "Fri 29 Jan – Mon 1 Feb 2027"),
        ("th", dt.date(2026, 12, 31), dt.date(2027, 1, 2), "พฤ. 31 ธ.ค. 2569 – ส. 2 ม.ค. 2570"),
        ("th", dt.date(2026, 12, 2), dt.date(2026, 12, 2), "พ. 2 ธ.ค. 2569"),
        ("th", dt.date(2026, 12, 2), None, "พ. 2 ธ.ค. 2569"),
        ("en", at(2, 9), None, "Wed 2 Dec 2026"),
    ],
)
def test_a_span_says_each_part_once(language: str, start: dt.date, end: dt.date | None, text: str) -> None:
    with override(language):
        assert web.span(start, end) == text


def test_a_span_is_told_in_bangkok_whatever_the_zone_it_comes_in() -> None:
    late = dt.datetime(2026, 12, 1, 22, tzinfo=dt.UTC)  # 05:00 on the second in Bangkok
    with override("en"):
        assert web.span(late, late + dt.timedelta(hours=2)) == "Wed 2 Dec 2026 · 05:00–07:00"


@pytest.mark.parametrize(
    ("value", "thai", "english"),
    [
        (Decimal("0.5"), "30 นาที", "30 minutes"),
        (Decimal(1), "1 ชั่วโมง", "1 hour"),
        (Decimal("3.5"), "3.5 ชั่วโมง", "3.5 hours"),
        (14, "14 ชั่วโมง", "14 hours"),
        (None, "", ""),
    ],
)
def test_hours_under_one_are_minutes(value: Decimal | None, thai: str, english: str) -> None:
    with override("th"):
        assert web.hours(value) == thai
    with override("en"):
        assert web.hours(value) == english


def test_kilometres_are_whole_and_a_missing_one_is_nothing() -> None:
    with override("en"):
        assert (web.km(1267.6), web.km(0), web.km(None)) == ("1,268 km", "0 km", "")
    with override("th"):
        assert web.km(34) == "34 กม."


def test_a_missing_price_is_nothing_and_never_zero() -> None:
    assert (web.baht(None), web.baht(0), web.baht("38400"), web.baht(Decimal("0.5"))) == (
        "",
        "฿0",
        "฿38,400",
        "฿0.50",
    )


@pytest.mark.parametrize(
    ("text", "pieces", "html"),
    [
        ("ลำไยอบแห้ง", ["ลำไย"], "<mark>ลำไย</mark>อบแห้ง"),
        ("Dried Longan", ["longan"], "Dried <mark>Longan</mark>"),
        ("aab", ["a", "aa"], "<mark>aa</mark>b"),
        ("plain", [], "plain"),
        ("plain", [""], "plain"),
        ("<b>.*</b>", [".*"], "&lt;b&gt;<mark>.*</mark>&lt;/b&gt;"),
    ],
)
def test_matching_pieces_are_marked_and_the_rest_is_escaped(text: str, pieces: list[str], html: str) -> None:
    assert web.marked(text, pieces) == html


@pytest.mark.parametrize(
    ("language", "path", "there"),
    [
        ("th", "/help?from=x", "/en/help?from=x"),
        ("en", "/en/help/counting", "/help/counting"),
        ("th", "/no-such-page", "/en/"),
        ("en", "/en/no-such-page", "/"),
    ],
)
def test_the_other_language_shows_the_same_page_or_its_home(language: str, path: str, there: str) -> None:
    with override(language):
        other = web.other_language({"request": RequestFactory().get(path)})
    assert other == {"code": "en" if language == "th" else "th", "url": there}


def test_the_other_language_needs_no_request() -> None:
    with override("th"):
        assert web.other_language({}) == {"code": "en", "url": "/en/"}


def test_tags_work_in_any_template_without_loading_them() -> None:
    source = "{% span day %}|{{ day|day }}|{{ day|weekday }}|{{ price|baht }}"
    with override("en"):
        text = Template(source).render(Context({"day": dt.date(2026, 12, 2), "price": 5}))
    assert text == "Wed 2 Dec 2026|2 Dec 2026|Wed 2 Dec 2026|฿5"
