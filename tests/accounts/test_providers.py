"""LINE and ThaID: the whole way there and back against a local stand-in, linked by id and never by e-mail."""

from collections.abc import Iterator

import pytest
from allauth.mfa.totp.internal.auth import TOTP, generate_totp_secret
from allauth.socialaccount.models import SocialAccount, SocialToken
from allauth.socialaccount.providers.line.views import LineOAuth2Adapter
from django.conf import LazySettings
from django.test import Client

from itc.accounts.models import User
from itc.accounts.queries import confirmed
from itc.config import env
from tests.accounts.people import EMAIL, prove, signed_in
from tests.accounts.provider import Provider, serving
from tests.conftest import PASSWORD

pytestmark = pytest.mark.django_db
WAYS = {"line": "/sign-in/line", "thaid": "/sign-in/by/thaid"}
LINE_PERSON = {
    "userId": "U1",
    "displayName": "น้อย",
    "name": "น้อย",
    "email": "stranger@example.org",
    "pictureUrl": "x",
}
THAID_PERSON = {
    "sub": "t-1", "name": "นางสาว น้อย ใจดี", "pid": "1101700230708", "birthdate": "2500-01-01",
    "email": "stranger@example.org", "email_verified": True,
}  # fmt: skip
PEOPLE = {"line": LINE_PERSON, "thaid": THAID_PERSON}
BOTH = pytest.mark.parametrize("way", ["line", "thaid"])


@pytest.fixture
def provider(settings: LazySettings, monkeypatch: pytest.MonkeyPatch) -> Iterator[Provider]:
    with serving() as stand_in:
        monkeypatch.setenv("OPENITC_LINE_ID", "client")
        monkeypatch.setenv("OPENITC_THAID_ID", "client")
        monkeypatch.setenv("OPENITC_THAID_URL", stand_in.url)
        settings.SOCIALACCOUNT_PROVIDERS = env.providers()
        for end in ("authorize", "access_token", "profile"):
            monkeypatch.setattr(
                LineOAuth2Adapter, f"{end}_url", f"{stand_in.url}/{end.removeprefix('access_')}"
            )
        yield stand_in


def go(browser: Client, provider: Provider, way: str, person: dict[str, object], query: str = "") -> str:
    """Press the button, agree there, come back; return where the browser is led."""
    provider.person = person
    there = browser.post(f"{WAYS[way]}?process=login{query}")["Location"]
    assert there.startswith(provider.url)
    return browser.get(provider.send_back(there))["Location"]


@BOTH
def test_she_signs_up_with_it_and_signs_in_the_next_time(
    client: Client, provider: Provider, way: str
) -> None:
    assert go(client, provider, way, PEOPLE[way]) == "/"
    person = User.objects.get()
    assert signed_in(client) == str(person.pk)
    assert "น้อย" in person.name
    assert (person.email, person.phone, person.known_by) == (None, None, way)
    assert confirmed(person)
    other = Client()
    go(other, provider, way, PEOPLE[way] | {"name": "ชื่อใหม่"})
    assert signed_in(other) == str(person.pk)
    assert User.objects.count() == 1


@BOTH
def test_two_people_without_e_mail_are_two(provider: Provider, way: str) -> None:
    go(Client(), provider, way, PEOPLE[way])
    go(Client(), provider, way, PEOPLE[way] | {"userId": "U2", "sub": "t-2"})
    assert User.objects.count() == 2


@BOTH
def test_an_e_mail_from_there_opens_nobodys_account(
    client: Client, provider: Provider, way: str, stranger: User
) -> None:
    go(client, provider, way, PEOPLE[way])
    assert signed_in(client) != str(stranger.pk)
    stranger.refresh_from_db()
    assert stranger.email == "stranger@example.org"


@BOTH
def test_nothing_is_kept_but_id_and_name(client: Client, provider: Provider, way: str) -> None:
    for _ in range(2):
        go(client, provider, way, PEOPLE[way])
    row = SocialAccount.objects.get()
    assert row.extra_data == {}
    assert not SocialToken.objects.exists()
    kept = str(list(User.objects.values()))
    assert "1101700230708" not in kept
    assert "2500" not in kept


@BOTH
def test_after_it_she_goes_on_to_where_she_was_and_nowhere_else(provider: Provider, way: str) -> None:
    assert go(Client(), provider, way, PEOPLE[way], "&next=/help") == "/help"
    assert go(Client(), provider, way, PEOPLE[way], "&next=https://evil.example/") == "/"


@BOTH
def test_who_is_signed_in_links_it_and_signs_in_with_it_from_then_on(
    client: Client, provider: Provider, way: str, stranger: User
) -> None:
    client.post("/sign-in", {"login": "stranger@example.org", "password": PASSWORD})
    prove(client, PASSWORD)
    provider.person = PEOPLE[way]
    there = client.post(f"{WAYS[way]}?process=connect")["Location"]
    client.get(provider.send_back(there))
    assert SocialAccount.objects.get().user == stranger
    other = Client()
    go(other, provider, way, PEOPLE[way])
    assert signed_in(other) == str(stranger.pk)
    assert ("LINE" if way == "line" else "ThaID") in client.get("/me").content.decode()
    client.post("/me/linked", {"account": SocialAccount.objects.get().pk})
    assert not SocialAccount.objects.exists()


@BOTH
def test_one_that_is_somebody_elses_is_not_linked(
    client: Client, provider: Provider, way: str, stranger: User
) -> None:
    go(Client(), provider, way, PEOPLE[way])
    client.post("/sign-in", {"login": "stranger@example.org", "password": PASSWORD})
    prove(client, PASSWORD)
    client.get(provider.send_back(client.post(f"{WAYS[way]}?process=connect")["Location"]))
    assert SocialAccount.objects.get().user != stranger


@BOTH
def test_a_state_that_is_not_ours_and_a_refusal_there_sign_nobody_in(
    client: Client, provider: Provider, way: str
) -> None:
    provider.person = PEOPLE[way]
    back = provider.send_back(client.post(f"{WAYS[way]}?process=login")["Location"])
    assert Client().get(back).status_code == 401
    assert client.get(back.partition("?")[0] + "?error=access_denied").status_code in {200, 302, 401}
    assert client.get(back.replace("state=", "state=x")).status_code == 401
    assert signed_in(client) is None
    assert not User.objects.exists()


@BOTH
def test_a_server_that_fails_is_said_in_our_words(client: Client, provider: Provider, way: str) -> None:
    back = provider.send_back(client.post(f"{WAYS[way]}?process=login")["Location"])
    provider.status = 500
    answer = client.get(back, follow=True)
    assert answer.status_code == 401
    assert "ลองอีกครั้ง" in answer.content.decode() or "That did not work" in answer.content.decode()


def test_a_token_of_another_server_is_not_taken(client: Client, provider: Provider) -> None:
    provider.person = THAID_PERSON
    back = provider.send_back(client.post("/sign-in/by/thaid?process=login")["Location"])
    provider.issuer = "https://evil.example"
    assert client.get(back).status_code == 401
    assert not User.objects.exists()


def test_a_second_factor_is_asked_for_after_it(client: Client, provider: Provider) -> None:
    go(client, provider, "line", LINE_PERSON)
    TOTP.activate(User.objects.get(), generate_totp_secret())
    other = Client()
    assert go(other, provider, "line", LINE_PERSON) == "/me/second-factor/authenticate/"
    assert signed_in(other) is None


def test_who_has_only_line_adds_an_e_mail_without_a_password(client: Client, provider: Provider) -> None:
    go(client, provider, "line", LINE_PERSON)
    assert client.post("/me/e-mail", {"email": EMAIL, "action_add": ""})["Location"] == "/confirm/e-mail"
    assert client.get("/me/password")["Location"] == "/me/password/first"


def test_the_only_way_in_is_not_taken_away(client: Client, provider: Provider) -> None:
    go(client, provider, "line", LINE_PERSON)
    answer = client.post("/en/me/linked", {"account": SocialAccount.objects.get().pk})
    assert "First add an e-mail or a phone" in answer.content.decode()
    assert SocialAccount.objects.exists()


def test_the_buttons_stand_where_they_are_set_up_and_are_forms(client: Client, provider: Provider) -> None:
    html = client.get("/en/sign-in?next=/en/help").content.decode()
    assert 'action="/en/sign-in/line?process=login&amp;next=%2Fen%2Fhelp"' in html
    assert 'action="/en/sign-in/by/thaid' in html
    assert "We learn your name there" in client.get("/en/sign-in/line").content.decode()


@BOTH
def test_where_they_are_not_set_up_they_are_not_there(client: Client, way: str) -> None:
    assert client.post(WAYS[way]).status_code == 404
    assert client.get(f"{WAYS[way]}/back").status_code == 404
    assert "sign-in/line" not in client.get("/sign-in").content.decode()


def test_a_form_may_lead_to_the_providers_that_are_set_up_only(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("OPENITC_LINE_ID", "OPENITC_THAID_ID", "OPENITC_THAID_URL"):
        monkeypatch.delenv(name, raising=False)
    assert env.provider_origins() == []
    monkeypatch.setenv("OPENITC_LINE_ID", "1")
    monkeypatch.setenv("OPENITC_THAID_ID", "2")
    assert env.provider_origins() == ["https://access.line.me", "https://imauth.bora.dopa.go.th"]
