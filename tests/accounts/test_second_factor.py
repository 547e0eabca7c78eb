"""Staff open the back office with a second factor only; whoever has one is asked for it."""

import time

import pytest
from allauth.mfa.models import Authenticator
from allauth.mfa.recovery_codes.internal.auth import RecoveryCodes
from allauth.mfa.totp.internal.auth import TOTP, format_hotp_value, generate_totp_secret, hotp_value
from django.conf import LazySettings
from django.http import HttpRequest, HttpResponse
from django.test import Client, RequestFactory
from django.utils.translation import override

from itc.accounts.actions import end_second_factor
from itc.accounts.context import staff_page
from itc.accounts.middleware import SecondFactor
from itc.accounts.models import User
from itc.accounts.queries import second_factor
from itc.audit.models import Event
from tests.accounts.people import prove, signed_in
from tests.conftest import PASSWORD

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _asked_for(settings: LazySettings) -> None:
    settings.STAFF_SECOND_FACTOR = True


def shown(secret: str) -> str:
    """Return what the app shows now."""
    return format_hotp_value(hotp_value(secret, int(time.time()) // 30))


def password_given(login: str) -> tuple[Client, str]:
    """Return a browser after the password, and where it is led."""
    browser = Client()
    return browser, browser.post("/sign-in", {"login": login, "password": PASSWORD})["Location"]


def test_staff_without_one_are_led_to_where_it_is_set_up(client: Client, officer: User) -> None:
    client.force_login(officer)
    answer = client.get("/en/admin/", follow=True)
    assert answer.redirect_chain == [("/en/me/second-factor/", 302)]
    assert "Staff pages open only with a second factor" in answer.content.decode()
    assert client.get("/en/admin/search/document/").status_code in {302, 404}
    assert client.get("/en/help").status_code == 200


def test_a_site_may_do_without(client: Client, officer: User, settings: LazySettings) -> None:
    settings.STAFF_SECOND_FACTOR = False
    client.force_login(officer)
    assert client.get("/admin/").status_code == 200


def test_she_sets_up_an_app_gets_spare_codes_and_comes_in(client: Client, officer: User) -> None:
    client.force_login(officer)
    page = "/me/second-factor/totp/activate/"
    assert client.get(page)["Location"].startswith("/me/again")
    prove(client, PASSWORD)
    assert "data:image/svg+xml" in client.get(page).content.decode()
    secret = client.session["mfa.totp.secret"]
    assert client.post(page, {"code": "12345"}).status_code == 200
    answer = client.post(page, {"code": shown(secret)})
    assert answer["Location"] == "/me/second-factor/recovery-codes/"
    assert client.get(answer["Location"]).content.decode().count("<code>") == 10
    assert client.get("/admin/").status_code == 200


def test_a_secret_is_not_kept_as_it_is(stranger: User, app: str) -> None:
    assert app not in str(Authenticator.objects.get(user=stranger).data)


def test_who_has_one_is_asked_for_it_after_the_password(stranger: User, app: str) -> None:
    browser, where = password_given("stranger@example.org")
    assert where == "/me/second-factor/authenticate/"
    assert signed_in(browser) is None
    assert "Your second factor" in browser.get("/en" + where).content.decode()
    browser.post(where, {"code": shown(app).translate(str.maketrans("0123456789", "๐๑๒๓๔๕๖๗๘๙"))})
    assert signed_in(browser)


def test_a_code_opens_once_in_whatever_process(stranger: User, app: str) -> None:
    code = shown(app)
    for _ in range(2):
        browser, where = password_given("stranger@example.org")
        browser.post(where, {"code": code})
    assert signed_in(browser) is None


def test_codes_are_not_guessed(stranger: User, app: str) -> None:
    browser, where = password_given("stranger@example.org")
    right = shown(app)
    for _ in range(10):
        browser.post(where, {"code": "000000" if right != "000000" else "111111"})
    browser.post(where, {"code": shown(app)})
    assert signed_in(browser) is None


def test_a_spare_code_opens_once(stranger: User, app: str) -> None:
    code = RecoveryCodes.activate(stranger).get_unused_codes()[0]
    browser, where = password_given("stranger@example.org")
    browser.post(where, {"code": code})
    assert signed_in(browser)
    other, where = password_given("stranger@example.org")
    other.post(where, {"code": code})
    assert signed_in(other) is None


def test_spare_codes_alone_are_no_second_factor(officer: User) -> None:
    RecoveryCodes.activate(officer)
    assert not second_factor(officer)


def test_who_lost_it_is_helped_by_who_runs_the_site_and_it_is_recorded(
    client: Client, stranger: User, app: str
) -> None:
    keeper = User.objects.create_superuser(name="Keeper", email="keeper@example.org", password=PASSWORD)
    TOTP.activate(keeper, generate_totp_secret())
    client.force_login(keeper)
    client.post("/admin/accounts/user/", {"action": "end_second_factors", "_selected_action": [stranger.pk]})
    assert not second_factor(stranger)
    assert Event.objects.get(verb="second-factor.ended").by_id == keeper.pk
    _browser, where = password_given("stranger@example.org")
    assert where == "/"


def test_an_officer_takes_away_nobodys(client: Client, officer: User, stranger: User, app: str) -> None:
    TOTP.activate(officer, generate_totp_secret())
    client.force_login(officer)
    sent = {"action": "end_second_factors", "_selected_action": [stranger.pk]}
    assert client.post("/admin/accounts/user/", sent).status_code == 403
    assert second_factor(stranger)


def test_ending_it_takes_all_of_them(stranger: User, app: str, officer: User) -> None:
    RecoveryCodes.activate(stranger)
    end_second_factor(person=stranger, by=officer)
    assert not Authenticator.objects.filter(user=stranger).exists()


def test_a_view_marked_as_staff_page_is_guarded_too(officer: User) -> None:
    def page(_request: HttpRequest) -> HttpResponse:
        return HttpResponse()

    request = RequestFactory().get("/")
    request.user = officer
    request.resolver_match = None
    door = SecondFactor(page)
    assert door.process_view(request, page, (), {}) is None
    staff_page(page)
    request._messages = type("Kept", (), {"add": lambda *_: None})()  # type: ignore[attr-defined]
    with override("th"):
        answer = door.process_view(request, page, (), {})
    assert answer
    assert answer["Location"] == "/me/second-factor/"


@pytest.mark.parametrize(
    "table",
    ["mfa/authenticator", "account/emailaddress", "socialaccount/socialaccount", "usersessions/usersession"],
)
def test_the_back_office_shows_no_secrets(client: Client, settings: LazySettings, table: str) -> None:
    settings.STAFF_SECOND_FACTOR = False
    client.force_login(User.objects.create_superuser(name="Keeper", email="keeper@example.org"))
    assert client.get(f"/admin/{table}/").status_code == 404
