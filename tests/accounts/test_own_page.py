"""One's own page: name, language, e-mail, phone, password, and where one is signed in; nobody else's."""

import pytest
from allauth.mfa.models import Authenticator
from allauth.socialaccount.models import SocialAccount
from allauth.usersessions.models import UserSession
from django.core import mail
from django.test import Client

from itc.accounts.models import User
from itc.accounts.queries import confirmed
from itc.accounts.rules import browser_name
from tests.accounts.people import EMAIL, PHONE, code_to, confirm, prove, sign_up, signed_in
from tests.conftest import PASSWORD

pytestmark = pytest.mark.django_db
CHROME = "Mozilla/5.0 (Linux; Android 14) AppleWebKit/537.36 Chrome/130.0 Mobile Safari/537.36"
PAGES = (
    "/me", "/me/e-mail", "/me/phone", "/me/password", "/me/password/first", "/me/again", "/me/again/code",
    "/me/linked", "/me/second-factor/", "/me/second-factor/totp/activate/",
    "/me/second-factor/totp/deactivate/",
    "/me/second-factor/webauthn/", "/me/second-factor/webauthn/add/", "/me/second-factor/recovery-codes/",
    "/me/second-factor/recovery-codes/generate/", "/me/second-factor/recovery-codes/download/",
)  # fmt: skip


def signed(login: str, agent: str = CHROME) -> Client:
    """Return a browser in which somebody signed in by her password."""
    browser = Client(headers={"User-Agent": agent})
    browser.post("/sign-in", {"login": login, "password": PASSWORD})
    assert signed_in(browser)
    return browser


@pytest.mark.parametrize("path", PAGES)
def test_who_is_not_signed_in_sees_none_of_it(client: Client, path: str) -> None:
    answer = client.get(path)
    assert answer.status_code == 302
    assert answer["Location"].startswith("/sign-in")


def test_her_page_says_how_she_is_reached_and_no_more_than_her_own(owner: User, stranger: User) -> None:
    html = signed("0812345678").get("/en/me").content.decode()
    assert "081 234 5678" in html
    assert "Add an e-mail" in html
    assert "stranger" not in html
    assert "Chrome, Android" in html


def test_the_header_leads_there_when_signed_in(client: Client, owner: User) -> None:
    assert 'href="/en/me"' not in client.get("/en/help").content.decode()
    client.force_login(owner)
    assert 'href="/en/me"' in client.get("/en/help").content.decode()


def test_she_changes_her_name_and_her_language(client: Client, owner: User) -> None:
    client.force_login(owner)
    answer = client.post("/me", {"name": "แม่คำใหม่", "language": "en"})
    owner.refresh_from_db()
    assert (owner.name, owner.language) == ("แม่คำใหม่", "en")
    assert answer["Location"] == "/en/me"
    assert client.post("/me", {"name": "", "language": "fr"}).status_code == 200
    owner.refresh_from_db()
    assert owner.language == "en"


def test_after_signing_in_she_reads_her_language(owner: User) -> None:
    User.objects.filter(pk=owner.pk).update(language="en")
    sent = {"login": "0812345678", "password": PASSWORD, "next": "/help"}
    assert Client().post("/sign-in", sent)["Location"] == "/en/help"


def test_an_e_mail_counts_once_its_code_is_typed(owner: User) -> None:
    browser = signed("0812345678")
    prove(browser, PASSWORD)
    answer = browser.post("/me/e-mail", {"email": "Noi@Example.org", "action_add": ""})
    assert answer["Location"] == "/confirm/e-mail"
    owner.refresh_from_db()
    assert owner.email is None
    assert confirm(browser, EMAIL)["Location"] == "/me"
    owner.refresh_from_db()
    assert owner.email == EMAIL
    assert owner.email_confirmed_at
    assert signed(EMAIL)


def test_another_e_mail_takes_the_place_of_the_first_and_the_old_address_is_told(stranger: User) -> None:
    User.objects.filter(pk=stranger.pk).update(language="en")
    browser = signed("stranger@example.org")
    prove(browser, PASSWORD)
    browser.post("/me/e-mail", {"email": EMAIL, "action_add": ""})
    confirm(browser, EMAIL)
    stranger.refresh_from_db()
    assert stranger.email == EMAIL
    other = Client()
    other.post("/sign-in", {"login": "stranger@example.org", "password": PASSWORD})
    assert signed_in(other) is None
    assert [each.to for each in mail.outbox if "code" not in each.subject] == [["stranger@example.org"]]


def test_a_phone_counts_once_its_code_is_typed(stranger: User) -> None:
    browser = signed("stranger@example.org")
    prove(browser, PASSWORD)
    browser.post("/me/phone", {"phone": "089 876 5432"})
    stranger.refresh_from_db()
    assert stranger.phone is None
    confirm(browser, PHONE)
    stranger.refresh_from_db()
    assert stranger.phone == PHONE
    assert stranger.phone_confirmed_at


def test_before_it_changes_she_proves_once_more_that_it_is_she(stranger: User) -> None:
    browser = signed("stranger@example.org")
    answer = browser.post("/me/phone", {"phone": PHONE})
    assert answer["Location"].startswith("/me/again")
    assert "This matters" in browser.get("/en/me/again").content.decode()
    assert prove(browser, "wrong").status_code == 200
    assert prove(browser, PASSWORD, page=answer["Location"])["Location"] == "/confirm/phone"
    confirm(browser, PHONE)
    stranger.refresh_from_db()
    assert stranger.phone == PHONE


def test_guessing_the_password_there_rests_like_signing_in(stranger: User) -> None:
    browser = signed("stranger@example.org")
    answers = [prove(browser, "wrong").status_code for _ in range(12)]
    assert answers[-1] == 429
    assert 200 in answers


@pytest.mark.parametrize(
    ("page", "field", "value"),
    [("phone", "phone", "0812345678"), ("e-mail", "email", "stranger@example.org")],
)
def test_what_somebody_else_has_cannot_be_had_and_is_not_betrayed_before_the_code(
    owner: User, stranger: User, ministry: User, page: str, field: str, value: str
) -> None:
    browser = signed("ministry@example.org")
    prove(browser, PASSWORD)
    answer = browser.post(f"/me/{page}", {field: value, "action_add": ""})
    assert answer["Location"] == f"/confirm/{page}"
    code = code_to("+66812345678" if page == "phone" else value)
    assert (
        "Somebody else signs in with this"
        in browser.post(f"/en/confirm/{page}", {"code": code}).content.decode()
    )
    ministry.refresh_from_db()
    assert ministry.phone is None
    assert ministry.email == "ministry@example.org"


def test_who_only_began_to_sign_up_keeps_nobody_from_her_own_phone(client: Client, stranger: User) -> None:
    sign_up(client, PHONE)
    browser = signed("stranger@example.org")
    prove(browser, PASSWORD)
    browser.post("/me/phone", {"phone": PHONE})
    confirm(browser, PHONE)
    stranger.refresh_from_db()
    assert stranger.phone == PHONE
    assert User.objects.count() == 1


def test_what_the_back_office_wrote_is_confirmed_by_its_code(client: Client, owner: User) -> None:
    User.objects.filter(pk=owner.pk).update(phone_confirmed_at=None)
    owner.refresh_from_db()
    assert not confirmed(owner)
    browser = signed("0812345678")
    prove(browser, PASSWORD)
    assert "not confirmed" in browser.get("/en/me").content.decode()
    browser.post("/me/phone", {"action": "verify"})
    confirm(browser, "+66812345678")
    owner.refresh_from_db()
    assert confirmed(owner)


def test_an_e_mail_that_the_back_office_writes_has_to_be_confirmed_anew(
    client: Client, stranger: User
) -> None:
    keeper = User.objects.create_superuser(name="Keeper", email="keeper@example.org", password=PASSWORD)
    client.force_login(keeper)
    form = {"name": "Stranger", "email": EMAIL, "language": "th", "is_active": "on"}
    client.post(f"/admin/accounts/user/{stranger.pk}/change/", form)
    stranger.refresh_from_db()
    assert stranger.email == EMAIL
    assert not confirmed(stranger)


def test_another_password_ends_all_other_places(stranger: User) -> None:
    here, there = signed("stranger@example.org"), signed("stranger@example.org")
    sent = {"oldpassword": PASSWORD, "password1": "ข้าวเหนียวมะม่วง-1"}
    assert here.post("/me/password", sent | {"oldpassword": "wrong"}).status_code == 200
    assert here.post("/me/password", sent)["Location"] == "/me"
    assert here.get("/me").status_code == 200
    assert there.get("/me").status_code == 302


def test_she_sees_where_she_is_signed_in_and_ends_one(stranger: User) -> None:
    here, there = signed("stranger@example.org"), signed("stranger@example.org", "Mozilla/5.0 Firefox/130.0")
    assert "Firefox" in here.get("/me").content.decode()
    row = UserSession.objects.get(session_key=there.session.session_key)
    here.post(f"/me/sessions/{row.pk}/end")
    assert there.get("/me").status_code == 302
    assert here.get("/me").status_code == 200
    assert "Firefox" not in here.get("/me").content.decode()


def test_she_ends_all_others_at_once(stranger: User) -> None:
    here, *others = [signed("stranger@example.org") for _ in range(3)]
    here.post("/me/sessions/others/end")
    assert [other.get("/me").status_code for other in others] == [302, 302]
    assert here.get("/me").status_code == 200


def test_nobody_ends_the_place_of_somebody_else(stranger: User, owner: User) -> None:
    here, hers = signed("stranger@example.org"), signed("0812345678")
    row = UserSession.objects.get(session_key=hers.session.session_key)
    assert here.post(f"/me/sessions/{row.pk}/end").status_code == 404
    assert hers.get("/me").status_code == 200
    assert here.get(f"/me/sessions/{row.pk}/end").status_code == 405


@pytest.mark.parametrize("what", ["edit", "remove"])
def test_nobody_touches_the_key_of_somebody_else(stranger: User, owner: User, what: str) -> None:
    key = Authenticator.objects.create(user=owner, type="webauthn", data={"name": "กุญแจ", "credential": {}})
    browser = signed("stranger@example.org")
    prove(browser, PASSWORD)
    path = f"/me/second-factor/webauthn/keys/{key.pk}/{what}/"
    assert browser.get(path).status_code == 404
    assert browser.post(path, {"name": "x"}).status_code == 404
    assert Authenticator.objects.get(pk=key.pk).data["name"] == "กุญแจ"


def test_nobody_unlinks_what_is_somebody_elses(stranger: User, owner: User) -> None:
    hers = SocialAccount.objects.create(user=owner, provider="line", uid="1")
    browser = signed("stranger@example.org")
    prove(browser, PASSWORD)
    browser.post("/me/linked", {"account": hers.pk})
    assert SocialAccount.objects.filter(pk=hers.pk).exists()


def test_no_address_of_the_network_is_kept(stranger: User) -> None:
    signed("stranger@example.org")
    assert set(UserSession.objects.values_list("ip", flat=True)) == {"0.0.0.0"}


def test_her_page_costs_as_much_however_often_she_is_signed_in(
    stranger: User, django_assert_max_num_queries: object
) -> None:
    browser = signed("stranger@example.org")
    with django_assert_max_num_queries(20):  # type: ignore[operator]  # pytest-django names no type
        browser.get("/me")


@pytest.mark.parametrize(
    ("agent", "name"),
    [(CHROME, "Chrome, Android"), ("Mozilla/5.0 (iPhone) Version/17 Safari/604 Line/14.1", "LINE, iPhone"),
     ("curl/8.1", "curl"), ("", "")],
)  # fmt: skip
def test_a_browser_is_called_as_people_call_it(agent: str, name: str) -> None:
    assert browser_name(agent) == name
