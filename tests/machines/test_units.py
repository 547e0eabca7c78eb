"""A unit's page, which the code at the machine opens; and the labels."""

import datetime as dt

import pytest
from django.test import Client
from pytest_django import DjangoAssertNumQueries

from itc.accounts.models import User
from itc.cases.models import Case, Slot
from itc.machines.actions.turns import tick
from itc.machines.rules.turns import State
from itc.resources.models import Booking, Resource
from tests.cases import world
from tests.machines.conftest import START

UNIT = "/units/IEAT-NRIE/fd-01"


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


def test_who_serves_there_ticks_off_at_it(client: Client, slot: Slot, technician: User) -> None:
    html = get(client, technician, f"/en{UNIT}")
    assert "nobody is at it" in html
    assert "แม่คำลำไย" in html
    assert f'value="/en{UNIT}"' in html
    assert 'value="came"' in html
    tick(slot=slot.pk, state=State.CAME, by=technician, now=START)
    html = get(client, technician, f"/en{UNIT}")
    assert "nobody is at it" not in html
    assert "until 12:00" in html


@pytest.mark.parametrize("who", [None, "stranger", "ministry", "elsewhere"])
def test_a_stranger_sees_what_it_is_and_nothing_of_its_day(
    client: Client, slot: Slot, who: str | None, request: pytest.FixtureRequest
) -> None:
    person = request.getfixturevalue(who) if who else None
    html = get(client, person, UNIT)
    for hidden in ("แม่คำ", "ขั้นที่ 2", "tel:", "/day/turns", slot.step.case.code):
        assert hidden not in html, hidden
    for shown in ("/machines/freeze-dryer/free", "/machines/freeze-dryer", "/centres/IEAT-NRIE"):
        assert f'href="{shown}"' in html, shown
    assert ("next=/units/" in html) == (who is None)
    get(client, person, f"{UNIT}/qr", 302 if who is None else 404)
    get(client, person, "/day/labels/IEAT-NRIE", 302 if who is None else 404)


def test_a_person_of_the_firm_finds_her_own_step(client: Client, slot: Slot, case: Case, owner: User) -> None:
    html = get(client, owner, UNIT)
    assert f'href="/cases/{case.code}/steps/2"' in html
    assert "tel:" not in html


def test_people_and_what_is_not_there_have_no_page(client: Client, slot: Slot, technician: User) -> None:
    for code in ("OP-1", "no-such", "IEAT-NRIE/fd-99", "a%00"):
        get(client, technician, f"/units/{code}", 404)


def test_it_says_that_it_is_out_of_order(client: Client, dryer: Resource) -> None:
    end = START + world.HOUR
    Booking.objects.create(
        resource=dryer, held_from=START - dt.timedelta(hours=1), held_to=end, use_from=START, use_to=end,
        purpose=Booking.ABSENCE,
    )  # fmt: skip
    assert "It cannot be had now" in get(client, None, f"/en{UNIT}")


def test_labels_are_printed_by_who_serves_there(client: Client, slot: Slot, technician: User) -> None:
    one = get(client, technician, f"/en{UNIT}/qr")
    assert one.count("<svg") >= 1
    assert "IEAT-NRIE/fd-01" in one
    assert "style=" not in one
    every = get(client, technician, "/day/labels/IEAT-NRIE")
    assert every.count('class="label"') == 1  # people have none


def test_it_asks_as_often_however_much_there_is(
    client: Client, slot: Slot, technician: User, owner: User,
    django_assert_max_num_queries: DjangoAssertNumQueries,
) -> None:  # fmt: skip
    for person, most in ((technician, 19), (owner, 12)):
        client.force_login(person)
        client.get(UNIT)
        with django_assert_max_num_queries(most):
            client.get(UNIT)
