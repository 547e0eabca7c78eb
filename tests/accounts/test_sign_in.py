"""Signing in by e-mail or phone, as people write them."""

import pytest
from django.test import Client
from hypothesis import given
from hypothesis import strategies as st

from itc.accounts.models import User
from itc.accounts.rules import phone_number, read_contact
from tests.conftest import PASSWORD


@pytest.mark.parametrize(
    "typed",
    [
        "+66812345678", "0812345678", "081-234 5678", "๐๘๑๒๓๔๕๖๗๘", " 081 234 5678 ", "081–234–5678",
        "+66 081 234 5678", "+66 (0)81 234 5678", "0066812345678", "66812345678",
        "\u202a081 234 5678\u202c", "081\u200b2345678\ufeff",
    ],
)  # fmt: skip
def test_a_phone_is_read_as_people_write_it(typed: str) -> None:
    assert phone_number(typed) == "+66812345678"


@pytest.mark.parametrize("typed", ["<a@b.co>", "a@b.co,c@d.co", "a b@c.co", "a@b", '"a"@b.co', "a@b.co;"])
def test_what_no_mail_can_be_sent_to_is_no_contact(typed: str) -> None:
    assert read_contact(typed) == ""


def test_other_countries_keep_their_numbers() -> None:
    assert [phone_number(each) for each in ("+856 20 5551 2345", "+6602")] == ["+8562055512345", "+6602"]


@given(st.text(max_size=40))
def test_any_text_is_read_as_some_phone(typed: str) -> None:
    assert isinstance(phone_number(typed), str)


@pytest.mark.parametrize("typed", ["0812345678", "+66 81 234 5678"])
def test_she_signs_in_by_phone(client: Client, owner: User, typed: str) -> None:
    answer = client.post("/sign-in", {"login": typed, "password": PASSWORD})
    assert answer.status_code == 302
    assert client.session["_auth_user_id"] == str(owner.pk)


def test_she_signs_in_by_email_in_any_case(client: Client, stranger: User) -> None:
    answer = client.post("/sign-in", {"login": "Stranger@Example.org", "password": PASSWORD})
    assert answer.status_code == 302


@pytest.mark.parametrize("typed", ["", "nobody@example.org", "\x00", "'; drop table", "0812345678"])
def test_a_wrong_password_or_name_is_answered_alike(client: Client, owner: User, typed: str) -> None:
    answer = client.post("/en/sign-in", {"login": typed, "password": "wrong"})
    assert answer.status_code == 200
    assert "_auth_user_id" not in client.session


def test_who_may_no_longer_sign_in_does_not(client: Client, owner: User) -> None:
    User.objects.filter(pk=owner.pk).update(is_active=False)
    client.post("/sign-in", {"login": "0812345678", "password": PASSWORD})
    assert "_auth_user_id" not in client.session


def test_a_stranger_does_not_enter_the_back_office(client: Client, stranger: User) -> None:
    client.force_login(stranger)
    answer = client.get("/admin/")
    assert answer.status_code == 302
