"""The pages on which a case is changed: who sees them, what they show, that a second press does no harm."""

import datetime as dt
import re

import pytest
from django.test import Client

from itc.accounts.models import User
from itc.cases.actions.ending import withdraw_case
from itc.cases.models import Case
from itc.planning.queries.effects import Wish
from tests.planning.underway import case_of, done, snapshot

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("network")]


@pytest.fixture
def case(owner: User, now: dt.datetime) -> Case:
    return case_of("ลำไยอบแห้ง 100 กก.", owner, now)


def last(case: Case) -> int:
    return case.steps.kept().order_by("-starts_at")[0].seq


def shown(html: str) -> str:
    found = re.search(r'name="shown" value="([^"]+)"', html)
    assert found, html
    return found[1]


def page(client: Client, url: str, status: int = 200) -> str:
    answer = client.get(url)
    assert answer.status_code == status
    return answer.content.decode()


@pytest.mark.both
def test_a_step_goes_and_comes_back_by_the_pages(client: Client, case: Case, owner: User) -> None:
    client.force_login(owner)
    seq, before = last(case), snapshot(case)
    step = f"/cases/{case.code}/steps/{seq}"
    html = page(client, f"{step}?drop=on")
    assert "ตลาด" in html
    sent = {"drop": "on", "shown": shown(html)}
    told = client.post(step, sent, follow=True).content.decode()
    assert (
        f'href="/cases/{case.code}/add/{seq}"'
        in told.partition('class="messages"')[2].partition("</main>")[0]
    )
    assert client.post(step, sent).status_code == 302  # a second press, or the back button
    put = f"/cases/{case.code}/add/{seq}"
    yes = shown(page(client, put))
    assert snapshot(case).keys() == before.keys() - {seq}
    assert client.post(put, {"shown": "old"}).status_code == 409
    told = client.post(put, {"shown": yes}, follow=True).content.decode()
    assert f"/cases/{case.code}/steps/{seq}?drop=on" in told
    assert snapshot(case).keys() == before.keys()
    assert client.post(put, {"shown": yes}).status_code == client.get(put).status_code == 302
    assert snapshot(case).keys() == before.keys()


def test_the_case_offers_what_it_does_without_first_what_was_left_out(
    client: Client, case: Case, owner: User, now: dt.datetime
) -> None:
    seq = last(case)
    done(case, Wish(dropped=frozenset({seq})), owner, now)
    client.force_login(owner)
    links = re.findall(rf"/cases/{case.code}/add/(\d+)\"", page(client, f"/cases/{case.code}"))
    assert int(links[0]) == seq
    assert not {int(each) for each in links} & snapshot(case).keys()
    assert len(links) > 3


def test_the_amount_is_changed_by_its_page(client: Client, case: Case, owner: User) -> None:
    client.force_login(owner)
    url, before = f"/cases/{case.code}/amount", snapshot(case)
    assert 'value="100"' in page(client, url)
    asked = {"amount": "๒๐๐", "amount_unit": "kg"}
    answer = client.get(url, asked)
    html = answer.content.decode()
    assert "฿" in html
    assert snapshot(case) == before
    told = client.post(url, asked | {"shown": shown(html)}, follow=True).content.decode()
    assert f"/cases/{case.code}/amount?amount=100&amp;amount_unit=kg" in told
    assert "<b>200" in told
    assert snapshot(case) != before


@pytest.mark.parametrize(
    "typed", [{"amount": "lots"}, {"amount": "0"}, {"amount": "-5"}, {"amount": ""}, {"amount": "5e99"}]
)
def test_an_amount_that_is_none_keeps_what_was_typed(
    client: Client, case: Case, owner: User, typed: dict[str, str]
) -> None:
    client.force_login(owner)
    html = page(client, f"/cases/{case.code}/amount?amount={typed['amount']}&amount_unit=kg", status=422)
    assert f'value="{typed["amount"]}"' in html or not typed["amount"]
    assert 'name="shown"' not in html


def test_whoever_may_not_see_the_case_is_told_there_is_none(
    client: Client, case: Case, stranger: User, ministry: User
) -> None:
    for person in (stranger, ministry):
        client.force_login(person)
        for way in ("amount", "amount?amount=5&amount_unit=kg", "add/1", f"add/{last(case)}", "add/999"):
            assert client.get(f"/cases/{case.code}/{way}").status_code == 404
            assert client.post(f"/cases/{case.code}/{way}", {"shown": "x"}).status_code == 404


def test_a_step_that_its_recipe_has_not_is_not_there(client: Client, case: Case, owner: User) -> None:
    client.force_login(owner)
    for way in ("add/999", "add/0", "steps/999", f"add/{10**9}"):
        assert client.get(f"/cases/{case.code}/{way}").status_code == 404


def test_a_case_that_has_ended_says_so(client: Client, case: Case, owner: User, now: dt.datetime) -> None:
    client.force_login(owner)
    kept, html = last(case), page(client, f"/cases/{case.code}")
    off = re.findall(rf"/cases/{case.code}/add/(\d+)\"", html)[0]
    withdraw_case(case=case, by=owner, now=now)
    for way, sent in (
        (f"add/{off}", {}),
        ("amount", {"amount": "5", "amount_unit": "kg"}),
        (f"steps/{kept}", {"drop": "on"}),
    ):
        url = f"/cases/{case.code}/{way}"
        asked, done_ = client.get(url, sent), client.post(url, sent | {"shown": "x"})
        assert asked.status_code == done_.status_code == 409
        assert "จบแล้ว" in asked.content.decode()
        assert 'name="shown"' not in asked.content.decode()
    assert page(client, f"/cases/{case.code}/amount").count("<form") == page(
        client, f"/cases/{case.code}"
    ).count("<form")
    assert "/add/" not in page(client, f"/cases/{case.code}")
