"""Words nobody understood are kept without digits and names, for staff to read."""

import datetime as dt

import pytest
from django.test import Client

from itc.accounts.models import User
from itc.catalogue.actions import log_unread
from itc.catalogue.models import UnreadIdea

pytestmark = pytest.mark.django_db
DAY = dt.date(2026, 11, 24)
LIST = "/admin/catalogue/unreadidea/"


def test_words_are_kept_with_their_province_and_day() -> None:
    log_unread(idea="ปุ๊กปิ๊กลอยฟ้า", province="TH-51", on=DAY)
    kept = UnreadIdea.objects.get()
    assert (kept.words, kept.province_code, kept.asked_on) == ("ปุ๊กปิ๊กลอยฟ้า", "TH-51", DAY)


def test_numbers_and_addresses_are_not_kept() -> None:
    log_unread(idea="โทร 081-234-5678 เมล somebody@example.org ปุ๊กปิ๊ก", province="TH-51", on=DAY)
    words = UnreadIdea.objects.get().words
    assert not any(private in words for private in ("081", "5678", "somebody", "example"))
    assert "ปุ๊กปิ๊ก" in words


@pytest.mark.parametrize("idea", ["", "   ", "\0"])
def test_nothing_is_kept_where_nothing_is_left(idea: str) -> None:
    log_unread(idea=idea, province="TH-51", on=DAY)
    assert not UnreadIdea.objects.exists()


def test_a_story_is_cut_to_what_is_kept() -> None:
    log_unread(idea="ปุ๊กปิ๊ก" * 500, province="TH-51", on=DAY)
    assert len(UnreadIdea.objects.get().words) <= 300


def test_staff_reads_the_list_and_nobody_writes_it(client: Client, officer: User, stranger: User) -> None:
    log_unread(idea="ปุ๊กปิ๊กลอยฟ้า", province="TH-51", on=DAY)
    assert client.get(LIST).status_code == 302
    client.force_login(stranger)
    assert client.get(LIST).status_code == 302
    client.force_login(officer)
    assert "ปุ๊กปิ๊กลอยฟ้า" in client.get(LIST).content.decode()
    assert client.post(f"{LIST}add/", {"words": "x"}).status_code == 403
