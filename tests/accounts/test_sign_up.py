"""Signing up by e-mail or phone: a code comes before anybody is signed in, and nobody learns who is here."""

import datetime as dt
import re
from typing import Any

import pytest
from django.conf import LazySettings
from django.core import mail
from django.test import Client
from django.utils import timezone

from itc.accounts.actions import forget_pending
from itc.accounts.limits import CODES_A_DAY, CODES_OF_A_CONTACT, CODES_OF_A_LINE
from itc.accounts.models import User
from itc.accounts.queries import confirmed
from itc.lib.thai import date_text
from tests.accounts.people import EMAIL, PASSWORD, PHONE, code_to, confirm, sign_up, signed_in, text_to
from tests.conftest import PASSWORD as OLD_PASSWORD

pytestmark = pytest.mark.django_db
BOTH = pytest.mark.parametrize("contact", [EMAIL, PHONE])


@BOTH
def test_she_signs_up_types_the_code_and_is_signed_in(client: Client, contact: str) -> None:
    answer = sign_up(client, contact)
    assert answer.status_code == 302
    assert signed_in(client) is None

    answer = confirm(client, contact)
    person = User.objects.get(name="น้อย")
    assert answer["Location"] == "/"
    assert signed_in(client) == str(person.pk)
    assert contact in {person.email, person.phone}
    assert person.pending_since is None
    assert confirmed(person)
    since = person.email_confirmed_at or person.phone_confirmed_at
    assert since
    assert timezone.now() - since < dt.timedelta(minutes=1)
    assert person.check_password(PASSWORD)


@pytest.mark.parametrize("typed", ["0898765432", "089-876 5432", "๐๘๙๘๗๖๕๔๓๒", "+66 89 876 5432"])
def test_a_phone_is_taken_as_people_write_it_and_the_code_in_thai_digits(client: Client, typed: str) -> None:
    sign_up(client, typed)
    thai = code_to(PHONE).translate(str.maketrans("0123456789", "๐๑๒๓๔๕๖๗๘๙"))
    client.post("/confirm/phone", {"code": f" {thai[:3]} {thai[3:]} "})
    assert User.objects.get(phone=PHONE).phone_confirmed_at


def test_after_it_she_goes_on_to_where_she_was(client: Client) -> None:
    client.post("/sign-up", {"name": "น้อย", "contact": EMAIL, "password1": PASSWORD, "next": "/help"})
    assert confirm(client, EMAIL)["Location"] == "/help"


def test_nobody_is_led_away_from_our_pages_by_signing_up(client: Client) -> None:
    away = {"name": "น้อย", "contact": EMAIL, "password1": PASSWORD, "next": "https://evil.example/"}
    client.post("/sign-up", away)
    assert confirm(client, EMAIL)["Location"] == "/"


def test_her_language_is_that_of_the_page_she_signed_up_on(client: Client) -> None:
    sign_up(client, PHONE, page="/en")
    assert "your code is" in text_to(PHONE)
    assert confirm(client, PHONE, page="/en")["Location"] == "/en/"
    assert User.objects.get(phone=PHONE).language == "en"


@pytest.mark.parametrize(
    ("contact", "name", "password"),
    [("", "น้อย", PASSWORD), (EMAIL, "", PASSWORD), (EMAIL, "น้อย", "short"), ("12", "น้อย", PASSWORD),
     ("a@b", "น้อย", PASSWORD), ("noi\x00@example.org", "น้อย", PASSWORD), (EMAIL, "น้อย", "password1234")],
)  # fmt: skip
def test_what_is_missing_or_wrong_is_said_and_what_was_typed_stays(
    client: Client, contact: str, name: str, password: str
) -> None:
    answer = sign_up(client, contact, name=name, password=password)
    html = answer.content.decode()
    assert answer.status_code == 200
    assert "errorlist" in html
    assert not name or f'value="{name}"' in html
    assert not User.objects.exists()


def test_the_page_says_that_an_account_is_a_persons(client: Client) -> None:
    assert "An account is a person’s" in client.get("/en/sign-up").content.decode()


@BOTH
def test_a_wrong_code_signs_nobody_in_and_the_third_one_ends_it(client: Client, contact: str) -> None:
    sign_up(client, contact)
    where = "/en/confirm/e-mail" if "@" in contact else "/en/confirm/phone"
    right = code_to(contact)
    wrong = "000000" if right != "000000" else "111111"
    assert "This code is not right" in client.post(where, {"code": wrong}).content.decode()
    client.post(where, {"code": wrong})
    client.post(where, {"code": wrong})
    client.post(where, {"code": right})
    assert signed_in(client) is None
    assert not confirmed(User.objects.get(name="น้อย"))


def test_the_code_is_of_six_digits_and_over_after_15_minutes(
    client: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    sign_up(client, PHONE)
    later = timezone.now().timestamp() + 15 * 60 + 1
    monkeypatch.setattr("time.time", lambda: later)
    confirm(client, PHONE)
    assert signed_in(client) is None


def test_a_new_code_takes_the_place_of_the_old_one(client: Client) -> None:
    sign_up(client, PHONE)
    first = code_to(PHONE)
    client.post("/confirm/phone", {"action": "resend"})
    second = code_to(PHONE)
    client.post("/confirm/phone", {"code": first})
    assert first == second or signed_in(client) is None
    client.post("/confirm/phone", {"code": second})
    assert signed_in(client)


def test_a_new_code_can_be_asked_for_twice(client: Client) -> None:
    sign_up(client, EMAIL)
    for _ in range(4):
        client.post("/confirm/e-mail", {"action": "resend"})
    assert len(mail.outbox) == 3
    assert 'value="resend"' not in client.get("/confirm/e-mail").content.decode()


def test_without_the_code_the_password_opens_nothing(client: Client) -> None:
    sign_up(client, PHONE)
    other = Client()
    answer = other.post("/sign-in", {"login": PHONE, "password": PASSWORD})
    assert answer["Location"] == "/confirm/phone"
    assert signed_in(other) is None
    confirm(other, PHONE)
    assert signed_in(other)


@BOTH
def test_who_never_confirmed_gives_way_to_who_reads_the_messages(client: Client, contact: str) -> None:
    thief = Client()
    sign_up(thief, contact, name="ขโมย")
    sign_up(client, contact)
    confirm(client, contact)
    assert signed_in(client)
    assert list(User.objects.values_list("name", flat=True)) == ["น้อย"]
    thief.post("/confirm/phone", {"code": code_to(contact)})
    assert signed_in(thief) is None


def test_a_form_sent_twice_makes_one_account(client: Client) -> None:
    sign_up(client, PHONE)
    sign_up(client, PHONE)
    confirm(client, PHONE)
    assert User.objects.count() == 1
    assert signed_in(client)


def seen(answer: Any) -> tuple[int, str, str]:
    """What a browser can tell: status, where to, and the page without what differs each time."""
    html = re.sub(r'value="[^"]{20,}"|<aside.*?</aside>', "", answer.content.decode(), flags=re.DOTALL)
    return answer.status_code, answer.headers.get("Location", ""), html


@pytest.mark.parametrize(("known", "new"), [("stranger@example.org", EMAIL), ("0812345678", "0898765432")])
def test_that_a_contact_has_an_account_is_told_to_its_owner_only(
    client: Client, stranger: User, owner: User, known: str, new: str
) -> None:
    other = Client()
    User.objects.update(language="en")
    answers = [sign_up(client, known, page="/en"), sign_up(other, new, page="/en")]
    assert seen(answers[0]) == seen(answers[1])
    where = answers[0]["Location"]
    pages = [seen(client.get(where)), seen(other.get(where))]
    shown = [re.sub(r"081 234 5678|089 876 5432|[a-z]+@example.org", "", page[2]) for page in pages]
    assert shown[0] == shown[1]
    contact = known if "@" in known else "+66812345678"
    assert "account already" in text_to(contact)
    assert not re.search(r"\b\d{6}\b", text_to(contact))
    assert "This code is not right" in client.post(where, {"code": "123456"}).content.decode()
    assert signed_in(client) is None
    assert User.objects.get(pk=owner.pk).check_password(OLD_PASSWORD)


def test_signing_up_with_a_known_contact_takes_as_long(
    client: Client, stranger: User, monkeypatch: pytest.MonkeyPatch
) -> None:
    made = []
    monkeypatch.setattr(User, "set_password", lambda _self, password: made.append(password))
    sign_up(client, "stranger@example.org")
    assert made == [PASSWORD]


def test_a_morning_of_visitors_signs_up_on_one_line(client: Client) -> None:
    for number in range(20):
        visitor = Client(REMOTE_ADDR="203.0.113.7")
        assert sign_up(visitor, f"08987654{number:02}")["Location"] == "/confirm/phone"
        confirm(visitor, f"+668987654{number:02}")
        assert signed_in(visitor)


def test_the_same_number_again_and_again_is_no_error_and_is_told_when_to_come_back(client: Client) -> None:
    for _ in range(CODES_OF_A_CONTACT + 1):
        answer = sign_up(Client(), PHONE)
        assert answer.status_code == 302
    browser = Client()
    html = browser.get(sign_up(browser, PHONE, page="/en")["Location"]).content.decode()
    assert re.search(r"Please ask for one again at \d\d:\d\d", html)


def test_a_contact_gets_twenty_codes_a_day_however_slowly_they_are_asked_for(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    start = timezone.now().replace(hour=2, minute=0)
    for number in range(25):
        monkeypatch.setattr(
            "django.utils.timezone.now", lambda number=number: start + dt.timedelta(minutes=11 * number)
        )
        browser = Client()
        where = sign_up(browser, EMAIL, page="/en")["Location"]
    assert len(mail.outbox) == CODES_A_DAY
    day = date_text(start.date() + dt.timedelta(days=1), language="en")
    assert f"again at {day} 09:0" in browser.get(where).content.decode()
    monkeypatch.setattr("django.utils.timezone.now", lambda: start + dt.timedelta(days=1, minutes=1))
    sign_up(Client(), EMAIL)
    assert len(mail.outbox) == CODES_A_DAY + 1


def test_a_line_cannot_send_messages_without_end(client: Client) -> None:
    for number in range(CODES_OF_A_LINE + 5):
        sign_up(Client(REMOTE_ADDR="203.0.113.7"), f"{number}@example.org")
    assert len(mail.outbox) == CODES_OF_A_LINE
    sign_up(Client(REMOTE_ADDR="203.0.113.8"), EMAIL)
    assert len(mail.outbox) == CODES_OF_A_LINE + 1


def test_where_the_message_cannot_be_sent_she_reads_so_and_may_ask_again(
    client: Client, settings: LazySettings
) -> None:
    settings.KEEP_MESSAGES = False
    where = sign_up(client, PHONE, page="/en")["Location"]
    html = client.get(where).content.decode()
    assert "cannot send this kind of message yet" in html
    assert "Demo" not in html
    settings.KEEP_MESSAGES = True
    client.post(where, {"action": "resend"})
    confirm(client, PHONE)
    assert signed_in(client)


def test_the_demo_shows_what_would_have_been_sent_to_who_asked_and_to_nobody_else(client: Client) -> None:
    sign_up(client, PHONE, page="/en")
    html = client.get("/en/confirm/phone").content.decode()
    assert "Demo: nothing was sent" in html
    assert code_to(PHONE) in html
    assert code_to(PHONE) not in Client().get("/en/confirm/phone", follow=True).content.decode()


@pytest.mark.parametrize(("name", "value"), [("SMS_URL", "https://sms.example"), ("KEEP_MESSAGES", False)])
def test_with_a_gateway_or_in_public_no_code_stands_on_a_page(
    client: Client, settings: LazySettings, name: str, value: object
) -> None:
    sign_up(client, PHONE, page="/en")
    setattr(settings, name, value)
    html = client.get("/en/confirm/phone").content.decode()
    assert "Demo" not in html
    assert code_to(PHONE) not in html


def test_who_began_and_never_confirmed_is_forgotten_after_a_day(client: Client, stranger: User) -> None:
    sign_up(client, PHONE)
    now = timezone.now()
    assert forget_pending(now=now + dt.timedelta(hours=23)) == 0
    assert forget_pending(now=now + dt.timedelta(hours=25)) == 1
    assert list(User.objects.all()) == [stranger]
