"""Units not there for everybody: of a centre being prepared, retired, or with a code of odd letters."""

import datetime as dt
from urllib.parse import quote

import pytest
from django.test import Client
from django.urls import reverse

from itc.accounts.models import User
from itc.cases.models import Slot
from itc.machines.queries.outages import reportable, units_of
from itc.network.models import Centre, Post
from itc.resources.models import Resource
from tests.machines.conftest import START

UNIT = "/units/IEAT-NRIE/fd-01"
YESTERDAY = START.date() - dt.timedelta(days=1)


@pytest.fixture(autouse=True)
def _clock(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("django.utils.timezone.now", lambda: START)


def get(client: Client, person: User | None, url: str, status: int = 200) -> str:
    client.logout()
    if person:
        client.force_login(person)
    answer = client.get(url)
    assert answer.status_code == status, (url, answer.status_code)
    return answer.content.decode()


@pytest.mark.parametrize("who", [None, "stranger", "owner", "elsewhere"])
def test_of_a_centre_being_prepared_nobody_outside_sees_a_unit(
    client: Client, dryer: Resource, lamphun: Centre, who: str | None, request: pytest.FixtureRequest
) -> None:
    person = request.getfixturevalue(who) if who else None
    Centre.objects.filter(pk=lamphun.pk).update(is_draft=True)
    get(client, person, UNIT, 404)


@pytest.mark.parametrize("who", ["technician", "officer"])
def test_its_own_people_see_it_and_print_its_label_before_it_opens(
    client: Client, dryer: Resource, lamphun: Centre, who: str, request: pytest.FixtureRequest
) -> None:
    person = request.getfixturevalue(who)
    Centre.objects.filter(pk=lamphun.pk).update(is_draft=True)
    assert dryer.name in get(client, person, UNIT)
    assert "<svg" in get(client, person, f"{UNIT}/qr")


def test_once_its_day_is_settled_everybody_finds_what_the_label_leads_to(
    client: Client, dryer: Resource, lamphun: Centre
) -> None:
    Centre.objects.filter(pk=lamphun.pk).update(opens_on=START.date() + dt.timedelta(days=9))
    get(client, None, UNIT)


def test_a_retired_unit_says_so_and_offers_nothing(
    client: Client, dryer: Resource, technician: User, stranger: User
) -> None:
    Resource.objects.filter(pk=dryer.pk).update(valid_to=YESTERDAY)
    html = get(client, stranger, f"/en{UNIT}")
    assert "there no more" in html
    assert "/free" not in html
    assert f"/outages/new/{dryer.pk}" not in get(client, technician, f"/en{UNIT}")
    assert 'class="label"' not in get(client, technician, "/day/labels/IEAT-NRIE")


def test_on_its_last_day_it_is_there(client: Client, dryer: Resource) -> None:
    Resource.objects.filter(pk=dryer.pk).update(valid_to=START.date())
    assert "there no more" not in get(client, None, f"/en{UNIT}")


def test_what_is_retired_is_not_offered_to_be_reported(dryer: Resource, technician: User) -> None:
    assert units_of(technician, "", now=START) == [dryer]
    Resource.objects.filter(pk=dryer.pk).update(valid_to=YESTERDAY)
    assert units_of(technician, "", now=START) == []
    assert dryer in reportable(technician, now=START), "an outage of it is still hers to see"


@pytest.mark.parametrize(
    "code", ["a b", "ตู้อบ/๑", "x?y=1", "x#y", "50%", "a&b", "../x", "a'b\"", "<b>", "a/b/c", "qr", "a;b,c"]
)
def test_whatever_letters_a_code_has_its_address_leads_there(
    client: Client, dryer: Resource, technician: User, code: str
) -> None:
    Resource.objects.filter(pk=dryer.pk).update(code=code)
    assert dryer.name in get(client, technician, reverse("unit_detail", args=[code]))
    assert "<svg" in get(client, technician, reverse("unit_label", args=[code]))
    get(client, technician, f"/day?unit={quote(code, safe='')}")


def test_who_serves_there_reports_from_the_unit_and_from_the_day_sheet(
    client: Client, slot: Slot, technician: User, owner: User
) -> None:
    link = reverse("outage_report", args=[slot.resource_id])
    assert f'href="{link}"' in get(client, technician, UNIT)
    assert f'href="{reverse("outage_units")}"' in get(client, technician, "/day")
    get(client, technician, link)
    assert link not in get(client, owner, UNIT)
    get(client, owner, link, 404)


def test_who_left_her_post_is_a_stranger_at_the_machine(client: Client, slot: Slot, technician: User) -> None:
    Post.objects.filter(person=technician).update(valid_to=YESTERDAY)
    html = get(client, technician, UNIT)
    for hidden in ("tel:", "/day/turns", "/outages/new", "แม่คำ"):
        assert hidden not in html
    get(client, technician, f"{UNIT}/qr", 404)
    get(client, technician, "/day", 404)


def test_head_asks_for_a_page_and_changes_nothing(client: Client, slot: Slot, technician: User) -> None:
    client.force_login(technician)
    assert client.head(UNIT).status_code == 200
    assert client.post(UNIT).status_code == 405
    assert client.get(f"/day/turns/{slot.pk}/tick").status_code == 405
