"""“My data”: what she agrees to in one press, what she sees, and who sees none of it."""

import re

import pytest
from django.test import Client
from pytest_django import DjangoAssertNumQueries

from itc.accounts.actions import enter_person
from itc.accounts.models import User
from itc.cases.actions.ending import withdraw_case
from itc.consents.actions import give
from itc.consents.models import BY_OFFICER, Consent
from itc.consents.queries import has_given
from tests.cases.conftest import dryer  # noqa: F401 - a fixture is used by its name
from tests.cases.world import NOW
from tests.consents.world import FIRM, NAME, firm_and_case, maliwan, signed_in

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("dryer", "purpose")]
PAGES = ("/me/privacy", "/me/privacy/erase", "/me/privacy/take-along")


@pytest.fixture(autouse=True)
def _clock(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("django.utils.timezone.now", lambda: NOW)


@pytest.fixture
def person() -> User:
    return maliwan()


@pytest.mark.parametrize("path", [*PAGES, f"/me/privacy/consents/{BY_OFFICER}"])
def test_who_is_not_signed_in_is_asked_to(client: Client, path: str) -> None:
    for answer in (client.get(path), client.post(path)):
        assert answer.status_code in {302, 405}
        if answer.status_code == 302:
            assert answer["Location"].startswith("/sign-in")
    assert not Consent.objects.exists()


def test_one_press_gives_and_one_takes_back(client: Client, owner: User) -> None:
    client.force_login(owner)
    press = f"/me/privacy/consents/{BY_OFFICER}"
    assert "I agree" in client.get("/en/me/privacy").content.decode()
    assert client.post(press, {"answer": "yes"})["Location"] == "/me/privacy"
    client.post(press, {"answer": "yes"})
    assert Consent.objects.count() == 1
    html = client.get("/en/me/privacy").content.decode()
    assert "Take it back" in html
    assert "I agree" not in html
    client.post(press, {"answer": "no"})
    assert "What you took back" in client.get("/en/me/privacy").content.decode()
    assert not Consent.objects.live().exists()
    assert client.post(press, {"answer": "maybe"}).status_code == 400
    assert client.post("/me/privacy/consents/partners", {"answer": "yes"}).status_code == 404


def test_what_an_officer_recorded_says_who_keeps_the_paper(client: Client, officer: User) -> None:
    came_in = enter_person(name="ป้าสาย", by=officer, now=NOW)
    give(person=came_in, purpose=BY_OFFICER, by=officer, now=NOW)
    client.force_login(came_in)
    assert "on paper that Officer keeps" in client.get("/en/me/privacy").content.decode()


@pytest.mark.parametrize("who", ["stranger", "officer", "ministry", "owner"])
def test_everybody_sees_and_changes_only_her_own(
    request: pytest.FixtureRequest, client: Client, person: User, officer: User, who: str
) -> None:
    firm_and_case(person, officer)
    give(person=person, purpose=BY_OFFICER, by=person, now=NOW)
    client.force_login(request.getfixturevalue(who))
    html = client.get("/en/me/privacy").content.decode()
    assert NAME not in html
    assert FIRM not in html
    client.post(f"/me/privacy/consents/{BY_OFFICER}", {"answer": "no", "person": person.pk})
    assert has_given(person, BY_OFFICER, now=NOW)
    client.post("/me/privacy/erase", {"word": "erase", "person": person.pk})
    person.refresh_from_db()
    assert person.name == NAME


def test_erasing_takes_the_password_and_the_word(person: User, officer: User) -> None:
    case = firm_and_case(person, officer)[1]
    browser = signed_in(person)
    html = browser.get("/en/me/privacy/erase").content.decode()
    assert f"/en/cases/{case.code}" in html
    assert "Erase my data for good" not in html
    assert browser.post("/me/privacy/erase", {"word": "erase"}).status_code == 409
    withdraw_case(case=case, by=person, now=NOW)
    assert "Erase my data for good" in browser.get("/en/me/privacy/erase").content.decode()
    wrong = browser.post("/en/me/privacy/erase", {"word": "ERAZE"})
    assert wrong.status_code == 422
    assert 'value="ERAZE"' in wrong.content.decode()
    done = browser.post("/en/me/privacy/erase", {"word": " Erase "}, follow=True)
    assert "Your data is erased" in done.content.decode()
    person.refresh_from_db()
    assert NAME not in person.name
    assert browser.post("/me/privacy/erase", {"word": "erase"}).status_code == 302  # back and pressed again


def test_without_the_password_nothing_is_erased(client: Client, person: User) -> None:
    client.force_login(person)  # as whoever finds her phone: signed in long ago
    for answer in (client.get("/me/privacy/erase"), client.post("/me/privacy/erase", {"word": "erase"})):
        assert answer.status_code == 302
        assert answer["Location"].startswith("/me/again")
    person.refresh_from_db()
    assert person.name == NAME


def test_the_page_asks_as_often_for_many_firms_as_for_one(
    client: Client, person: User, officer: User, django_assert_max_num_queries: DjangoAssertNumQueries
) -> None:
    firm_and_case(person, officer)
    client.force_login(person)
    with django_assert_max_num_queries(12):
        client.get("/me/privacy")


def test_ones_own_page_and_accepting_lead_there(client: Client, owner: User) -> None:
    client.force_login(owner)
    assert re.search(r'href="/en/me/privacy"', client.get("/en/me").content.decode())


def test_no_browser_keeps_a_copy(client: Client, owner: User) -> None:
    client.force_login(owner)
    assert "no-store" in client.get("/me/privacy")["Cache-Control"]
