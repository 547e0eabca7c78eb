"""The pages of cases: what each of the cast sees, and that a stranger is told there is nothing."""

import pytest
from django.test import Client
from django.utils import timezone
from pytest_django import DjangoAssertNumQueries

from itc.accounts.models import User
from itc.cases.models import Case
from itc.firms.actions import ask_to_join, let_in
from itc.firms.models import Firm
from itc.network.models import Centre, Post
from itc.resources.models import Resource
from tests.cases import world
from tests.cases.large import FILES, LINES, fill
from tests.cases.world import NOW


def page_of(client: Client, person: User, url: str, status: int = 200) -> str:
    client.force_login(person)
    answer = client.get(url)
    assert answer.status_code == status
    return answer.content.decode()


def test_the_owner_sees_her_case_with_hours_and_names(client: Client, case: Case, owner: User) -> None:
    html = page_of(client, owner, f"/cases/{case.code}")
    for words in ("ลำไยอบแห้ง", case.code, "แม่คำลำไย", "ขั้นที่ 2", "09:00–12:00", "฿600"):
        assert words in html
    english = page_of(client, owner, f"/en/cases/{case.code}")
    assert "Step 2" in english
    assert "waits for the centre" in english


def test_the_lead_officer_sees_it_and_may_confirm(client: Client, case: Case, officer: User) -> None:
    assert "/confirm" in page_of(client, officer, f"/cases/{case.code}")
    answer = client.post(f"/cases/{case.code}/confirm", follow=True)
    assert answer.status_code == 200
    assert "/confirm" not in answer.content.decode()
    assert client.post(f"/cases/{case.code}/confirm").status_code == 409


def test_whose_turn_it_is_is_said_to_who_looks(
    client: Client, case: Case, owner: User, officer: User, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("django.utils.timezone.now", lambda: NOW)
    hers, his = (page_of(client, each, f"/en/cases/{case.code}") for each in (owner, officer))
    assert "The officer of your lead centre" in hers
    assert "You must be there" in hers
    assert "You, as an officer of its lead centre" in his
    assert "The owner comes herself." in his


@pytest.mark.parametrize("who", ["stranger", "ministry"])
@pytest.mark.parametrize("way", ["", "/confirm", "/withdraw"])
def test_others_are_told_there_is_none(
    client: Client, case: Case, who: str, way: str, request: pytest.FixtureRequest
) -> None:
    client.force_login(request.getfixturevalue(who))
    ask = client.post if way else client.get
    for code in (case.code, case.code.lower(), "NOSUCHCD"):
        assert ask(f"/cases/{code}{way}").status_code == 404
    assert case.code not in client.get("/cases").content.decode()


def test_who_is_not_signed_in_is_asked_to(client: Client, case: Case) -> None:
    for way in ("", f"/{case.code}"):
        answer = client.get(f"/cases{way}")
        assert (answer.status_code, answer["Location"].split("?")[0]) == (302, "/sign-in")


def test_an_officer_of_another_centre_or_of_yesterday_sees_nothing(
    client: Client, case: Case, officer: User
) -> None:
    post = Post.objects.get(person=officer)
    post.valid_to = post.valid_from
    post.save()
    page_of(client, officer, f"/cases/{case.code}", 404)


def test_a_colleague_sees_it_once_she_is_let_in(
    client: Client, case: Case, firm: Firm, owner: User, stranger: User
) -> None:
    firm.tax_number = "0105535099511"
    firm.save()
    now = timezone.now()
    asked = ask_to_join(number="0105535099511", by=stranger, now=now)
    page_of(client, stranger, f"/cases/{case.code}", 404)
    let_in(membership=asked.pk, by=owner, now=now)
    page_of(client, stranger, f"/cases/{case.code}")


def test_she_withdraws_it_herself(client: Client, case: Case, owner: User) -> None:
    client.force_login(owner)
    html = client.post(f"/cases/{case.code}/withdraw", follow=True).content.decode()
    assert "/withdraw" not in html
    assert client.post(f"/cases/{case.code}/withdraw").status_code == 409


def test_no_case_yet_says_where_to_begin(client: Client, stranger: User) -> None:
    assert 'href="/"' in page_of(client, stranger, "/cases")


def test_pages_ask_as_often_however_much_there_is(
    client: Client, case: Case, firm: Firm, owner: User, dryer: Resource, lamphun: Centre,
    django_assert_max_num_queries: DjangoAssertNumQueries,
) -> None:  # fmt: skip
    client.force_login(owner)
    client.get(f"/cases/{case.code}")  # reads the catalogue, once a process
    with django_assert_max_num_queries(28):
        client.get(f"/cases/{case.code}")
    for number in range(3):
        client.post(f"/cases/{Case.objects.order_by('-pk')[0].code}/withdraw")
        wanted = [world.planned(seq, world.hold("U1", seq)) for seq in range(3 + number * 5, 8 + number * 5)]
        world.case_of(firm, owner, *wanted, plan=f"plan-{number}", now=timezone.now() - world.DAY * 400)
    with django_assert_max_num_queries(29):
        client.get(f"/cases/{Case.objects.order_by('-pk')[0].code}")
    with django_assert_max_num_queries(7):
        client.get("/cases")


def test_a_case_with_much_on_it_asks_no_more_often(
    client: Client, firm: Firm, owner: User, officer: User, dryer: Resource,
    django_assert_num_queries: DjangoAssertNumQueries,
) -> None:  # fmt: skip
    steps = [world.planned(seq, world.hold("U1", seq)) for seq in range(1, 28)]
    case = world.case_of(firm, owner, *steps)
    fill(case, owner, officer, now=NOW)
    client.force_login(owner)
    client.get(f"/cases/{case.code}")  # what is new is kept as seen once
    with django_assert_num_queries(28):
        answer = client.get(f"/cases/{case.code}")
    talk, happened = answer.context["talk"], answer.context["happened"]
    assert (len(talk.said), bool(talk.earlier), len(talk.files)) == (50, True, FILES)
    assert happened.paginator.count in {LINES, LINES - 1}
