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
        ({"province": ""}, "แม่คำลำไย"),
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


def test_no_province_is_chosen_for_her(signed: Client) -> None:
    html = signed.get("/firms/new").content.decode()
    assert '<option value="" selected>' in html


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


def test_the_last_one_stays_and_reads_why_on_the_page_of_her_firms(signed: Client, owner: User) -> None:
    firm_of(owner)
    answer = signed.post(f"/en/firms/people/{Membership.objects.get().pk}/end", follow=True)
    assert answer.redirect_chain == [("/en/firms", 302)]
    assert "You are the last" in answer.content.decode()
    assert Membership.objects.live().count() == 1


def test_a_button_pressed_twice_says_that_it_was_answered(
    signed: Client, stranger: User, owner: User
) -> None:
    firm_of(owner, number=NUMBER)
    asked = ask_to_join(number=NUMBER, by=stranger, now=timezone.now())
    for way, pressed in (("let-in", 2), ("end", 2)):
        answers = [
            signed.post(f"/en/firms/people/{asked.pk}/{way}", follow=True).content.decode()
            for _ in range(pressed)
        ]
        assert ["answered already" in each for each in answers] == [False, True]


def test_a_startup_gets_its_number_later_and_its_size_is_known(signed: Client, owner: User) -> None:
    firm = firm_of(owner)
    assert f"/firms/{firm.pk}/change" in signed.get(f"/firms/{firm.pk}").content.decode()
    assert firm.name in signed.get(f"/firms/{firm.pk}/change").content.decode()
    said = TYPED | {"number": "0-1055-35099-51-1", "people": "๑,๒๐๐", "revenue_thb": "1,500,000"}
    assert signed.post(f"/firms/{firm.pk}/change", said)["Location"] == f"/firms/{firm.pk}"
    firm.refresh_from_db()
    assert (firm.name, firm.tax_number, firm.people) == ("แม่คำลำไย", NUMBER, 1200)


def test_what_is_wrong_in_a_change_is_said_and_changes_nothing(
    signed: Client, owner: User, stranger: User
) -> None:
    firm_of(stranger, "ของคนอื่น", NUMBER)
    firm = firm_of(owner)
    for wrong in ({"number": NUMBER}, {"number": "123"}, {"name": " "}, {"people": "many"}):
        answer = signed.post(f"/firms/{firm.pk}/change", TYPED | {"number": ""} | wrong)
        html = answer.content.decode()
        assert answer.status_code == 422
        assert "errorlist" in html
        assert "ของคนอื่น" not in html
        assert all(each in html for each in wrong.values())
    firm.refresh_from_db()
    assert (firm.name, firm.tax_number) != ("แม่คำลำไย", NUMBER)


def test_no_province_is_chosen_beforehand_but_that_of_the_plan(signed: Client) -> None:
    assert 'value="TH-51" selected' not in signed.get("/firms/new").content.decode()
    assert 'value="TH-51" selected' in signed.get("/firms/new?province=TH-51").content.decode()
    assert signed.post("/firms/new", TYPED | {"province": ""}).status_code == 422
    assert not Firm.objects.exists()


def test_who_asks_is_seen_from_where_people_go_each_day(
    client: Client, signed: Client, owner: User, stranger: User
) -> None:
    firm_of(owner, number=NUMBER)
    assert "asks to act" not in signed.get("/en/cases").content.decode()
    ask_to_join(number=NUMBER, by=stranger, now=timezone.now())
    assert "1 person asks to act" in signed.get("/en/cases").content.decode()
    assert "1 asks to be let in" in signed.get("/en/firms").content.decode()
    assert 'href="/en/firms"' in signed.get("/en/me").content.decode()
    client.force_login(stranger)
    assert "asks to act" not in client.get("/en/cases").content.decode()
    assert "asks to be let in" not in client.get("/en/firms").content.decode()


def test_nobody_else_changes_a_firm(client: Client, owner: User, stranger: User, lamphun: Centre) -> None:
    firm = firm_of(owner)
    client.force_login(stranger)
    assert client.get(f"/firms/{firm.pk}/change").status_code == 404
    assert client.post(f"/firms/{firm.pk}/change", TYPED).status_code == 404


def test_a_number_that_is_not_here_says_what_to_do(signed: Client) -> None:
    html = signed.post("/en/firms/join", {"number": NUMBER}).content.decode()
    assert "enter the firm yourself" in html
    assert NUMBER in html
    assert "/en/firms/new" in html


def test_who_waits_is_told_so(client: Client, owner: User, stranger: User, lamphun: Centre) -> None:
    firm = firm_of(owner, number=NUMBER)
    ask_to_join(number=NUMBER, by=stranger, now=timezone.now())
    client.force_login(stranger)
    html = client.get("/firms").content.decode()
    assert NUMBER in html
    assert firm.name not in html  # the number may be a person's: whose it is stays with its people
    assert f"/firms/{firm.pk}" not in html
    asked = Membership.objects.get(person=stranger)
    assert f"/firms/people/{asked.pk}/end" in html
    client.post(f"/firms/people/{asked.pk}/end")
    assert firm.name not in client.get("/firms").content.decode()
