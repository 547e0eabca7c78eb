"""Every page of people looks like ours, in Thai from end to end, without inline style or script."""

import re
from html import unescape

import pytest
from allauth.mfa.models import Authenticator
from allauth.mfa.recovery_codes.internal.auth import RecoveryCodes
from allauth.mfa.totp.internal.auth import TOTP, generate_totp_secret
from allauth.mfa.webauthn.internal.auth import WebAuthn
from allauth.socialaccount.models import SocialAccount
from django.conf import LazySettings
from django.test import Client
from django.urls import URLPattern, URLResolver

from itc.accounts import urls
from itc.accounts.actions import enter_person, make_claim_code
from itc.accounts.models import User
from itc.config import env
from tests.accounts.people import EMAIL, PHONE, prove, sign_up
from tests.conftest import PASSWORD

pytestmark = pytest.mark.django_db
OPEN = (
    "/sign-in", "/sign-up", "/sign-in/inactive", "/sign-in/cancelled", "/sign-in/failed", "/sign-in/line",
    "/forgotten", "/forgotten/done", "/claim",
)  # fmt: skip
SIGNED_IN = (
    "/me", "/me/e-mail", "/me/phone", "/me/password", "/me/again", "/me/again/code", "/me/linked",
    "/me/second-factor/", "/me/second-factor/totp/deactivate/", "/me/second-factor/recovery-codes/",
    "/me/second-factor/recovery-codes/generate/", "/me/second-factor/webauthn/",
    "/me/second-factor/reauthenticate/",
    "/me/second-factor/webauthn/add/", "/me/second-factor/webauthn/keys/1/edit/",
    "/me/second-factor/webauthn/keys/1/remove/", "/me/second-factor/webauthn/reauthenticate/",
)  # fmt: skip
ELSEWHERE = {
    "sign-out", "admin/login/", "sign-in/by/<slug:provider_id>", "me/sessions/<int:pk>/end",
    "me/sessions/others/end", "me/second-factor/recovery-codes/download/",
    "me/again/code/confirm", "claim/account", "confirm/e-mail", "confirm/phone", "forgotten/code",
    "forgotten/password",
    "me/password/first", "me/second-factor/authenticate/", "me/second-factor/totp/activate/",
}  # fmt: skip
"""Routes without a page, and those that open in the middle of something: see below."""
LANGUAGES = pytest.mark.parametrize("prefix", ["", "/en"])


@pytest.fixture(autouse=True)
def _providers(settings: LazySettings, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("OPENITC_LINE_ID", "client")
    settings.SOCIALACCOUNT_PROVIDERS = env.providers()


@pytest.fixture
def browser(client: Client, stranger: User, monkeypatch: pytest.MonkeyPatch) -> Client:
    """A browser of somebody who has everything."""
    User.objects.filter(pk=stranger.pk).update(phone=PHONE, phone_confirmed_at=stranger.email_confirmed_at)
    client.post("/sign-in", {"login": "stranger@example.org", "password": PASSWORD})
    prove(client, PASSWORD)
    Authenticator.objects.create(
        pk=1, user=stranger, type="webauthn", data={"name": "กุญแจ", "credential": {}}
    )
    monkeypatch.setattr(WebAuthn, "is_passwordless", False)
    monkeypatch.setattr("allauth.mfa.webauthn.internal.auth.get_credentials", lambda _user: [])
    TOTP.activate(stranger, generate_totp_secret())
    RecoveryCodes.activate(stranger)
    SocialAccount.objects.create(user=stranger, provider="line", uid="1")
    return client


def read(html: str) -> str:
    """Return the words of the content of a page."""
    main = re.sub(
        r"<(script|code|option|noscript).*?</\1>",
        " ",
        html.partition("<main")[2].partition("</main>")[0],
        flags=re.DOTALL,
    )
    return unescape(re.sub(r"<[^>]+>", "\n", main))


def check(client: Client, path: str, prefix: str, status: int = 200) -> str:
    """Look at a page; return its words."""
    answer = client.get(prefix + path)
    html = answer.content.decode()
    assert answer.status_code == status, (path, answer.headers)
    assert 'class="site-header"' in html
    assert html.count("<h1") + html.count('class="empty"') == 1
    assert not re.search(r'\sstyle=|<style|\son\w+="', html)
    inline = re.findall(r"<script(?![^>]*src=)[^>]*>", html)
    assert all('type="application/json"' in tag for tag in inline)
    words = read(html)
    if not prefix:
        english = re.findall(r"[A-Za-z’]+(?: [A-Za-z’]+){2,}", words)
        assert english == [], path
    return words


@LANGUAGES
@pytest.mark.parametrize("path", OPEN)
def test_a_page_that_is_open_to_all(client: Client, path: str, prefix: str) -> None:
    check(client, path, prefix, 401 if path.endswith("failed") else 200)


@LANGUAGES
@pytest.mark.parametrize("path", SIGNED_IN)
def test_a_page_of_ones_own(browser: Client, path: str, prefix: str) -> None:
    check(browser, path, prefix)


@LANGUAGES
@pytest.mark.parametrize("contact", [EMAIL, PHONE])
def test_the_pages_of_a_code(client: Client, stranger: User, contact: str, prefix: str) -> None:
    sign_up(client, contact, page=prefix)
    check(client, "/confirm/e-mail" if "@" in contact else "/confirm/phone", prefix)
    other = Client()
    other.post(f"{prefix}/forgotten", {"email": contact})
    check(other, "/forgotten/code", prefix)


@LANGUAGES
def test_the_page_of_a_new_password(client: Client, stranger: User, prefix: str) -> None:
    client.post(f"{prefix}/forgotten", {"email": "stranger@example.org"})
    session = client.session
    session["account_password_reset_verification"] |= {"code_confirmed": True}
    session.save()
    check(client, "/forgotten/password", prefix)


@LANGUAGES
def test_the_pages_of_proving_it_by_a_code(browser: Client, prefix: str) -> None:
    browser.post(f"{prefix}/me/again/code", {"recipient": PHONE})
    check(browser, "/me/again/code/confirm", prefix)


@LANGUAGES
def test_the_page_of_the_second_factor(browser: Client, prefix: str) -> None:
    other = Client()
    other.post(f"{prefix}/sign-in", {"login": "stranger@example.org", "password": PASSWORD})
    check(other, "/me/second-factor/authenticate/", prefix)


@LANGUAGES
def test_the_pages_of_who_has_no_password_and_no_factor_yet(client: Client, prefix: str) -> None:
    client.force_login(User.objects.create_user(name="น้อย", known_by="line"))
    check(client, "/me", prefix)
    check(client, "/me/password/first", prefix)
    check(client, "/me/second-factor/", prefix)
    check(client, "/me/second-factor/webauthn/", prefix)
    check(client, "/me/second-factor/totp/activate/", prefix)


@LANGUAGES
def test_the_page_of_taking_over(client: Client, officer: User, prefix: str) -> None:
    person = enter_person(name="ยายมา", by=officer, now=officer.joined_at)
    code = make_claim_code(person=person, by=officer, now=officer.joined_at)
    client.post(f"{prefix}/claim", {"code": code})
    check(client, "/claim/account", prefix)


def routes(patterns: list[URLPattern | URLResolver], before: str = "") -> list[str]:
    """Return every address below some routes."""
    found = []
    for pattern in patterns:
        here = before + str(pattern.pattern)
        found += routes(pattern.url_patterns, here) if isinstance(pattern, URLResolver) else [here]
    return found


def test_no_page_is_forgotten_here() -> None:
    seen = {
        path.removeprefix("/").replace("keys/1/", "keys/<int:pk>/") for path in OPEN + SIGNED_IN
    } | ELSEWHERE
    assert set(routes(urls.urlpatterns)) == seen


def test_too_many_tries_of_a_second_factor_are_told_in_our_words(browser: Client) -> None:
    answers = [browser.post("/en/me/second-factor/reauthenticate/", {"code": "000000"}) for _ in range(12)]
    assert answers[-1].status_code == 429
    assert "Wait a minute, then try again" in answers[-1].content.decode()
