"""One's own notices: read, opened, and chosen how to come; nobody sees another's."""

import re

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from pytest_django import DjangoAssertNumQueries

from itc.accounts.models import User
from itc.notices.models import Notice, Wish
from tests.notices.test_telling import news


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
        with django_assert_num_queries(5):
            client.get("/notices")


def test_she_chooses_how_she_is_told(client: Client, owner: User) -> None:
    client.force_login(owner)
    assert "SMS" in client.get("/me/notices").content.decode()
    typed = {"channels": ["sms"], "quiet_from": "21:00", "quiet_to": "06:30", "digest": "on"}
    assert client.post("/me/notices", typed).status_code == 302
    kept = Wish.objects.get(person=owner)
    assert (kept.channels, f"{kept.quiet_from:%H:%M}", kept.digest) == (["sms"], "21:00", True)


@pytest.mark.parametrize("wrong", [{"channels": ["email"]}, {"channels": ["fax"]}, {"quiet_from": "late"}])
def test_what_cannot_be_is_said_and_the_rest_stays_typed(
    client: Client, owner: User, wrong: dict[str, object]
) -> None:
    client.force_login(owner)
    typed = {"channels": ["sms"], "quiet_from": "21:15", "quiet_to": "06:30"} | wrong
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
