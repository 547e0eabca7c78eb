"""Her wishes: days she cannot come, one part of the country, a first day; each says when it is in the way."""

import datetime as dt
import re
from decimal import Decimal

import pytest

from itc.lib import thai
from itc.network.models import Province
from itc.planning.errors import NoDayLeft, UnknownRegion
from tests.planning.answers import Answer, ask, moment, presences

pytestmark = pytest.mark.django_db
SOAP = "สบู่น้ำผึ้ง"
FRIDAY = 4


def codes(body: Answer) -> list[str]:
    return [note["code"] for note in body["notes"]]


def regions(body: Answer) -> set[str]:
    """Return the regions of all places she or her goods go to, but for parcels to a lab."""
    places = {
        step["centre"]["province"]
        for plan in body["plans"]
        for step in plan["steps"]
        if step["centre"] and step["presence"] != "remote" and step["booked_as"] != "counter"
    }
    return set(Province.objects.filter(pk__in=places).values_list("region_6", flat=True))


def test_she_is_never_asked_to_come_on_a_day_she_cannot(network: dt.datetime) -> None:
    free, wished = ask(network, idea=SOAP), ask(network, idea=SOAP, days_off=(0, 1, FRIDAY))
    days = {span[0].weekday() for span, _ in presences(wished)}
    assert days
    assert not days & {0, 1, FRIDAY}
    assert {span[0].weekday() for span, _ in presences(free)} & {0, 1, FRIDAY}
    assert moment(wished["plans"][0]["finish"]) >= moment(free["plans"][0]["finish"])


@pytest.mark.both
def test_only_the_north_keeps_her_and_her_goods_in_the_north(network: dt.datetime) -> None:
    assert regions(ask(network, idea="น้ำผลไม้")) > {"North"}
    assert regions(ask(network, idea="น้ำผลไม้", region="North")) == {"North"}


def test_a_part_of_the_country_where_nobody_does_a_step_is_named_as_what_stands_in_the_way(
    network: dt.datetime,
) -> None:
    unmet = ask(network, idea="เส้นด้ายไหม", region="South")["plans"][0]["unmet"]
    assert unmet
    assert {each["reason"] for each in unmet} == {"barred"}
    assert "ทั้งประเทศ" in unmet[0]["reason_th"]
    assert "whole country" in unmet[0]["reason_en"]


def test_days_on_which_nobody_works_are_named_as_what_stands_in_the_way(network: dt.datetime) -> None:
    unmet = ask(network, idea=SOAP, days_off=(0, 1, 2, 3, 4))["plans"][0]["unmet"]
    assert "away" in {each["reason"] for each in unmet}


def test_no_day_at_all_and_a_region_of_nowhere_are_refused(network: dt.datetime) -> None:
    with pytest.raises(NoDayLeft):
        ask(network, idea=SOAP, days_off=tuple(range(7)))
    with pytest.raises(UnknownRegion):
        ask(network, idea=SOAP, region="Atlantis")


def test_fewer_kilograms_may_take_less_and_never_more(network: dt.datetime) -> None:
    much, little = (
        ask(network, amount=Decimal(amount), amount_unit="kg")["plans"][0] for amount in (200, 50)
    )
    assert float(little["cost_thb"]) < float(much["cost_thb"])


def test_a_first_day_in_songkran_says_so_and_begins_after_it(network: dt.datetime) -> None:
    day = next(
        day
        for day in (thai.local_day(network) + dt.timedelta(days=n) for n in range(366))
        if (day.month, day.day) == (4, 13)
    )
    body = ask(network, idea=SOAP, start=day)
    assert codes(body) == ["start-closed"]
    assert "สงกรานต์" in body["notes"][0]["text_th"]
    assert min(thai.local_day(moment(step["starts_at"])) for step in body["plans"][0]["steps"]) > day


@pytest.mark.parametrize(("days", "hint"), [(10, True), (300, True), (800, False)])
def test_a_first_day_that_has_passed_may_mean_the_next_year(
    network: dt.datetime, days: int, hint: bool
) -> None:
    past = thai.local_day(network) - dt.timedelta(days=days)
    (note,) = ask(network, idea=SOAP, start=past)["notes"]
    assert note["code"] == "start-past"
    assert (f"ปี {past.year + 544}" in note["text_th"]) is hint
    assert (str(past.year + 1) in note["text_en"].partition(".")[2]) is hint


def test_a_leap_day_that_has_passed_is_a_day_all_the_same(network: dt.datetime) -> None:
    assert codes(ask(network, idea=SOAP, start=dt.date(2024, 2, 29))) == ["start-past"]


def test_a_province_without_a_centre_names_the_one_that_leads(network: dt.datetime) -> None:
    assert codes(ask(network, idea=SOAP, province="TH-58")) == ["no-centre"]
    assert codes(ask(network, idea=SOAP, province="TH-50")) == []


def test_more_than_a_trial_says_how_much_is_planned(network: dt.datetime) -> None:
    body = ask(network, amount=Decimal(9_000_000), amount_unit="kg")
    assert "amount-capped" in codes(body)
    assert "9,000,000" in body["notes"][-1]["text_en"]


def test_the_lot_of_a_trial_is_said_in_no_more_figures_than_she_would_write(network: dt.datetime) -> None:
    said = [
        note[f"text_{side}"]
        for amount in (Decimal(9_000_000), Decimal(7_777_777))
        for note in ask(network, idea=SOAP, amount=amount, amount_unit="kg")["notes"]
        for side in ("th", "en")
        if note["code"] == "amount-capped"
    ]
    assert said
    for text in said:
        assert not re.search(r"\.\d{4}|\.\d*0(?!\d)", text), text


def test_an_amount_that_no_machine_counts_in_is_said(network: dt.datetime) -> None:
    counted = ask(network, idea=SOAP, amount=Decimal(20), amount_unit="kg")
    assert "amount-not-counted" not in codes(counted)
    body = ask(network, idea=SOAP, amount=Decimal(20), amount_unit="l")
    assert "amount-not-counted" in codes(body)
    assert "20 ลิตร" in body["notes"][-1]["text_th"]
    assert not any(step["work"] and step["work"]["covered"] for step in body["plans"][0]["steps"])
    assert "amount-not-counted" not in codes(ask(network, idea=SOAP))


def test_help_from_another_part_of_the_country_is_said(network: dt.datetime) -> None:
    body = ask(network, idea=SOAP, region="North")
    homes = {row.pk: row.region_6 for row in Province.objects.all()}
    helped = {
        homes[step["centre"]["province"]]
        for plan in body["plans"]
        for step in plan["steps"]
        if step["centre"] and (step["presence"] == "remote" or step["booked_as"] == "counter")
    }
    assert ("region-remote" in codes(body)) is bool(helped - {"North"})
    assert helped - {"North"}, "or the note is never said"
    assert "region-remote" not in codes(ask(network, idea=SOAP))


@pytest.mark.parametrize("words", ["สบู่น้ำผึ้ง 0 กก.", "สบู่ ๐ กิโล", "soap, 0.0 kg"])
def test_an_amount_of_nothing_is_said(network: dt.datetime, words: str) -> None:
    assert "amount-nothing" in codes(ask(network, idea=words))


@pytest.mark.parametrize("words", ["สบู่น้ำผึ้ง 10 กก.", "สบู่น้ำผึ้ง 1,000 กก.", "สบู่น้ำผึ้ง"])
def test_an_amount_of_something_is_not_nothing(network: dt.datetime, words: str) -> None:
    assert "amount-nothing" not in codes(ask(network, idea=words))
