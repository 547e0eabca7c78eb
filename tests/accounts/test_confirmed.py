"""Who can be reached; and what no two processes count apart."""

import threading
from typing import Any

import pytest
from allauth.socialaccount.models import SocialAccount
from django.core.cache import cache
from django.db import IntegrityError, connection, transaction
from django.utils import timezone

from itc.accounts.actions import confirm_phone
from itc.accounts.errors import ContactTaken, TooManyTries
from itc.accounts.limits import TRIES, count_try
from itc.accounts.models import User
from itc.accounts.queries import confirmed
from tests.accounts.people import EMAIL, PHONE


@pytest.mark.django_db
def test_an_e_mail_or_phone_that_was_only_written_does_not_count() -> None:
    person = User.objects.create_user(name="น้อย", email=EMAIL, phone=PHONE)
    assert not confirmed(person)


@pytest.mark.django_db
@pytest.mark.parametrize("field", ["email_confirmed_at", "phone_confirmed_at"])
def test_one_that_was_confirmed_counts(field: str) -> None:
    assert confirmed(
        User.objects.create_user(name="น้อย", email=EMAIL, phone=PHONE, **{field: timezone.now()})
    )


@pytest.mark.django_db
@pytest.mark.parametrize("provider", ["line", "thaid"])
def test_line_and_thaid_count(provider: str) -> None:
    person = User.objects.create_user(name="น้อย", known_by=provider)
    SocialAccount.objects.create(user=person, provider=provider, uid="1")
    assert confirmed(person)


@pytest.mark.django_db
def test_somebody_is_reached_or_known_by_somebody() -> None:
    with pytest.raises(IntegrityError), transaction.atomic():
        User(name="น้อย").save()
    assert User.objects.create_user(name="น้อย", known_by="centre").email is None
    assert User.objects.create_user(name="น้อย", known_by="centre", email="").email is None


@pytest.mark.django_db
def test_a_phone_that_somebody_confirmed_is_nobody_elses(owner: User, stranger: User) -> None:
    with pytest.raises(ContactTaken):
        confirm_phone(person=stranger, phone="+66812345678", now=timezone.now())


def at_once(number: int, work: Any) -> list[bool]:
    """Return how each of many threads ended, each on a connection of its own."""
    ended: list[bool] = []
    gate = threading.Barrier(number)

    def run() -> None:
        try:
            gate.wait()
            ended.append(work())
        finally:
            connection.close()

    threads = [threading.Thread(target=run) for _ in range(number)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return ended


@pytest.mark.django_db(transaction=True)
def test_tries_are_counted_together_whoever_takes_them() -> None:
    now = timezone.now()

    def tried() -> bool:
        try:
            count_try(callers=["a" * 32], now=now)
        except TooManyTries:
            return False
        return True

    # who must wait is not counted, so that some of the next may follow
    let_through = [sum(at_once(24, tried)) for _ in range(3)]
    assert 0 < sum(let_through) <= TRIES


@pytest.mark.django_db(transaction=True)
def test_what_one_process_marks_as_used_is_used_for_all() -> None:
    assert sum(at_once(8, lambda: bool(cache.add("code-of-a-second-factor", 1)))) == 1
