"""The centres: on the map and as a list, by who runs them, and how sure we are said in words."""

import datetime as dt
import re
from collections.abc import Callable
from contextlib import AbstractContextManager

import pytest
from django.test import Client

from itc.network.models import Centre
from itc.network.queries import provinces_led
from itc.network.rules import map_point
from tests.resources.rows import led

Pin = Callable[[int], AbstractContextManager[object]]
pytestmark = pytest.mark.django_db


@pytest.fixture
def institute(lamphun: Centre) -> Centre:
    """A second centre, of which no source says that it is an ITC."""
    return Centre.objects.create(
        code="INST-1", operator_type="network_institute", name_th="สถาบันทดลอง", name_en="Trial institute",
        province=lamphun.province, lat=18.7, lon=99.1, source="own knowledge", confidence_is_itc="low",
        confidence_location="low",
    )  # fmt: skip


def test_an_empty_network_says_so_and_shows_no_map(client: Client, db: None) -> None:
    html = client.get("/en/centres").content.decode()
    assert "Nothing has been entered yet" in html
    assert "<svg viewBox" not in html


def test_centres_stand_under_who_runs_them(client: Client, institute: Centre) -> None:
    html = client.get("/en/centres").content.decode()
    estates, institutes = html.index("Centres in industrial estates"), html.index("Institutes of the network")
    assert estates < html.index("Lamphun centre</a>") < institutes < html.index("Trial institute</a>")


def test_doubt_is_said_in_words_and_by_a_hollow_dot(client: Client, institute: Centre) -> None:
    html = client.get("/centres").content.decode()
    assert html.count("เราไม่แน่ใจว่าเป็นศูนย์ ITC") == 1
    assert html.count('class="dot dot--other"') == 1
    assert html.count('class="dot"') == 1


def test_the_dot_stands_where_the_formula_says_and_leads_to_the_centre(
    client: Client, lamphun: Centre
) -> None:
    html = client.get("/en/centres").content.decode()
    x, y = map_point(lamphun.lat, lamphun.lon)
    assert f'cx="{x}%" cy="{y}%"' in html
    assert '<a href="/en/centres/IEAT-NRIE" aria-label="Lamphun centre · Lamphun">' in html


@pytest.mark.parametrize(("prefix", "changed"), [("", "เรียบง่ายลง"), ("/en", "simplified")])
def test_the_map_names_author_licence_and_that_it_was_changed(
    client: Client, lamphun: Centre, prefix: str, changed: str
) -> None:
    html = client.get(f"{prefix}/centres").content.decode()
    (credit,) = re.findall(r'<p class="map-credit">(.*?)</p>', html)
    assert "Victor Cazanave" in credit
    assert 'href="https://github.com/VictorCazanave/svg-maps"' in credit
    assert '<a href="https://creativecommons.org/licenses/by/4.0/">CC BY 4.0</a>' in credit
    assert changed in credit


def test_a_list_of_centres_costs_one_query(
    client: Client, institute: Centre, django_assert_num_queries: Pin
) -> None:
    with django_assert_num_queries(1):
        client.get("/centres")


def test_a_kind_of_operator_nobody_named_is_still_listed(client: Client, lamphun: Centre) -> None:
    Centre.objects.filter(pk=lamphun.pk).update(operator_type="co-operative")
    assert "co-operative" in client.get("/en/centres").content.decode()


def test_a_centre_leads_where_and_while_its_coverage_says(lamphun: Centre) -> None:
    row = led(lamphun, lamphun.province, valid_to=dt.date(2026, 12, 31))
    assert provinces_led(lamphun, on=dt.date(2026, 12, 31)) == [lamphun.province]
    assert provinces_led(lamphun, on=dt.date(2027, 1, 1)) == []
    row.default_lead = False
    row.save()
    assert provinces_led(lamphun, on=dt.date(2026, 12, 31)) == []


def test_an_estates_own_tenants_are_no_province(lamphun: Centre) -> None:
    led(lamphun, lamphun.province, scope="estate tenant")
    assert provinces_led(lamphun, on=dt.date(2026, 12, 1)) == []
