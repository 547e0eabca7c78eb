"""Signing up once more: a number mistyped, another browser; and what is said in the end."""

import re

import pytest
from django.test import Client

from tests.accounts.people import EMAIL, PASSWORD, PHONE, code_to, confirm, sign_up, signed_in

pytestmark = pytest.mark.django_db
BOTH = pytest.mark.parametrize("contact", [EMAIL, PHONE])


def test_who_mistyped_her_phone_starts_again_and_still_goes_on_to_where_she_was(client: Client) -> None:
    client.post("/sign-up", {"name": "น้อย", "contact": PHONE, "password1": PASSWORD, "next": "/plans/a?b=1"})
    html = client.get("/confirm/phone").content.decode()
    again = re.search(r'name="next" value="(/sign-up[^"]*)"', html)
    assert again
    answer = client.post("/sign-out", {"next": again[1]}, follow=True)
    assert 'name="next" value="/plans/a?b=1"' in answer.content.decode()


def test_a_phone_that_is_confirmed_is_said_as_people_write_it(client: Client) -> None:
    sign_up(client, PHONE, page="/en")
    assert "089 876 5432." in client.get(confirm(client, PHONE, "/en")["Location"]).content.decode()


@BOTH
def test_who_signs_up_in_two_browsers_goes_on_in_the_later_one(client: Client, contact: str) -> None:
    earlier = Client()
    sign_up(earlier, contact)
    old = code_to(contact)
    sign_up(client, contact)
    where = "/en/confirm/e-mail" if "@" in contact else "/en/confirm/phone"
    answer = earlier.post(where, {"code": old})
    assert "start again here" in answer.content.decode()
    assert signed_in(earlier) is None
    confirm(client, contact)
    assert signed_in(client)
