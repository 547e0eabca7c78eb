"""One's own notices: read, opened, and chosen how to come; nobody sees another's."""

import datetime as dt
import re

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from pytest_django import DjangoAssertNumQueries

from itc.accounts.models import User
from itc.notices import actions
from itc.notices.actions import give_up
from itc.notices.models import Notice, Sending, Wish
from itc.notices.queries import NOBODY, ways_of
from tests.notices.test_telling import NOON, news


def test_she_reads_opens_and_is_led_there(client: Client, owner: User) -> None:
    news(owner)
    client.force_login(owner)
    html = client.get("/en/notices").content.decode()
    assert "News of dryer" in html
    assert ">new<" in html
    answer = client.post(f"/en/notices/{Notice.objects.get().pk}")
    assert (answer.status_code, answer["Location"]) == (302, "/cases")
    assert ">new<" not in client.get("/en/notices").content.decode()


def test_nobody_opens_anothers(client: Client, owner: User, stranger: User) -> None:
    news(owner)
    client.force_login(stranger)
    assert "News of dryer" not in client.get("/notices").content.decode()
    assert client.post(f"/notices/{Notice.objects.get().pk}").status_code == 404
    client.post("/notices/read")
    assert Notice.objects.unread().count() == 1


def test_as_many_queries_however_many_there_are(
    client: Client, owner: User, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    client.force_login(owner)
    for span in (range(3), range(3, 40)):
        for number in span:
            news(owner, key=str(number))
        with django_assert_num_queries(6):
            client.get("/notices")


def test_she_chooses_how_she_is_told(client: Client, owner: User) -> None:
    client.force_login(owner)
    assert "SMS" in client.get("/me/notices").content.decode()
    typed = {
        "to_other": ["sms"], "to_coming": ["sms"], "quiet_from": "21:00", "quiet_to": "06:30", "digest": "on",
    }  # fmt: skip
    assert client.post("/me/notices", typed).status_code == 302
    kept = Wish.objects.get(person=owner)
    assert (kept.channels, f"{kept.quiet_from:%H:%M}", kept.digest) == (["sms"], "21:00", True)
    assert (kept.channels_for("coming"), kept.channels_for("talk")) == (["sms"], [])
    assert kept.channels_for("a group that came later") == ["sms"]
    assert client.get("/me/notices").content.decode().count(" checked") == 3


@pytest.mark.parametrize("wrong", [{"to_talk": ["email"]}, {"to_other": ["fax"]}, {"quiet_from": "late"}])
def test_what_cannot_be_is_said_and_the_rest_stays_typed(
    client: Client, owner: User, wrong: dict[str, object]
) -> None:
    client.force_login(owner)
    typed = {"to_other": ["sms"], "quiet_from": "21:15", "quiet_to": "06:30"} | wrong
    answer = client.post("/me/notices", typed)
    assert answer.status_code == 200
    assert "06:30" in answer.content.decode()
    assert not Wish.objects.exists()


@pytest.mark.parametrize(("many", "shown"), [(0, ""), (1, "1"), (3, "3"), (120, "99+")])
def test_every_page_leads_there_and_shows_how_many_are_new(
    client: Client, owner: User, stranger: User, many: int, shown: str
) -> None:
    for number in range(many):
        news(owner, key=str(number))
    news(stranger)
    client.force_login(owner)
    html = client.get("/en/help").content.decode()
    assert 'href="/en/notices"' in html
    assert re.findall(r'"bar-count"[^>]*>([^<]*)<', html) == ([shown] if shown else [])
    assert (f"Notices: {many} new" in html) == bool(many)


def test_who_is_not_signed_in_is_shown_no_sign_and_nobody_is_counted(client: Client, db: None) -> None:
    with CaptureQueriesContext(connection) as asked:
        assert 'href="/en/notices"' not in client.get("/en/help").content.decode()
    assert not [each for each in asked if "notices_notice" in each["sql"]]


def sent(person: User, channel: str, *, through: bool, key: str) -> None:
    notice = Notice.objects.create(
        person=person, kind="test.news", key=key, details={"of": "x"}, made_at=NOON
    )
    done = {"sent_at": NOON} if through else {"ended_at": NOON, "ended_why": "SMTPRecipientsRefused"}
    Sending.objects.create(notice=notice, channel=channel, due_at=NOON, queued_at=NOON, **done)


def test_a_way_that_fails_again_and_again_is_shown_to_her_until_it_works(
    client: Client, stranger: User, owner: User
) -> None:
    client.force_login(stranger)
    for number, shown in enumerate((False, True, True)):
        sent(stranger, "email", through=False, key=f"{number}")
        (way,) = ways_of(stranger, now=NOON)
        assert (way.fails, way.failed) == (shown, number + 1)
        assert ("do not reach you" in client.get("/en/notices").content.decode()) is shown
    assert "The last 3 messages were not taken" in client.get("/en/me/notices").content.decode()
    sent(stranger, "email", through=True, key="works")
    assert "not taken" not in client.get("/en/me/notices").content.decode()
    client.force_login(owner)
    assert "not taken" not in client.get("/en/me/notices").content.decode()


def test_what_waits_for_hours_is_as_good_as_failed_and_no_carrier_is_nobodys_fault(stranger: User) -> None:
    for number in range(2):
        sent(stranger, "email", through=False, key=f"{number}")
    Sending.objects.update(ended_why=NOBODY)
    assert not ways_of(stranger, now=NOON)[0].fails
    Sending.objects.update(ended_why=None, ended_at=None)
    assert ways_of(stranger, now=NOON)[0].under_way
    assert ways_of(stranger, now=NOON + dt.timedelta(hours=7))[0].fails


def test_a_try_goes_out_by_the_way_she_chose_and_by_no_other(
    client: Client, owner: User, stranger: User, monkeypatch: pytest.MonkeyPatch
) -> None:
    client.force_login(owner)
    assert client.post("/me/notices/try", {"channel": "sms"}).status_code == 302
    sending = Sending.objects.get()
    assert (sending.channel, sending.notice.person) == ("sms", owner)
    assert Notice.objects.unread().count() == 0, "it is no news"
    give_up(sending=sending, why="no", now=NOON)
    assert Sending.objects.count() == 1
    assert client.post("/me/notices/try", {"channel": "email"}).status_code == 422
    monkeypatch.setattr(actions, "TRIES", 1)
    assert client.post("/me/notices/try", {"channel": "sms"}).status_code == 429
    client.logout()
    assert client.post("/me/notices/try", {"channel": "sms"}).status_code == 302
    assert Sending.objects.count() == 1
