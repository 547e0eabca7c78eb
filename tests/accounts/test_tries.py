"""Nobody guesses a password: tries are counted by line and by name, and there is no way round."""

import datetime as dt
from typing import Any

import pytest
from django.conf import LazySettings
from django.test import Client

from itc.accounts.limits import MINUTES, TRIES
from itc.accounts.models import User
from itc.web.models import Spending
from tests.conftest import PASSWORD

pytestmark = pytest.mark.django_db
NOW = dt.datetime(2026, 12, 1, 2, 0, 15, tzinfo=dt.UTC)
EMAIL = "stranger@example.org"


class Clock:
    """The time, which a test moves on."""

    now = NOW

    def __call__(self) -> dt.datetime:
        return self.now

    def wait(self, **time: int) -> None:
        self.now += dt.timedelta(**time)


@pytest.fixture(autouse=True)
def clock(monkeypatch: pytest.MonkeyPatch, settings: LazySettings) -> Clock:
    settings.PUBLIC_LIMIT = 0  # which is another limit
    clock = Clock()
    monkeypatch.setattr("django.utils.timezone.now", clock)
    return clock


def tried(name: str, password: str = "wrong", line: str = "203.0.113.7", page: str = "/sign-in") -> Any:
    return Client(REMOTE_ADDR=line).post(page, {"login": name, "password": password})


def test_one_line_has_ten_tries_whatever_the_names(stranger: User) -> None:
    answers = [tried(f"{number}@example.org").status_code for number in range(25)]
    assert answers == [200] * TRIES + [429] * (25 - TRIES)
    assert tried(EMAIL, PASSWORD).status_code == 429
    assert tried(EMAIL, PASSWORD, line="203.0.113.8").status_code == 302


def test_a_network_of_ipv6_is_one_line() -> None:
    answers = [tried(f"{n}@example.org", line=f"2001:db8::{n}").status_code for n in range(TRIES + 1)]
    assert answers[-1] == 429


@pytest.mark.parametrize("name", [EMAIL, "nobody@example.org"])
def test_one_name_has_ten_tries_whatever_the_lines_and_whether_or_not_it_is_known(
    stranger: User, name: str
) -> None:
    answers = [tried(name, line=f"203.0.113.{number}").status_code for number in range(12)]
    assert answers == [200] * TRIES + [429] * 2


def test_a_name_is_the_same_however_it_is_written(owner: User) -> None:
    spellings = ["0812345678", "081-234 5678", "+66812345678", "๐๘๑๒๓๔๕๖๗๘", " 0812345678 "]
    for number in range(TRIES):
        tried(spellings[number % 5], line=f"203.0.113.{number}")
    assert tried("0812345678", PASSWORD, line="203.0.113.99").status_code == 429


def test_the_page_says_when_keeps_the_name_and_forgets_the_password() -> None:
    for _ in range(TRIES):
        tried(EMAIL)
    answer = tried(EMAIL, "secret-words", page="/en/sign-in?next=/en/help")
    html = answer.content.decode()
    assert answer["Retry-After"] == "285"
    assert "Please try again at 09:05" in html
    assert f'value="{EMAIL}"' in html
    assert 'name="next" value="/en/help"' in html
    assert "secret-words" not in html
    assert "ลองใหม่ได้ตอน 09:05 น." in tried(EMAIL).content.decode()


def test_the_page_escapes_what_was_typed() -> None:
    for _ in range(TRIES):
        tried("x")
    assert "<script>x" not in tried("<script>x").content.decode()


def test_after_the_time_it_named_one_may_try_again(stranger: User, clock: Clock) -> None:
    for _ in range(TRIES):
        tried(EMAIL)
        clock.wait(seconds=10)
    wait = int(tried(EMAIL)["Retry-After"])
    assert 0 < wait <= MINUTES * 60
    clock.wait(seconds=wait - 1)
    assert tried(EMAIL, PASSWORD).status_code == 429
    clock.wait(seconds=1)
    assert tried(EMAIL, PASSWORD).status_code == 302


def test_a_try_that_must_wait_does_not_make_the_wait_longer(stranger: User, clock: Clock) -> None:
    for _ in range(TRIES):
        tried(EMAIL)
    for _ in range(MINUTES - 1):
        clock.wait(minutes=1)
        assert tried(EMAIL).status_code == 429
    clock.wait(minutes=1)
    assert tried(EMAIL, PASSWORD).status_code == 302


def test_a_right_password_is_not_counted(stranger: User) -> None:
    assert {tried(EMAIL, PASSWORD).status_code for _ in range(TRIES + 5)} == {302}


def test_a_name_that_must_wait_takes_no_tries_off_another_line(stranger: User) -> None:
    for number in range(TRIES):
        tried(EMAIL, line=f"203.0.113.{number}")
    for _ in range(TRIES):
        assert tried(EMAIL, line="198.51.100.1").status_code == 429
    assert tried("other@example.org", line="198.51.100.1").status_code == 200


def test_neither_name_nor_line_is_kept() -> None:
    tried(EMAIL)
    kept = " ".join(Spending.objects.values_list("caller", flat=True))
    assert len(kept.split()) == 2
    assert "stranger" not in kept
    assert "203.0.113.7" not in kept


def test_the_back_office_has_no_door_of_its_own(client: Client) -> None:
    answer = client.get("/admin/catalogue/family/", follow=True)
    assert answer.redirect_chain[-1] == ("/sign-in?next=/admin/catalogue/family/", 302)
    assert client.get("/en/admin/login/")["Location"] == "/en/sign-in?next=/en/admin/"
    assert client.post("/admin/login/", {"login": EMAIL, "password": "wrong"}).status_code == 405


def test_an_officer_comes_through_it_to_where_she_wanted(client: Client, officer: User) -> None:
    assert officer.email
    where = client.get("/admin/login/?next=/admin/search/")["Location"]
    answer = client.post(where, {"login": officer.email, "password": PASSWORD})
    assert answer["Location"] == "/admin/search/"
    assert client.get("/admin/login/", follow=True).redirect_chain[-1] == ("/admin/", 302)


def test_who_is_signed_in_and_may_not_enter_hears_so_and_is_sent_round_no_circle(
    client: Client, stranger: User
) -> None:
    client.force_login(stranger)
    assert client.get("/sign-in?next=/admin/", follow=True).status_code == 403


def test_nobody_is_led_away_from_our_pages(client: Client, officer: User) -> None:
    where = client.get("/admin/login/?next=https://evil.example/")["Location"]
    answer = client.post(where, {"login": officer.email or "", "password": PASSWORD})
    assert answer["Location"] == "/"
