"""The private calendar link of a person: made once, read without sign-in, ended at once."""

import datetime as dt
import re

import pytest
from django.db import IntegrityError, transaction
from django.test import Client
from pytest_django import DjangoAssertNumQueries

from itc.accounts.models import User
from itc.audit.models import Event
from itc.cases.actions.ending import close_case
from itc.cases.actions.feeds import READS, end_feed, make_feed, read_feed
from itc.cases.errors import FeedChanged, ReadTooOften, UnknownFeed
from itc.cases.models import Case, Closure, Feed, Step
from itc.cases.models.feeds import hashed, new_secret
from itc.firms.actions import ask_to_join, end_membership, let_in
from itc.firms.models import Firm
from itc.network.models import Post
from itc.resources.models import Resource
from itc.web.models import Spending
from tests.cases import world
from tests.cases.ics import events
from tests.cases.world import DAY, HOUR, NOW

SITE = "https://itc.example"


@pytest.fixture(autouse=True)
def _clock(monkeypatch: pytest.MonkeyPatch) -> None:
    """Pages are opened when the case is: feeds leave out what is long past."""
    monkeypatch.setattr("django.utils.timezone.now", lambda: NOW)


def made(person: User, now: dt.datetime = NOW) -> str:
    return make_feed(by=person, replaces=None, now=now)


def shown(secret: str, now: dt.datetime = NOW) -> set[str]:
    """The codes of the cases that a feed shows."""
    _, dates = read_feed(secret=secret, site=SITE, now=now)
    return {event.raw("URL").rsplit("/", 1)[1] for event in events(dates.written()).values()}


def test_the_secret_is_long_and_only_its_digest_is_kept(owner: User) -> None:
    secret = made(owner)
    assert len(secret) * 6 >= 128
    assert secret != new_secret()
    feed = Feed.objects.get()
    assert feed.digest == hashed(secret)
    kept = [*Feed.objects.values_list(), *Event.objects.values_list()]
    assert secret not in repr(kept)
    assert [event.verb for event in Event.objects.filter(on_kind="cases.feed")] == ["feed.made"]


def test_the_owner_and_the_lead_officer_have_the_case_in_theirs(
    case: Case, owner: User, officer: User
) -> None:
    assert shown(made(owner)) == shown(made(officer)) == {case.code}


@pytest.mark.parametrize("who", ["stranger", "ministry"])
def test_others_have_nothing_in_theirs(case: Case, who: str, request: pytest.FixtureRequest) -> None:
    assert shown(made(request.getfixturevalue(who))) == set()


def test_once_she_leaves_the_firm_it_is_gone(case: Case, firm: Firm, owner: User, stranger: User) -> None:
    firm.tax_number = "0105535099511"
    firm.save()
    secret = made(stranger)
    asked = ask_to_join(number="0105535099511", by=stranger, now=NOW)
    assert shown(secret) == set()
    let_in(membership=asked.pk, by=owner, now=NOW)
    assert shown(secret) == {case.code}
    end_membership(membership=asked.pk, by=owner, now=NOW)
    assert shown(secret) == set()


def test_gone_within_the_second_it_is_so_for_a_calendar_that_asks_by_the_clock_too(
    client: Client, case: Case, officer: User
) -> None:
    """HTTP names moments by whole seconds: what changed within one must not be taken for the same."""
    address = f"/calendar/{made(officer)}.ics"
    before = client.get(address)
    assert case.code in before.content.decode()
    Post.objects.filter(person=officer).update(valid_to=NOW.date() - DAY)
    after = client.get(address, headers={"if-modified-since": before["Last-Modified"]})
    assert (after.status_code, case.code in after.content.decode()) == (200, False)


def test_once_the_post_ends_it_is_gone(case: Case, officer: User) -> None:
    secret = made(officer)
    Post.objects.filter(person=officer).update(valid_to=NOW.date() - DAY)
    assert shown(secret) == set()


def test_an_ended_case_is_shown_as_cancelled_for_a_while(case: Case, owner: User) -> None:
    secret = made(owner)
    close_case(case=case, why=Closure.Why.WITHDRAWN, by=owner, now=NOW)
    _, dates = read_feed(secret=secret, site=SITE, now=NOW + DAY)
    assert {entry.state for entry in dates.entries} == {"CANCELLED"}
    assert shown(secret, NOW + 31 * DAY) == set()


def test_what_is_long_past_is_left_out(case: Case, owner: User) -> None:
    secret = made(owner)
    first = case.steps.get(seq=2)
    assert len(read_feed(secret=secret, site=SITE, now=first.ends_at + 90 * DAY)[1].entries) == 2
    assert len(read_feed(secret=secret, site=SITE, now=first.ends_at + 90 * DAY + HOUR)[1].entries) == 1


def test_it_speaks_her_language_whatever_the_address(client: Client, case: Case, owner: User) -> None:
    owner.language = "en"
    owner.save()
    secret = made(owner)
    for before in ("", "/en"):
        body = client.get(f"{before}/calendar/{secret}.ics").content.decode()
        assert "(forecast)" in body
        assert f"/en/cases/{case.code}" in body


def test_no_other_than_the_live_secret_opens_anything(client: Client, case: Case, owner: User) -> None:
    old = made(owner)
    feed = Feed.objects.get()
    new = make_feed(by=owner, replaces=feed.pk, now=NOW + HOUR)
    assert client.get(f"/calendar/{new}.ics").status_code == 200
    for wrong in (old, new[:-1], new.swapcase(), hashed(new), "x", "ลำไย"):
        answer = client.get(f"/calendar/{wrong}.ics")
        assert answer.status_code == 404
        assert case.code not in answer.content.decode()
    end_feed(feed=Feed.objects.get(ended_at=None).pk, by=owner, now=NOW + 2 * HOUR)
    assert client.get(f"/calendar/{new}.ics").status_code == 404


def test_who_may_not_sign_in_any_more_has_no_feed(owner: User) -> None:
    secret = made(owner)
    User.objects.filter(pk=owner.pk).update(is_active=False)
    with pytest.raises(UnknownFeed):
        read_feed(secret=secret, site=SITE, now=NOW)


def test_a_second_press_does_not_end_what_the_first_made(owner: User) -> None:
    secret = made(owner)
    with pytest.raises(FeedChanged):
        made(owner)
    first = Feed.objects.get()
    newer = make_feed(by=owner, replaces=first.pk, now=NOW)
    with pytest.raises(FeedChanged):
        make_feed(by=owner, replaces=first.pk, now=NOW)
    assert shown(newer) == set()
    with pytest.raises(UnknownFeed):
        shown(secret)


def test_nobody_ends_or_replaces_that_of_another(owner: User, stranger: User) -> None:
    secret = made(owner)
    feed = Feed.objects.get().pk
    with pytest.raises(FeedChanged):
        end_feed(feed=feed, by=stranger, now=NOW)
    with pytest.raises(FeedChanged):
        make_feed(by=stranger, replaces=feed, now=NOW)
    assert shown(secret) == set()
    assert Feed.objects.count() == 1


def test_the_database_takes_one_live_feed_a_person(owner: User) -> None:
    made(owner)
    with pytest.raises(IntegrityError), transaction.atomic():
        Feed.objects.create(person=owner, digest="x", made_at=NOW)


def test_only_the_day_it_was_read_is_noted(owner: User) -> None:
    secret = made(owner)
    assert Feed.objects.get().used_on is None
    for hour in (1, 2, 20):
        shown(secret, NOW + hour * HOUR)
    assert Feed.objects.get().used_on == dt.date(2026, 12, 2)  # 05:00 in Bangkok


def test_it_is_read_so_often_and_not_more(client: Client, owner: User, stranger: User) -> None:
    secret, other = made(owner), made(stranger)
    for _ in range(READS):
        shown(secret)
    with pytest.raises(ReadTooOften) as refused:
        shown(secret)
    assert 0 < refused.value.retry_after <= 600
    shown(other)
    shown(secret, NOW + dt.timedelta(minutes=10))
    assert secret not in repr(list(Spending.objects.values_list()))


def test_too_often_is_a_429_that_says_when(client: Client, owner: User) -> None:
    secret = made(owner)
    for _ in range(READS):
        assert client.get(f"/calendar/{secret}.ics").status_code == 200
    answer = client.get(f"/calendar/{secret}.ics")
    assert answer.status_code == 429
    assert int(answer["Retry-After"]) > 0


@pytest.mark.parametrize("coding", ["", "gzip"])
def test_nothing_new_is_a_304(client: Client, case: Case, owner: User, coding: str) -> None:
    address = f"/calendar/{made(owner)}.ics"
    client.defaults["HTTP_ACCEPT_ENCODING"] = coding
    first = client.get(address)
    assert first.status_code == 200
    for headers in ({"if-none-match": first["ETag"]}, {"if-modified-since": first["Last-Modified"]}):
        again = client.get(address, headers=headers)
        assert (again.status_code, again.content) == (304, b"")
        assert again["ETag"].removeprefix("W/") == first["ETag"].removeprefix("W/")
    Step.objects.filter(seq=2).update(cost_thb=700)
    assert client.get(address, headers={"if-none-match": first["ETag"]}).status_code == 200


def test_losing_sight_of_a_case_is_something_new(case: Case, owner: User, officer: User) -> None:
    """By the newest step alone a calendar that asks by date would keep what she may not see any more."""
    secret = made(officer)
    before, _ = read_feed(secret=secret, site=SITE, now=NOW)
    Post.objects.filter(person=officer).update(valid_to=NOW.date() - DAY)
    after, _ = read_feed(secret=secret, site=SITE, now=NOW + HOUR)
    assert (before.shown_since, after.shown_since) == (NOW, NOW + HOUR)
    later, _ = read_feed(secret=secret, site=SITE, now=NOW + 2 * HOUR)
    assert later.shown_since == NOW + HOUR


def test_neither_searchers_nor_referrers_nor_caches_between_learn_of_it(client: Client, owner: User) -> None:
    answer = client.get(f"/calendar/{made(owner)}.ics")
    assert answer["X-Robots-Tag"] == "noindex"
    assert answer["Referrer-Policy"] == "no-referrer"
    assert answer["Cache-Control"] == "private, no-cache"
    assert answer["Content-Type"] == "text/calendar; charset=utf-8"
    assert not answer.cookies


def test_the_page_makes_shows_once_replaces_and_ends(client: Client, case: Case, owner: User) -> None:
    client.force_login(owner)
    assert "/calendar/make" in client.get("/calendar").content.decode()
    answer = client.post("/calendar/make")
    html = answer.content.decode()
    (secret,) = set(re.findall(r"http://testserver/calendar/([\w-]{32})\.ics", html))
    assert f'href="webcal://testserver/calendar/{secret}.ics"' in html
    assert answer["Cache-Control"] == "private, no-store"
    assert answer["Referrer-Policy"] == "no-referrer"
    assert secret not in client.get("/calendar").content.decode()
    again = client.post("/calendar/make")  # the page loaded anew
    assert again.status_code == 409
    assert secret not in again.content.decode()
    assert case.code in Client().get(f"/calendar/{secret}.ics").content.decode()
    feed = Feed.objects.get().pk
    assert client.post("/calendar/make", {"feed": feed}).status_code == 200
    assert client.post("/calendar/end", {"feed": feed}).status_code == 409
    html = client.post(
        "/calendar/end", {"feed": Feed.objects.get(ended_at=None).pk}, follow=True
    ).content.decode()
    assert 'name="feed"' not in html
    assert not Feed.objects.live().exists()


@pytest.mark.parametrize("feed", ["", "x", "0", "๑", "-1", "9" * 40])
def test_a_feed_that_is_none_changes_nothing(client: Client, owner: User, feed: str) -> None:
    made(owner)
    client.force_login(owner)
    assert client.post("/calendar/end", {"feed": feed}).status_code == 409
    assert client.post("/calendar/make", {"feed": feed}).status_code == 409
    assert Feed.objects.live().count() == 1


@pytest.mark.parametrize("way", ["", "/make", "/end"])
def test_who_is_not_signed_in_is_asked_to(client: Client, db: None, way: str) -> None:
    answer = client.get("/calendar") if not way else client.post(f"/calendar{way}")
    assert (answer.status_code, answer["Location"].split("?")[0]) == (302, "/sign-in")


def test_each_sees_her_own_link_only(client: Client, owner: User, stranger: User) -> None:
    made(owner)
    client.force_login(stranger)
    html = client.get("/calendar").content.decode()
    assert "/calendar/make" in html
    assert "/calendar/end" not in html


def test_it_asks_as_often_however_many_cases(
    firm: Firm, owner: User, officer: User, dryer: Resource, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    secrets = [made(person) for person in (owner, officer)]
    for number in range(3):
        wanted = [world.planned(seq, world.hold("U1", seq)) for seq in range(1 + 4 * number, 5 + 4 * number)]
        case = world.case_of(firm, owner, *wanted, plan=f"plan-{number}")
        close_case(case=case, why=Closure.Why.WITHDRAWN, by=owner, now=NOW)
        for secret in secrets:
            shown(secret)
            with django_assert_num_queries(7):  # three of them count
                _, dates = read_feed(secret=secret, site=SITE, now=NOW)
            assert len(dates.entries) == 4 * (number + 1)
