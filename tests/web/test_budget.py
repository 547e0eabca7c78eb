"""Public endpoints have a budget a minute; nobody's address is kept."""

import datetime as dt
import re

import pytest
from django.conf import LazySettings
from django.contrib.auth.models import AnonymousUser
from django.test import RequestFactory

from itc.accounts.models import User
from itc.web.actions import spend
from itc.web.client import address_of, caller_of
from itc.web.errors import BudgetSpent
from itc.web.models import Spending

NOW = dt.datetime(2026, 12, 1, 2, 0, 15, tzinfo=dt.UTC)
pytestmark = pytest.mark.django_db


def test_within_the_budget_nothing_happens(settings: LazySettings) -> None:
    settings.PUBLIC_LIMIT = 10
    for _ in range(5):
        spend(caller="a", cost=2, now=NOW)


def test_past_the_budget_it_says_when_to_come_back(settings: LazySettings) -> None:
    settings.PUBLIC_LIMIT = 10
    spend(caller="a", cost=10, now=NOW)
    with pytest.raises(BudgetSpent) as refusal:
        spend(caller="a", cost=1, now=NOW)
    assert refusal.value.retry_after == 45


def test_another_caller_and_the_next_minute_have_their_own(settings: LazySettings) -> None:
    settings.PUBLIC_LIMIT = 10
    spend(caller="a", cost=10, now=NOW)
    spend(caller="b", cost=10, now=NOW)
    spend(caller="a", cost=10, now=NOW + dt.timedelta(minutes=1))


def test_zero_means_no_limit_and_no_rows(settings: LazySettings) -> None:
    settings.PUBLIC_LIMIT = 0
    spend(caller="a", cost=10**6, now=NOW)
    assert not Spending.objects.exists()


def test_old_minutes_are_forgotten(settings: LazySettings) -> None:
    settings.PUBLIC_LIMIT = 10
    spend(caller="a", cost=1, now=NOW)
    spend(caller="a", cost=1, now=NOW + dt.timedelta(minutes=30))
    assert Spending.objects.count() == 1


@pytest.mark.parametrize(
    ("proxies", "header", "address"),
    [
        (0, "", "10.0.0.9"),
        (0, "6.6.6.6", "10.0.0.9"),  # nobody in front: what a caller claims is not believed
        (1, "6.6.6.6, 1.2.3.4", "1.2.3.4"),
        (2, "6.6.6.6, 1.2.3.4", "6.6.6.6"),
        (3, "1.2.3.4", "1.2.3.4"),
    ],
)
def test_the_address_is_what_trusted_proxies_say(
    settings: LazySettings, rf: RequestFactory, proxies: int, header: str, address: str
) -> None:
    settings.PROXIES = proxies
    assert address_of(rf.get("/", REMOTE_ADDR="10.0.0.9", headers={"X-Forwarded-For": header})) == address


@pytest.mark.parametrize(
    ("written", "counted"),
    [
        ("203.0.113.7:51000", "203.0.113.7"),
        ("2001:db8:1:2:aaaa::1", "2001:db8:1:2::/64"),
        ("2001:DB8:1:2:ffff:ffff:ffff:ffff", "2001:db8:1:2::/64"),
        ("[2001:db8:1:2::9]:443", "2001:db8:1:2::/64"),
        ("[2001:db8:1:2::9]", "2001:db8:1:2::/64"),
        ("2001:db8:1:3::1", "2001:db8:1:3::/64"),
        ("fe80::1%eth0", "fe80::/64"),
        ("::ffff:203.0.113.7", "203.0.113.7"),
        ("unknown", "unknown"),
        ("1.2.3:4", "1.2.3:4"),
    ],
)
@pytest.mark.parametrize("proxies", [0, 1])
def test_a_line_is_counted_once_whatever_its_port_and_its_last_64_bits(
    settings: LazySettings, rf: RequestFactory, proxies: int, written: str, counted: str
) -> None:
    settings.PROXIES = proxies
    remote, header = ("10.0.0.9", written) if proxies else (written, "")
    assert address_of(rf.get("/", REMOTE_ADDR=remote, headers={"X-Forwarded-For": header})) == counted


def test_the_caller_cannot_be_read_back(rf: RequestFactory, stranger: User) -> None:
    request = rf.get("/", REMOTE_ADDR="203.0.113.7")
    request.user = AnonymousUser()
    anonymous = caller_of(request)
    request.user = stranger
    assert re.fullmatch("[0-9a-f]{32}", anonymous)  # a digest; its letters may be anything, "203" too
    assert caller_of(request) != anonymous
