"""The pages of firms: what was typed stays, the next page is ours, and others see nothing."""

import pytest
from django.test import Client
from django.utils import timezone

from itc.accounts.models import User
from itc.firms.actions import ask_to_join
from itc.firms.models import Firm, Membership
from itc.network.models import Centre
from tests.cases.world import firm_of

NUMBER = "0105535099511"
TYPED = {"name": "แม่คำลำไย", "kind": "sme", "sector": "manufacturing", "province": "TH-51"}


@pytest.fixture
def signed(client: Client, owner: User, lamphun: Centre) -> Client:
    client.force_login(owner)
    return client


def test_a_firm_is_entered_and_she_goes_on_to_where_she_came_from(signed: Client) -> None:
    answer = signed.post("/firms/new", TYPED | {"number": NUMBER, "next": "/plans/x/accept"})
    assert (answer.status_code, answer["Location"]) == (302, "/plans/x/accept")
    answer = signed.post("/firms/new", TYPED | {"name": "อื่น", "next": "https://evil.example/"})
    assert answer["Location"] == f"/firms/{Firm.objects.get(name='อื่น').pk}"


@pytest.mark.parametrize(
    ("wrong", "said"),
    [
        ({"number": "123"}, "13"),
        ({"number": "0105535099512"}, "0105535099512"),
        ({"people": "-4"}, "-4"),
        ({"revenue_thb": "lots"}, "lots"),
        ({"province": "TH-99"}, "แม่คำลำไย"),
        ({"name": ""}, "errorlist"),
        ({"kind": "circus"}, "errorlist"),
    ],
)
def test_what_is_wrong_is_said_beside_what_was_typed(
    signed: Client, wrong: dict[str, str], said: str
) -> None:
    answer = signed.post("/firms/new", TYPED | wrong)
    html = answer.content.decode()
    assert answer.status_code == 422
    assert said in html
    assert "errorlist" in html
    assert not Firm.objects.exists()


def test_a_number_that_is_here_leads_to_joining(signed: Client, stranger: User) -> None:
    firm_of(stranger, "ของคนอื่น", NUMBER)
    answer = signed.post("/firms/new", TYPED | {"number": NUMBER})
    html = answer.content.decode()
    assert answer.status_code == 409
    assert "ของคนอื่น" not in html  # whose it is stays with its people
    assert NUMBER in html


def test_a_like_name_is_asked_about_once(signed: Client, stranger: User) -> None:
    firm_of(stranger, "บริษัท แม่คำ ลำไย จำกัด")
    assert signed.post("/firms/new", TYPED).status_code == 422
    assert signed.post("/firms/new", TYPED | {"another": "yes"}).status_code == 302


def test_others_see_no_firm(client: Client, signed: Client, owner: User, stranger: User) -> None:
    firm = firm_of(owner, number=NUMBER)
    mine = Membership.objects.get(person=owner)
    assert NUMBER in signed.get(f"/firms/{firm.pk}").content.decode()
    client.force_login(stranger)
    assert client.get(f"/firms/{firm.pk}").status_code == 404
    assert client.post(f"/firms/people/{mine.pk}/end").status_code == 404
    assert firm.name not in client.get("/firms").content.decode()
    client.logout()
    for way in ("/firms", "/firms/new", "/firms/join", f"/firms/{firm.pk}"):
        assert client.get(way)["Location"].startswith("/sign-in?")


def test_a_colleague_asks_and_is_let_in(client: Client, owner: User, stranger: User, lamphun: Centre) -> None:
    firm = firm_of(owner, number=NUMBER)
    client.force_login(stranger)
    assert client.post("/firms/join", {"number": "0-1055-35099-51-1"}).status_code == 302
    assert client.post("/firms/join", {"number": NUMBER}).status_code == 422
    asked = Membership.objects.get(person=stranger)
    client.force_login(owner)
    assert "Stranger" in client.get(f"/firms/{firm.pk}").content.decode()
    assert client.post(f"/firms/people/{asked.pk}/let-in").status_code == 302
    client.force_login(stranger)
    assert client.get(f"/firms/{firm.pk}").status_code == 200


def test_the_last_one_stays(signed: Client, owner: User) -> None:
    firm_of(owner)
    assert signed.post(f"/firms/people/{Membership.objects.get().pk}/end").status_code == 403


def test_who_waits_is_told_so(client: Client, owner: User, stranger: User, lamphun: Centre) -> None:
    firm = firm_of(owner, number=NUMBER)
    ask_to_join(number=NUMBER, by=stranger, now=timezone.now())
    client.force_login(stranger)
    html = client.get("/firms").content.decode()
    assert firm.name in html
    assert f"/firms/{firm.pk}" not in html
