"""The page of a machine's free times, and the same by the API: everybody may look, and nobody is named."""

import datetime as dt
import re
from collections.abc import Callable
from contextlib import AbstractContextManager
from decimal import Decimal
from typing import Any

import pytest
from django.conf import LazySettings
from django.test import Client
from django.utils import timezone

from itc.accounts.models import User
from itc.catalogue.models import MachineKind
from itc.network.models import Centre
from itc.resources.models import Holiday, Resource
from itc.resources.queries.free import FREE_COST
from tests.catalogue import rows as catalogue
from tests.catalogue.test_pages import page
from tests.resources import rows

Pin = Callable[[int], AbstractContextManager[object]]
FREE = "/en/machines/dryer/free"
API = "/api/v1/machines/dryer/free"


def a_tuesday(weeks: int = 2) -> dt.date:
    today = timezone.localdate()
    return today + dt.timedelta(days=(1 - today.weekday()) % 7 + 7 * weeks)


@pytest.fixture
def dryer(lamphun: Centre) -> MachineKind:
    """Two dryers at Lamphun that need an operator, who is there, for 450 baht an hour."""
    kind = catalogue.machine_kind(operator_needed="yes")
    rows.unit(lamphun, kind)
    rows.unit(lamphun, kind, "U2")
    rows.person(lamphun, operates=["dryer"])
    rows.price(kind, lamphun, unit="hour", price_thb=Decimal(450))
    return kind


def asked(client: Client, status: int = 200, path: str = FREE, **sent: Any) -> str:
    response = client.get(path, sent)
    assert response.status_code == status
    return re.sub(r"\s+", " ", response.content.decode())


def cards(html: str) -> list[str]:
    return re.findall(r'<section class="card free-card">.*?</section>', html)


# the page


def test_a_day_shows_when_where_and_for_how_much(client: Client, dryer: MachineKind) -> None:
    html = asked(client, day=a_tuesday().isoformat(), hours="2", province="TH-51")
    (card,) = cards(html)
    for said in (
        '<a href="/en/centres/IEAT-NRIE">Lamphun centre</a>', "about 5 km from you, one way", "09:00–15:45",
        "<b>฿900</b>", "2 machines · 90 kg/batch", "Free now: can be held today",
    ):  # fmt: skip
        assert said in card, said
    assert "For 2 hours of use without a break." in html
    assert "Somebody trained on it is free at the same time." in html


def test_a_machine_that_differs_has_a_line_of_its_own(
    client: Client, dryer: MachineKind, lamphun: Centre
) -> None:
    rows.unit(lamphun, dryer, "U3", capacity=Decimal(150), approval="ask")
    (card,) = cards(asked(client, day=a_tuesday().isoformat()))
    assert "2 machines · 90 kg/batch" in card
    assert "1 machine · 150 kg/batch · the centre answers on request" in card


def test_a_price_nobody_knows_is_to_be_quoted(client: Client, dryer: MachineKind) -> None:
    dryer.prices.all().delete()
    (card,) = cards(asked(client, day=a_tuesday().isoformat()))
    assert "to be quoted" in card
    assert "฿" not in card


def test_the_week_leads_to_each_of_its_days_and_keeps_the_rest(client: Client, dryer: MachineKind) -> None:
    day = a_tuesday()
    html = asked(client, day=day.isoformat(), hours="2.5", province="TH-51", sort="nearest")
    week = html[html.index('<nav class="free-week"') : html.index("</nav>", html.index("free-week"))]
    for ahead in range(-1, 6):
        there = (day + dt.timedelta(days=ahead)).isoformat()
        assert f'href="{FREE}?day={there}&amp;hours=2.5&amp;province=TH-51&amp;sort=nearest"' in week
    assert week.count('aria-current="date"') == 1
    assert week.count("2 free") == 5
    assert "A week earlier" in week
    assert "A week later" in week
    for rel in ("prev", "next"):
        assert f'rel="{rel}"' in html


def test_today_leads_to_no_day_before_and_the_last_day_to_none_after(
    client: Client, dryer: MachineKind
) -> None:
    today = timezone.localdate()
    html = asked(client, day=today.isoformat())
    assert 'rel="prev"' not in html
    assert "A week earlier" not in html
    gone = html.count("free-day--gone")
    assert gone == today.weekday()
    html = asked(client, day=(today + dt.timedelta(days=365)).isoformat())
    assert 'rel="next"' not in html
    assert "A week later" not in html


@pytest.mark.parametrize("said", ["วันอังคาร", "Tuesday", "อังคารหน้า", "next Tuesday"])
def test_a_day_in_words_stands_in_the_field_as_a_date(client: Client, dryer: MachineKind, said: str) -> None:
    html = asked(client, day=said)
    found = re.search(r'<input type="date" name="day" value="(\d{4}-\d\d-\d\d)"', html)
    assert found
    assert dt.date.fromisoformat(found[1]).weekday() == 1


def test_with_nothing_asked_it_is_a_working_day_to_come(client: Client, dryer: MachineKind) -> None:
    html = page(client, FREE)
    found = re.search(r'name="day" value="(\d{4}-\d\d-\d\d)"', html)
    assert found
    assert timezone.localdate() < dt.date.fromisoformat(found[1])
    assert 'name="hours" value="1"' in html


@pytest.mark.parametrize(
    ("sent", "said", "kept"),
    [
        ({"day": "2020-01-01"}, "This day has passed.", "2020-01-01"),
        ({"day": "1/1/2563"}, "This day has passed.", "1/1/2563"),
        ({"day": "2099-01-01"}, "Calendars are open until", "2099-01-01"),
        ({"day": "some day"}, "Write a day like", "some day"),
        ({"day": "\x00"}, "Null characters are not allowed", ""),
        ({"day": "x" * 61}, "at most 60 characters", "x" * 61),
        ({"hours": "0"}, "greater than or equal to 0.25", "0"),
        ({"hours": "1000000"}, "less than or equal to 336", "1000000"),
        ({"hours": "two"}, "Enter a number", "two"),
        ({"hours": "NaN"}, "Enter a number", "NaN"),
        ({"province": "TH-99"}, "Select a valid choice", ""),
        ({"province": "IEAT-NRIE"}, "Select a valid choice", ""),
        ({"sort": "prettiest"}, "Select a valid choice", ""),
        ({"sort": "nearest"}, "Say where you are, and the nearest come first.", ""),
    ],
)
def test_what_cannot_be_looked_up_is_said_at_its_field_and_kept(
    client: Client, dryer: MachineKind, sent: dict[str, str], said: str, kept: str
) -> None:
    html = asked(client, 422, **sent)
    assert said in html
    assert html.count('aria-invalid="true"') == 1
    assert f'value="{kept}"' in html
    assert cards(html) == []


def test_thai_digits_are_hours_too(client: Client, dryer: MachineKind) -> None:
    assert 'name="hours" value="2"' in asked(client, hours="๒", day=a_tuesday().isoformat())


# the order


@pytest.mark.parametrize(
    ("sort", "first"), [("earliest", "Chon Buri"), ("nearest", "Lamphun"), ("cheapest", "Lamphun")]
)
def test_centres_are_ordered_as_asked(
    client: Client, dryer: MachineKind, chonburi: Centre, sort: str, first: str
) -> None:
    rows.unit(chonburi, dryer, "C1")
    rows.person(chonburi, "P9", operates=["dryer"], hours="Mon-Fri 08:00-16:30")
    Resource.objects.filter(code="C1").update(hours="Mon-Fri 08:00-16:30")
    rows.price(dryer, chonburi, "PR9", unit="hour", price_thb=Decimal(900))
    html = asked(client, day=a_tuesday().isoformat(), province="TH-51", sort=sort)
    assert len(cards(html)) == 2
    assert f"{first} centre" in cards(html)[0]


def test_what_is_to_be_quoted_is_never_the_cheapest(
    client: Client, dryer: MachineKind, chonburi: Centre
) -> None:
    rows.unit(chonburi, dryer, "A1")
    rows.person(chonburi, "P9", operates=["dryer"])
    html = asked(client, day=a_tuesday().isoformat(), sort="cheapest")
    assert ["Lamphun" in card for card in cards(html)] == [True, False]


# nothing


def test_a_day_without_a_free_time_names_the_next_that_has_one(client: Client, dryer: MachineKind) -> None:
    sunday = a_tuesday() + dt.timedelta(days=5)
    html = asked(client, day=sunday.isoformat(), hours="2")
    monday = (sunday + dt.timedelta(days=1)).isoformat()
    assert "Nothing is open on a Sunday" in html
    assert f'class="button" href="{FREE}?day={monday}&amp;hours=2&amp;province=&amp;sort=earliest"' in html
    tuesday = a_tuesday()
    Holiday.objects.create(date=tuesday, name_th="หยุด", name_en="Day off", kind="public", source="test")
    assert "A public holiday" in asked(client, day=tuesday.isoformat())
    Holiday.objects.all().delete()
    Resource.objects.filter(kind="person").update(hours="Wed 09:00-12:00")
    assert "Nothing is free on this day" in asked(client, day=tuesday.isoformat())


def test_hours_that_fit_nowhere_say_how_many_would(client: Client, dryer: MachineKind) -> None:
    html = asked(client, hours="9")
    assert "So many hours fit in no opening" in html
    assert "no opening holds more than 6.8 hours" in html


def test_without_an_operator_it_says_that_nobody_is_trained(client: Client, dryer: MachineKind) -> None:
    Resource.objects.filter(kind="person").delete()
    html = asked(client)
    assert "Nothing is free in the next year" in html
    assert "Nobody trained on it is free together with the machine." in html


def test_a_kind_nobody_has_leads_to_the_centres(client: Client, db: None) -> None:
    catalogue.machine_kind()
    html = asked(client)
    assert "No centre has one yet" in html
    assert 'class="button" href="/en/centres"' in html


def test_a_kind_nobody_knows_has_no_page(client: Client, db: None) -> None:
    assert client.get("/machines/no-such/free").status_code == 404


# who, and how it ends


def test_it_is_open_to_everybody_and_names_nobody(
    client: Client, dryer: MachineKind, stranger: User, officer: User
) -> None:
    for user in (None, stranger, officer):
        if user:
            client.force_login(user)
        for path in ("/machines/dryer/free", FREE, API):
            text = asked(client, path=path, day=a_tuesday().isoformat())
            assert "คำแก้ว" not in text
            assert "Khamkaew" not in text
            assert "P1" not in text


def test_it_ends_in_a_plan_or_with_an_officer_and_promises_no_booking(
    client: Client, dryer: MachineKind
) -> None:
    html = page(client, FREE)
    assert "Hours are held when you accept a plan" in html
    assert 'class="button" href="/en/"' in html
    assert 'href="/en/help#contact"' in html


def test_the_page_of_the_kind_leads_here_where_there_are_units(client: Client, dryer: MachineKind) -> None:
    assert f'class="button" href="{FREE}"' in page(client, "/en/machines/dryer")
    Resource.objects.all().delete()
    assert f'href="{FREE}"' not in page(client, "/en/machines/dryer")


def test_it_speaks_thai(client: Client, dryer: MachineKind) -> None:
    html = page(client, "/machines/dryer/free")
    main = re.sub(r"<[^>]+>", " ", html[html.index("<main") : html.index("</main>")])
    assert set(re.findall(r"[a-z]{4,}", main)) - {"dryer", "batch"} == set()


def test_who_looks_too_often_is_asked_to_wait(
    client: Client, dryer: MachineKind, settings: LazySettings
) -> None:
    settings.PUBLIC_LIMIT = FREE_COST
    assert [client.get(FREE).status_code for _ in range(2)] == [200, 429]
    assert client.get(API).json()["code"] == "budget-spent"


def test_the_number_of_queries_is_the_same_for_many_machines(
    client: Client, dryer: MachineKind, lamphun: Centre, django_assert_num_queries: Pin
) -> None:
    for number in range(6):
        rows.unit(lamphun, dryer, f"X{number}")
    client.get(FREE)  # reads the snapshots
    with django_assert_num_queries(5):
        client.get(FREE)
