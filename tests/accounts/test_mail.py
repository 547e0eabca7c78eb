"""Mail goes where it is set, in the language of who reads it, or is said not to have gone."""

import datetime as dt
from typing import Any

import pytest
from django.conf import LazySettings
from django.core import mail
from django.core.exceptions import ImproperlyConfigured
from django.core.mail import send_mail
from django.test import Client
from django.utils import timezone

from itc.accounts.actions import keep_message
from itc.accounts.errors import NobodyCarries
from itc.accounts.models import KeptMessage, User
from itc.accounts.queries import kept_message
from itc.config import env
from tests.accounts.people import EMAIL, sign_up
from tests.conftest import PASSWORD

pytestmark = pytest.mark.django_db
KEEPING = "itc.accounts.mail.KeepingBackend"


def test_where_nobody_carries_mail_it_is_kept_for_the_page(client: Client, settings: LazySettings) -> None:
    settings.EMAIL_BACKEND = KEEPING
    sign_up(client, EMAIL, page="/en")
    html = client.get("/en/confirm/e-mail").content.decode()
    assert "Demo: nothing was sent" in html
    assert EMAIL not in KeptMessage.objects.get().to


def test_in_public_it_is_refused(settings: LazySettings) -> None:
    settings.EMAIL_BACKEND, settings.KEEP_MESSAGES = KEEPING, False
    with pytest.raises(NobodyCarries):
        send_mail("a", "b", None, [EMAIL])


@pytest.mark.parametrize("error", [OSError("no route"), TimeoutError()])
def test_a_mail_server_that_fails_is_said_on_the_page(
    client: Client, monkeypatch: pytest.MonkeyPatch, error: Exception
) -> None:
    def fail(*_args: Any) -> int:
        raise error

    monkeypatch.setattr("django.core.mail.backends.locmem.EmailBackend.send_messages", fail)
    sign_up(client, EMAIL, page="/en")
    assert "We could not send the message just now" in client.get("/en/confirm/e-mail").content.decode()


def test_a_mail_is_in_the_language_of_who_reads_it(client: Client, stranger: User) -> None:
    User.objects.filter(pk=stranger.pk).update(language="en")
    client.post("/forgotten", {"email": "stranger@example.org"})
    assert mail.outbox[0].subject == "OpenITC: Your code"
    assert "Your code is" in mail.outbox[0].body


def test_a_changed_password_is_told_without_an_address_of_the_network(client: Client, stranger: User) -> None:
    client.force_login(stranger)
    User.objects.filter(pk=stranger.pk).update(language="en")
    client.post("/me/password", {"oldpassword": PASSWORD, "password1": "ข้าวเหนียวมะม่วง-1"})
    assert "Something was changed in your account" in mail.outbox[0].body
    assert "127.0.0.1" not in mail.outbox[0].body


def test_a_kept_message_is_over_after_15_minutes() -> None:
    now = timezone.now()
    keep_message(to="a" * 32, text="old", now=now - dt.timedelta(minutes=15))
    assert kept_message("a" * 32, now=now) == ""
    keep_message(to="b" * 32, text="new", now=now)
    assert KeptMessage.objects.count() == 1


def test_a_mail_server_is_one_address(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("X", "smtp://noi:p%40ss@mail.example:2525")
    assert env.smtp("X") == env.Smtp("mail.example", 2525, "noi", "p@ss", False)
    monkeypatch.setenv("X", "smtps://mail.example")
    assert env.smtp("X") == env.Smtp("mail.example", 465, "", "", True)
    monkeypatch.delenv("X")
    assert env.smtp("X") is None


@pytest.mark.parametrize("value", ["mail.example", "http://mail.example", "smtp://"])
def test_what_is_no_mail_server_stops_the_start(monkeypatch: pytest.MonkeyPatch, value: str) -> None:
    monkeypatch.setenv("X", value)
    with pytest.raises(ImproperlyConfigured, match="smtp://"):
        env.smtp("X")
