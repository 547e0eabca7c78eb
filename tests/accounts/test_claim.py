"""An account made by a centre is taken over by a code on paper: once, in time, by who holds it."""

import datetime as dt
import re
from typing import Any

import pytest
from django.test import Client
from django.utils import timezone
from hypothesis import given
from hypothesis import strategies as st

from itc.accounts.actions import enter_person, make_claim_code, use_claim_code
from itc.accounts.errors import (
    ClaimCodeOver,
    ClaimCodeUsed,
    ContactTaken,
    NotAnOfficer,
    SignsInHerself,
    WrongClaimCode,
)
from itc.accounts.limits import CLAIMS
from itc.accounts.models import ClaimCode, User
from itc.accounts.queries import confirmed, find_claim
from itc.accounts.rules import LETTERS, draw_claim_code, read_claim_code
from itc.audit.models import Event
from tests.accounts.people import EMAIL, PASSWORD, PHONE, confirm, sign_up, signed_in

pytestmark = pytest.mark.django_db
NOW = timezone.now()


@pytest.fixture
def walk_in(officer: User) -> User:
    """Somebody who came in, without e-mail and phone."""
    return enter_person(name="ยายมา", by=officer, now=NOW)


@pytest.fixture
def code(walk_in: User, officer: User) -> str:
    """The code on her paper."""
    return make_claim_code(person=walk_in, by=officer, now=NOW)


def take_over(browser: Client, code: str, contact: str = PHONE, password: str = PASSWORD) -> Any:
    """Type the code, then how one signs in from now on."""
    assert browser.post("/claim", {"code": code})["Location"] == "/claim/account"
    return browser.post("/claim/account", {"contact": contact, "password": password})


def test_a_code_is_of_sixty_bits_in_groups_and_without_letters_read_for_others() -> None:
    code = draw_claim_code()
    assert re.fullmatch(r"[A-Z2-9]{4}(-[A-Z2-9]{4}){2}", code)
    assert len(LETTERS) ** 12 == 2**60
    assert not set("01IO") & set(LETTERS)


@given(st.sampled_from(["", " ", "-", "–", " - "]), st.booleans())
def test_a_code_is_read_however_it_is_typed(between: str, small: bool) -> None:
    code = draw_claim_code()
    typed = code.replace("-", between)
    assert read_claim_code(typed.lower() if small else typed) == code


@given(st.text(max_size=40))
def test_any_text_is_read_as_some_code_or_none(typed: str) -> None:
    assert read_claim_code(typed) == "" or len(read_claim_code(typed)) == 14


def test_only_a_digest_is_kept_and_the_record_names_no_code(code: str) -> None:
    row = ClaimCode.objects.get()
    assert code not in str(row.__dict__)
    assert code.replace("-", "") not in str(row.__dict__)
    assert code not in str(list(Event.objects.values()))
    assert Event.objects.filter(verb="claim.made").exists()


@pytest.mark.parametrize("contact", [PHONE, EMAIL])
def test_she_takes_over_is_signed_in_and_confirms_how_she_is_reached(
    client: Client, walk_in: User, code: str, contact: str
) -> None:
    assert not confirmed(walk_in)
    assert "ยายมา" not in client.get("/claim").content.decode()
    client.post("/claim", {"code": code.lower().replace("-", " ")})
    assert "ยายมา" in client.get("/claim/account").content.decode()
    answer = client.post("/claim/account", {"contact": contact, "password": PASSWORD})
    assert answer["Location"] == ("/confirm/e-mail" if "@" in contact else "/confirm/phone")
    assert signed_in(client) == str(walk_in.pk)
    walk_in.refresh_from_db()
    assert not confirmed(walk_in)
    confirm(client, contact)
    walk_in.refresh_from_db()
    assert confirmed(walk_in)
    other = Client()
    other.post("/sign-in", {"login": contact, "password": PASSWORD})
    assert signed_in(other) == str(walk_in.pk)


def test_a_code_is_used_once(client: Client, code: str) -> None:
    take_over(client, code)
    html = Client().post("/en/claim", {"code": code}).content.decode()
    assert "This code was used already" in html


def test_of_two_who_hold_it_the_first_has_it(code: str) -> None:
    first, second = Client(), Client()
    for browser in (first, second):
        browser.post("/claim", {"code": code})
    first.post("/claim/account", {"contact": PHONE, "password": PASSWORD})
    answer = second.post("/claim/account", {"contact": EMAIL, "password": "another-word-99"})
    assert answer["Location"] == "/claim"
    assert signed_in(second) is None


def test_a_code_is_valid_for_thirty_days(code: str) -> None:
    assert find_claim(code, now=NOW + dt.timedelta(days=30, seconds=-1))
    with pytest.raises(ClaimCodeOver):
        find_claim(code, now=NOW + dt.timedelta(days=30))


def test_an_expired_code_says_what_to_do(client: Client, code: str) -> None:
    ClaimCode.objects.update(made_at=NOW - dt.timedelta(days=31))
    html = client.post("/en/claim", {"code": code}).content.decode()
    assert "Ask your centre to print a new one" in html
    assert f'value="{code}"' in html


def test_a_new_code_ends_the_old_one(code: str, walk_in: User, officer: User) -> None:
    other = make_claim_code(person=walk_in, by=officer, now=NOW)
    with pytest.raises(ClaimCodeOver):
        find_claim(code, now=NOW)
    assert find_claim(other, now=NOW).person == walk_in


def test_a_code_opened_and_then_ended_takes_nothing_over(
    client: Client, code: str, walk_in: User, officer: User
) -> None:
    client.post("/claim", {"code": code})
    make_claim_code(person=walk_in, by=officer, now=NOW)
    assert client.get("/claim/account")["Location"] == "/claim"


@pytest.mark.parametrize("typed", ["ABCD-EFGH-JKLM", "no code", "ก" * 40, "'; drop table"])
def test_a_wrong_code_is_refused_and_stays_typed(client: Client, code: str, typed: str) -> None:
    answer = client.post("/en/claim", {"code": typed})
    assert "No account waits for this code" in answer.content.decode()
    with pytest.raises(WrongClaimCode):
        find_claim(typed, now=NOW)


def test_codes_are_not_guessed_from_one_line(code: str) -> None:
    line = Client(REMOTE_ADDR="203.0.113.7")
    answers = [line.post("/claim", {"code": draw_claim_code()}).status_code for _ in range(CLAIMS + 2)]
    assert answers == [200] * CLAIMS + [429] * 2
    assert line.post("/claim", {"code": code}).status_code == 429
    assert Client(REMOTE_ADDR="203.0.113.8").post("/claim", {"code": code}).status_code == 302


def test_without_a_code_the_second_page_does_not_open(client: Client, code: str) -> None:
    assert client.get("/claim/account")["Location"] == "/claim"
    assert client.post("/claim/account", {"contact": PHONE, "password": PASSWORD})["Location"] == "/claim"


@pytest.mark.parametrize(
    ("contact", "password"), [("", PASSWORD), ("12", PASSWORD), (PHONE, "short"), (PHONE, "")]
)
def test_what_is_wrong_there_is_said_and_the_code_stays_good(
    client: Client, code: str, contact: str, password: str
) -> None:
    client.post("/claim", {"code": code})
    assert (
        "errorlist"
        in client.post("/claim/account", {"contact": contact, "password": password}).content.decode()
    )
    assert ClaimCode.objects.unused().exists()


def test_who_took_over_and_confirmed_nothing_gets_another_code(
    client: Client, walk_in: User, officer: User, code: str
) -> None:
    take_over(client, code)
    assert make_claim_code(person=walk_in, by=officer, now=NOW)


def test_who_signs_in_herself_gets_no_code_and_neither_does_staff(
    owner: User, officer: User, ministry: User
) -> None:
    User.objects.filter(pk=ministry.pk).update(email_confirmed_at=None)
    for person in (owner, User.objects.get(pk=ministry.pk)):
        with pytest.raises(SignsInHerself):
            make_claim_code(person=person, by=officer, now=NOW)


def test_only_staff_make_accounts_and_codes(walk_in: User, stranger: User) -> None:
    with pytest.raises(NotAnOfficer):
        make_claim_code(person=walk_in, by=stranger, now=NOW)
    with pytest.raises(NotAnOfficer):
        enter_person(name="x", by=stranger, now=NOW)
    assert not ClaimCode.objects.exists()


def test_the_phone_she_told_is_suggested_and_nobody_elses_is_taken(
    client: Client, officer: User, owner: User
) -> None:
    person = enter_person(name="ยายมี", phone=PHONE, by=officer, now=NOW)
    code = make_claim_code(person=person, by=officer, now=NOW)
    client.post("/claim", {"code": code})
    assert f'value="{PHONE}"' in client.get("/claim/account").content.decode()
    with pytest.raises(ContactTaken):
        enter_person(name="ยายมา", phone="+66812345678", by=officer, now=NOW)


def test_who_only_began_to_sign_up_does_not_keep_a_centre_from_making_her_account(
    client: Client, officer: User
) -> None:
    sign_up(client, PHONE)
    assert enter_person(name="ยายมี", phone=PHONE, by=officer, now=NOW).pending_since is None


def test_a_closed_account_is_not_taken_over(code: str, walk_in: User) -> None:
    User.objects.filter(pk=walk_in.pk).update(is_active=False)
    with pytest.raises(ClaimCodeOver):
        find_claim(code, now=NOW)


def test_using_it_twice_at_once_is_refused(code: str) -> None:
    claim = find_claim(code, now=NOW).pk
    use_claim_code(claim=claim, password=PASSWORD, now=NOW)
    with pytest.raises(ClaimCodeUsed):
        use_claim_code(claim=claim, password=PASSWORD, now=NOW)
    with pytest.raises(WrongClaimCode):
        use_claim_code(claim=0, password=PASSWORD, now=NOW)
