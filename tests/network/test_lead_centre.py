"""Which centre leads for a province on a day: coverage is dated, and every day has at most one answer."""

import datetime as dt
from typing import Any

import pytest
from pytest_django import DjangoAssertNumQueries

from itc.network.models import Centre, Coverage, Province
from itc.network.queries import lead_centre

pytestmark = pytest.mark.django_db
FIRST, LAST = dt.date(2026, 3, 1), dt.date(2026, 6, 30)
DAY = dt.timedelta(days=1)
LAMPHUN = "TH-51"


def centre(lamphun: Centre, code: str) -> Centre:
    return Centre.objects.create(
        code=code, operator_type="mini_itc", name_th=code, name_en=code, province=lamphun.province, lat=18.6,
        lon=99.0, source="test", confidence_is_itc="low", confidence_location="low",
    )  # fmt: skip


def covers(who: Centre, **given: Any) -> Coverage:
    plain = {"province_id": LAMPHUN, "scope": "province", "rank": 1, "default_lead": True, "source": "test"}
    return Coverage.objects.create(centre=who, **plain | {"valid_from": FIRST} | given)


@pytest.mark.parametrize(
    ("day", "leads"),
    [(FIRST - DAY, False), (FIRST, True), (FIRST + DAY, True), (LAST, True), (LAST + DAY, False)],
)
def test_a_centre_leads_from_its_first_day_to_its_last_both_counted(
    lamphun: Centre, day: dt.date, leads: bool
) -> None:
    covers(lamphun, valid_to=LAST)
    assert lead_centre(LAMPHUN, on=day) == (lamphun if leads else None)


def test_coverage_without_a_last_day_goes_on(lamphun: Centre) -> None:
    covers(lamphun)
    assert lead_centre(LAMPHUN, on=dt.date(2099, 1, 1)) == lamphun


def test_coverage_of_one_day_leads_on_that_day(lamphun: Centre) -> None:
    covers(lamphun, valid_to=FIRST)
    assert [lead_centre(LAMPHUN, on=FIRST + day * DAY) for day in (-1, 0, 1)] == [None, lamphun, None]


@pytest.mark.parametrize("province", ["TH-52", "TH-99", "", "ลำพูน"])
def test_a_province_without_coverage_has_no_lead(lamphun: Centre, province: str) -> None:
    covers(lamphun)
    assert lead_centre(province, on=FIRST) is None


def test_another_province_is_led_by_its_own_centre(lamphun: Centre) -> None:
    plain = {"name_th": "ลำปาง", "name_en": "Lampang", "lat": 18.3, "lon": 99.5, "source": "test"}
    lampang = Province.objects.create(code="TH-52", **plain)
    other = centre(lamphun, "MINI-52")
    covers(lamphun)
    covers(other, province_id=lampang.pk)
    assert lead_centre("TH-52", on=FIRST) == other
    assert lead_centre(LAMPHUN, on=FIRST) == lamphun


def test_a_closed_centre_hands_over_the_day_after_its_last(lamphun: Centre) -> None:
    after = centre(lamphun, "DIP-01")
    covers(lamphun, valid_to=LAST)
    covers(after, valid_from=LAST + DAY)
    assert [lead_centre(LAMPHUN, on=day) for day in (LAST, LAST + DAY)] == [lamphun, after]


def test_a_centre_that_reopens_leads_again(lamphun: Centre) -> None:
    covers(lamphun, valid_to=LAST)
    covers(lamphun, valid_from=LAST + 10 * DAY)
    assert lead_centre(LAMPHUN, on=LAST + 5 * DAY) is None
    assert lead_centre(LAMPHUN, on=LAST + 10 * DAY) == lamphun


@pytest.mark.parametrize("given", [{"default_lead": False}, {"scope": "estate"}])
def test_an_estate_or_a_second_centre_never_leads_by_default(lamphun: Centre, given: dict[str, Any]) -> None:
    covers(lamphun, **given)
    assert lead_centre(LAMPHUN, on=FIRST) is None
    regional = centre(lamphun, "DIP-01")
    covers(regional, rank=9)
    assert lead_centre(LAMPHUN, on=FIRST) == regional


def test_of_two_that_lead_on_one_day_the_nearer_rank_leads_then_the_code(lamphun: Centre) -> None:
    far, near, twin = centre(lamphun, "A-FAR"), centre(lamphun, "MINI-2"), centre(lamphun, "MINI-1")
    covers(far, rank=2)
    covers(near, rank=1)
    assert lead_centre(LAMPHUN, on=FIRST) == near
    covers(twin, rank=1)
    assert lead_centre(LAMPHUN, on=FIRST) == twin


def test_the_lead_and_its_province_are_one_query(
    lamphun: Centre, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    covers(lamphun)
    with django_assert_num_queries(1):
        leading = lead_centre(LAMPHUN, on=FIRST)
        assert leading is not None
        assert leading.province.code == LAMPHUN
