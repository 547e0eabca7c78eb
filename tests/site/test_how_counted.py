"""The page behind the figure of what need not be bought: rules, an example, a way to try one's own."""

import re
from collections.abc import Callable
from contextlib import AbstractContextManager
from decimal import Decimal

import pytest
from django.test import Client

from itc.resources.rules.owning import cost_of_owning, cost_of_sharing, rounded
from itc.resources.rules.owning_example import FREEZE_DRYER, FREEZE_DRYER_SHARED
from tests.catalogue import rows as catalogue
from tests.catalogue.test_pages import page

Pin = Callable[[int], AbstractContextManager[object]]
PAGE = "/en/how-counted"


def test_it_says_in_words_what_counts(client: Client, db: None) -> None:
    html = page(client, PAGE)
    for said in (
        "Each kind of machine counts once", "The low price of its kind counts", "for 4 hours or more in all",
        "Rooms and instruments of laboratories are left out", "“would cost to own”, not “saved”",
        "samples until an officer confirms them",
    ):  # fmt: skip
        assert said in html


def test_the_example_is_the_worked_one_and_each_of_its_numbers_is_computed(client: Client, db: None) -> None:
    html = page(client, PAGE)
    for said in (
        "฿3,000,000", "฿300,000", "after 10 years", "7% a year: ฿405,419.26", "฿150,000", "฿36,000",
        "Together ฿591,419.26", "฿97.50", "฿450", "cheaper from 1,678 hours", "pays 50% of the price",
        "฿200,000 a year at most", "from 2,246 hours only",
    ):  # fmt: skip
        assert said in html, said
    for hours in (0, 100, 500, 1000, 2245, 2246, 3000):
        own = rounded(cost_of_owning(FREEZE_DRYER, Decimal(hours)))
        net = rounded(cost_of_sharing(FREEZE_DRYER_SHARED, Decimal(hours)))
        row = re.search(rf'scope="row">{hours:,}</th>(.*?)</tr>', html)
        assert row, hours
        shown = [Decimal(text.replace(",", "")) for text in re.findall(r"฿([\d,.]+)", row[1])]
        assert (shown[0], shown[-1]) == (own, net)


def test_the_kinds_of_a_plan_are_named_with_their_sum_and_rooms_apart(client: Client, db: None) -> None:
    catalogue.machine_kind("dryer")
    catalogue.machine_kind("sealer", price_low_thb=Decimal(35_000), price_high_thb=Decimal(50_000))
    catalogue.machine_kind("kitchen", family="space", price_low_thb=Decimal(999_000))
    html = page(client, f"{PAGE}?kind=dryer&kind=sealer&kind=kitchen&kind=gone&kind=%00&kind=dryer")
    assert "Together <b>฿100,000</b>" in html
    assert "฿500,000 at the high ones" in html
    assert html.count('href="/en/machines/dryer/owning"') == 1
    assert "Name kitchen · <span" in html
    assert "not counted: a room or an instrument" in html
    assert "The machines of your plan" not in page(client, PAGE)


def test_a_machine_chosen_leads_to_its_year_with_her_hours(client: Client, db: None) -> None:
    catalogue.machine_kind("dryer")
    assert '<option value="dryer">Name dryer</option>' in page(client, PAGE)
    answer = client.get(PAGE, {"machine": "dryer", "hours": "2,000 ชม."})
    assert answer.status_code == 302
    assert answer["Location"].startswith("/en/machines/dryer/owning?hours=2%2C000")


@pytest.mark.parametrize("machine", ["", "gone", "\x00", "../admin", "ลำไย" * 500])
def test_a_machine_nobody_knows_leaves_her_here(client: Client, db: None, machine: str) -> None:
    assert client.get(PAGE, {"machine": machine}).status_code == 200


def test_rooms_and_instruments_are_not_offered(client: Client, db: None) -> None:
    catalogue.machine_kind("hplc", family="testing")
    catalogue.machine_kind("press", family="new-family")
    html = page(client, PAGE)
    assert "Name hplc" not in html
    assert "Name press" in html


def test_the_general_page_on_counting_leads_here(client: Client, db: None) -> None:
    assert f'href="{PAGE}"' in page(client, "/en/help/counting")
    assert 'href="/en/help/counting"' in page(client, PAGE)


def test_it_speaks_thai(client: Client, db: None) -> None:
    html = page(client, "/how-counted")
    main = re.sub(r"<[^>]+>", " ", html[html.index("<main") : html.index("</main>")])
    assert set(re.findall(r"[a-z]{4,}", main)) == set()


def test_the_number_of_queries_does_not_grow_with_the_kinds(
    client: Client, db: None, django_assert_num_queries: Pin
) -> None:
    for number in range(10):
        catalogue.machine_kind(f"kind-{number}")
    path = f"{PAGE}?" + "&".join(f"kind=kind-{number}" for number in range(10))
    client.get(path)  # reads the snapshot
    with django_assert_num_queries(3):
        client.get(path)
