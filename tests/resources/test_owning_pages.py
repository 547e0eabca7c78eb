"""The page that counts a year of one kind of machine: owned, shared, rented, with every assumption open."""

import re
from collections.abc import Callable
from contextlib import AbstractContextManager
from decimal import Decimal
from urllib.parse import urlencode

import pytest
from django.test import Client

from itc.accounts.models import User
from itc.catalogue.models import MachineKind
from itc.network.models import Centre
from itc.resources.models import Price
from tests.catalogue import rows as catalogue
from tests.catalogue.test_pages import page
from tests.resources import rows

Pin = Callable[[int], AbstractContextManager[object]]
OWNING = "/en/machines/dryer/owning"
EXAMPLE_1 = {
    "price": "3000000", "resale": "10", "life_years": "10", "interest": "7", "upkeep": "5", "floor_m2": "20",
    "floor_rent": "150", "power_kw": "25", "load": "60", "tariff": "4.50", "labour": "30", "consumables": "0",
    "most_hours": "6000", "method": "annuity", "shared_price": "450", "help_share": "50",
    "help_ceiling": "200000",
}  # fmt: skip


@pytest.fixture
def dryer(lamphun: Centre) -> MachineKind:
    """A dryer at Lamphun for 450 baht an hour."""
    kind = catalogue.machine_kind(price_source="own knowledge")
    rows.unit(lamphun, kind)
    rows.price(kind, lamphun, unit="hour", price_thb=Decimal(450))
    return kind


def asked(client: Client, path: str = OWNING, **sent: str) -> str:
    return page(client, f"{path}?{urlencode(sent)}")


def facts(html: str) -> list[str]:
    return re.findall(r'<p class="fact"><b>([^<]+)</b>', html)


def cells(html: str, row: str) -> list[str]:
    """Return what stands in a row of the table that shows how it comes about."""
    found = re.search(rf'scope="row">{re.escape(row)}</th>(.*?)</tr>', html)
    assert found, row
    return re.findall(r"<span>([^<]+)</span>", found[1])


def standing_in(html: str, field: str) -> str:
    found = re.search(rf'<input[^>]*name="{field}"[^>]*>', html)
    assert found, field
    value = re.search(r'value="([^"]*)"', found[0])
    return value[1] if value else ""


def test_the_worked_example_comes_out_of_its_inputs(client: Client, dryer: MachineKind) -> None:
    html = asked(client, hours="1000", **EXAMPLE_1)
    assert facts(html) == ["฿250,000", "฿688,919"]
    assert cells(html, "Price and interest") == ["฿405,419.26"]
    assert cells(html, "Owning, whatever the hours") == ["฿591,419.26"]
    assert cells(html, "Owning, each hour of use") == ["฿97.50"]
    assert cells(html, "Owning, for these hours") == ["฿688,919.26"]
    assert cells(html, "Sharing, before help") == ["฿450,000"]
    assert cells(html, "Help of a programme") == ["฿200,000"]
    assert cells(html, "Sharing, for these hours") == ["฿250,000"]
    assert cells(html, "Owning is cheaper from") == ["2,246 hours"]


def test_straight_line_is_the_other_way_to_spread_the_price(client: Client, dryer: MachineKind) -> None:
    html = asked(client, hours="1000", **EXAMPLE_1 | {"method": "straight_line"})
    assert cells(html, "Price and interest") == ["฿385,500"]
    assert cells(html, "Owning is cheaper from") == ["2,189 hours"]
    assert '<option value="straight_line" selected>' in html


@pytest.mark.parametrize(
    ("change", "said"),
    [
        ({"hours": "100"}, ["sharing is cheapest", "Owning is cheaper from 2,246 hours a year."]),
        ({"hours": "3000"}, ["owning is cheapest. It is time to think about buying"]),
        ({"most_hours": "2000"}, ["from 2,246 hours a year only", "no more than 2,000 hours", "never pays"]),
        ({"shared_price": "90"}, ["However many hours you use it, owning never becomes cheaper."]),
        ({"hours": "7000"}, ["These hours need 2 machines of your own."]),
        (
            {"hours": "500", "rent_month": "10000", "moving": "5000", "help_share": "0"},
            ["renting is cheapest", "renting beats sharing without help from 43 hours"],
        ),
    ],
)
def test_the_verdict_says_which_is_cheapest_and_from_when_on_owning_is(
    client: Client, dryer: MachineKind, change: dict[str, str], said: list[str]
) -> None:
    html = asked(client, **EXAMPLE_1 | {"hours": "100"} | change)
    for sentence in said:
        assert sentence in html


def test_it_is_asked_with_nothing_but_assumptions_of_the_kind(client: Client, dryer: MachineKind) -> None:
    html = page(client, OWNING)
    kept = {
        name: standing_in(html, name) for name in ("price", "life_years", "upkeep", "floor_m2", "power_kw")
    }
    assert kept == {
        "price": "65000", "life_years": "8", "upkeep": "4", "floor_m2": "4", "power_kw": "6",
    }  # fmt: skip
    assert standing_in(html, "shared_price") == "450"
    assert standing_in(html, "most_hours") == "2000"
    assert standing_in(html, "labour") == "30"
    assert "the lowest price of a centre: Lamphun centre" in html
    assert html.count("from the table of this kind of machine") == 4
    assert len(facts(html)) == 2
    assert "At the high price: from" in html or "฿450,000" in html


def test_both_ends_of_the_price_are_counted(client: Client, dryer: MachineKind) -> None:
    html = page(client, OWNING)
    assert len(cells(html, "Owning, whatever the hours")) == 2
    assert len(cells(asked(client, price="450000"), "Owning, whatever the hours")) == 1


def test_a_kind_that_runs_over_night_gives_more_hours(
    client: Client, dryer: MachineKind, lamphun: Centre
) -> None:
    rows.unit(lamphun, dryer, "U2", overnight=True)
    assert standing_in(page(client, OWNING), "most_hours") == "6000"


def test_each_number_says_that_it_is_a_sample_until_she_writes_her_own(
    client: Client, dryer: MachineKind
) -> None:
    html = asked(client, interest="5.5", price="๗๐,๐๐๐")
    assert 'id="id_interest_source">your own number · ours was 7<' in html
    assert standing_in(html, "price") == "๗๐,๐๐๐"
    assert "฿70,000" in html
    assert 'id="id_tariff_source"><span class="badge badge--sample">sample</span> our own assumption<' in html
    assert 'id="id_trips_source">nothing, until you write it<' in html


@pytest.mark.parametrize(
    ("field", "typed"),
    [
        ("hours", "many"), ("hours", ""), ("hours", "-1"), ("hours", "100001"), ("price", "0"),
        ("price", "1e400"), ("price", "NaN"), ("price", "-Infinity"), ("resale", "101"), ("life_years", "0"),
        ("interest", "7%"), ("most_hours", "0"), ("tariff", "4.505"), ("rent_hours", "0"), ("trips", "1.5"),
        ("load", "\x00"),
    ],
)  # fmt: skip
def test_what_cannot_be_counted_with_is_marked_and_kept_with_all_else(
    client: Client, dryer: MachineKind, field: str, typed: str
) -> None:
    response = client.get(OWNING, {"tariff": "5", field: typed})
    html = re.sub(r"\s+", " ", response.content.decode())
    assert response.status_code == 422
    assert "One of the numbers cannot be counted with." in html
    assert html.count('aria-invalid="true"') == 1
    assert standing_in(html, field) == typed
    assert field == "tariff" or standing_in(html, "tariff") == "5"
    assert facts(html) == []


def test_a_method_nobody_knows_is_refused(client: Client, dryer: MachineKind) -> None:
    assert client.get(OWNING, {"method": "magic"}).status_code == 422


def test_without_a_price_by_the_hour_sharing_is_left_out_and_never_0(
    client: Client, dryer: MachineKind
) -> None:
    Price.objects.update(unit="batch")
    html = page(client, OWNING)
    assert "Nobody has a price of a shared hour yet." in html
    assert "to be quoted: no centre has a price by the hour" in html
    assert len(facts(html)) == 1
    assert "<svg viewBox" not in html.split("</header>")[-1]
    assert len(facts(asked(client, shared_price="400"))) == 2


def test_a_price_of_another_day_or_for_another_size_of_firm_is_not_taken(
    client: Client, dryer: MachineKind, lamphun: Centre
) -> None:
    rows.price(dryer, lamphun, "PR2", unit="hour", price_thb=Decimal(10), firm_size="large")
    rows.price(dryer, lamphun, "PR3", unit="hour", price_thb=Decimal(20), valid_to="2021-01-01")
    rows.price(dryer, lamphun, "PR4", unit="hour", price_thb=None, rule="free")
    assert standing_in(page(client, OWNING), "shared_price") == "450"


def test_a_room_or_an_instrument_says_that_plans_do_not_count_it(client: Client, lamphun: Centre) -> None:
    catalogue.machine_kind("hplc", family="testing")
    assert "Plans do not count this one" in page(client, "/en/machines/hplc/owning")


def test_the_picture_marks_where_the_lines_cross_and_her_hours(client: Client, dryer: MachineKind) -> None:
    html = asked(client, hours="1000", **EXAMPLE_1)
    assert html.count("<polyline") == 2
    found = re.search(r'class="costs-even" cx="([\d.]+)" cy="([\d.]+)"', html)
    assert found
    assert 0 < float(found[1]) < 360
    assert 0 < float(found[2]) < 220
    never = asked(client, **EXAMPLE_1 | {"shared_price": "90"})
    assert "costs-even" not in never


@pytest.mark.parametrize("hours", ["0", "0.5", "100000"])
def test_any_number_of_hours_has_a_picture(client: Client, dryer: MachineKind, hours: str) -> None:
    html = asked(client, hours=hours)
    xs = [
        float(point.split(",")[0]) for line in re.findall(r'points="([^"]+)"', html) for point in line.split()
    ]
    assert min(xs) >= 0
    assert max(xs) <= 360


def test_a_kind_nobody_knows_has_no_page(client: Client, db: None) -> None:
    assert client.get("/machines/no-such/owning").status_code == 404


def test_it_is_open_to_everybody_and_names_nobody(
    client: Client, dryer: MachineKind, lamphun: Centre, stranger: User
) -> None:
    rows.person(lamphun, operates=["dryer"])
    for user in (None, stranger):
        if user:
            client.force_login(user)
        for path in ("/machines/dryer/owning", OWNING):
            html = page(client, path)
            assert "คำแก้ว" not in html
            assert "Khamkaew" not in html


def test_the_page_of_the_kind_leads_here_and_here_leads_back(client: Client, dryer: MachineKind) -> None:
    assert f'href="{OWNING}"' in page(client, "/en/machines/dryer")
    html = page(client, OWNING)
    assert 'href="/en/machines/dryer"' in html
    assert 'href="/en/how-counted"' in html


def test_it_speaks_thai(client: Client, dryer: MachineKind) -> None:
    html = page(client, "/machines/dryer/owning")
    main = re.sub(r"<[^>]+>", " ", html[html.index("<main") : html.index('<section class="source"')])
    assert set(re.findall(r"[a-z]{4,}", main.replace("dryer", ""))) == set()


def test_the_number_of_queries_is_the_same_for_many_centres(
    client: Client, dryer: MachineKind, lamphun: Centre, django_assert_num_queries: Pin
) -> None:
    for number in range(5):
        rows.unit(lamphun, dryer, f"X{number}")
        rows.price(dryer, lamphun, f"PX{number}", unit="hour", price_thb=Decimal(500 + number))
    with django_assert_num_queries(4):
        client.get(OWNING)
