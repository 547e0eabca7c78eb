"""A forgotten password: a code by mail or SMS, then a new one; strangers learn nothing and get nowhere."""

import pytest
from django.core import mail
from django.test import Client

from itc.accounts.models import User
from itc.accounts.queries import confirmed
from tests.accounts.people import EMAIL, code_to, sign_up, signed_in, text_to
from tests.conftest import PASSWORD

pytestmark = pytest.mark.django_db
NEW = "ข้าวเหนียวมะม่วง-1"
KNOWN = pytest.mark.parametrize("contact", ["stranger@example.org", "+66812345678"])


@KNOWN
def test_she_types_the_code_and_chooses_another(
    client: Client, stranger: User, owner: User, contact: str
) -> None:
    assert client.post("/forgotten", {"email": contact})["Location"] == "/forgotten/code"
    assert client.get("/forgotten/password")["Location"] == "/forgotten/code"
    assert client.post("/forgotten/code", {"code": code_to(contact)})["Location"] == "/forgotten/password"
    assert client.post("/forgotten/password", {"password1": "short"}).status_code == 200
    client.post("/forgotten/password", {"password1": NEW})
    assert signed_in(client)
    other = Client()
    other.post("/sign-in", {"login": contact, "password": PASSWORD})
    assert signed_in(other) is None
    other.post("/sign-in", {"login": contact, "password": NEW})
    assert signed_in(other)


@KNOWN
def test_who_reads_the_code_has_confirmed_where_it_went(
    client: Client, stranger: User, owner: User, contact: str
) -> None:
    User.objects.update(email_confirmed_at=None, phone_confirmed_at=None)
    client.post("/forgotten", {"email": contact})
    client.post("/forgotten/code", {"code": code_to(contact)})
    field = "email" if "@" in contact else "phone"
    assert confirmed(User.objects.get(**{field: contact}))


@pytest.mark.parametrize("contact", [EMAIL, "+66898765432"])
def test_an_unknown_contact_is_answered_alike_and_told_by_message(client: Client, contact: str) -> None:
    answer = client.post("/en/forgotten", {"email": contact})
    assert answer["Location"] == "/en/forgotten/code"
    assert "no account" in text_to(contact)
    assert client.post("/en/forgotten/code", {"code": "123456"}).status_code == 200
    assert client.get("/en/forgotten/password")["Location"] == "/en/forgotten/code"


def test_three_wrong_codes_end_it(client: Client, owner: User) -> None:
    client.post("/forgotten", {"email": "0812345678"})
    code = code_to("+66812345678")
    for _ in range(3):
        client.post("/forgotten/code", {"code": "000000" if code != "000000" else "111111"})
    client.post("/forgotten/code", {"code": code})
    client.post("/forgotten/password", {"password1": NEW})
    owner.refresh_from_db()
    assert owner.check_password(PASSWORD)


def test_codes_to_one_contact_are_limited(client: Client, stranger: User) -> None:
    for _ in range(9):
        Client().post("/forgotten", {"email": "stranger@example.org"})
    assert len(mail.outbox) == 5


def test_a_closed_account_and_one_that_only_began_get_no_code(client: Client, owner: User) -> None:
    User.objects.filter(pk=owner.pk).update(is_active=False)
    client.post("/forgotten", {"email": "0812345678"})
    assert "no account" in text_to("+66812345678") or "ยังไม่มีบัญชี" in text_to("+66812345678")
    sign_up(Client(), EMAIL)
    client.post("/forgotten", {"email": EMAIL})
    assert "code" not in mail.outbox[-1].subject.lower()


def test_a_second_factor_is_asked_for_after_it_as_well(client: Client, stranger: User, app: str) -> None:
    client.post("/forgotten", {"email": "stranger@example.org"})
    client.post("/forgotten/code", {"code": code_to("stranger@example.org")})
    assert (
        client.post("/forgotten/password", {"password1": NEW})["Location"]
        == "/me/second-factor/authenticate/"
    )
    assert signed_in(client) is None
