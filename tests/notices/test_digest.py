"""What comes once a day: nothing is left out between two, nothing comes twice, nobody gets an empty one."""

import datetime as dt

import pytest

from itc.accounts.models import User
from itc.notices.actions import gather, read, tell, wish
from itc.notices.models import Notice, Sending, Wish
from itc.notices.queries import DIGEST, digest_since, line_of
from tests.notices.test_telling import NOON, news

pytestmark = pytest.mark.django_db
SEVEN_AM = NOON.replace(hour=7)
MINUTE, HOUR, DAY = dt.timedelta(minutes=1), dt.timedelta(hours=1), dt.timedelta(days=1)


@pytest.fixture(autouse=True)
def _once_a_day(owner: User) -> None:
    wish(person=owner, channels=["sms"], quiet_from=dt.time(20), quiet_to=dt.time(7), digest=True)


def told_in(digest: Notice) -> list[str]:
    pks = digest.details["notices"]
    return sorted(Notice.objects.filter(pk__in=pks).values_list("key", flat=True))


def digests() -> list[list[str]]:
    return [told_in(each) for each in Notice.objects.filter(kind=DIGEST).order_by("made_at")]


def test_what_came_between_two_runs_of_the_worker_is_in_one_of_them(owner: User) -> None:
    """A worker is never there at the very second: today it is a minute later than yesterday."""
    news(owner, key="a", now=SEVEN_AM - HOUR)
    gather(now=SEVEN_AM)
    news(owner, key="b", now=SEVEN_AM + MINUTE / 2)
    gather(now=SEVEN_AM + DAY + MINUTE)
    assert digests() == [["a"], ["b"]]


def test_after_days_without_a_worker_nothing_is_lost(owner: User) -> None:
    news(owner, key="a", now=SEVEN_AM - HOUR)
    gather(now=SEVEN_AM)
    for days in (0, 1, 2):
        news(owner, key=f"d{days}", now=SEVEN_AM + days * DAY + HOUR)
    gather(now=SEVEN_AM + 3 * DAY)
    assert digests() == [["a"], ["d0", "d1", "d2"]]


def test_whoever_chose_it_long_ago_is_not_flooded(owner: User) -> None:
    """Of a digest of last year no more than a week is repeated, and at first no more than a day."""
    assert digest_since(owner, now=SEVEN_AM) == SEVEN_AM - DAY
    tell(people=[owner], kind=DIGEST, key="old", now=SEVEN_AM - 300 * DAY, notices=[], waits=[])
    assert digest_since(owner, now=SEVEN_AM) == SEVEN_AM - 7 * DAY


def test_a_day_without_anything_has_none_and_the_next_begins_where_the_last_ended(owner: User) -> None:
    news(owner, key="a", now=SEVEN_AM - HOUR)
    assert gather(now=SEVEN_AM) == 1
    assert gather(now=SEVEN_AM + DAY) == 0
    news(owner, key="b", now=SEVEN_AM + 30 * HOUR)
    assert gather(now=SEVEN_AM + 2 * DAY) == 1
    assert digests() == [["a"], ["b"]]


def test_what_was_read_on_the_site_comes_in_none(owner: User) -> None:
    news(owner, key="a", now=SEVEN_AM - HOUR)
    read(notice=Notice.objects.get(key="a").pk, by=owner, now=SEVEN_AM - MINUTE)
    assert gather(now=SEVEN_AM) == 0


def test_of_two_workers_on_one_day_one_tells(owner: User) -> None:
    news(owner, key="a", now=SEVEN_AM - HOUR)
    assert [gather(now=SEVEN_AM), gather(now=SEVEN_AM + MINUTE)] == [1, 0]
    assert Sending.objects.filter(notice__kind=DIGEST).count() == 1


def test_what_is_urgent_goes_out_at_once_and_stands_in_it_no_less(owner: User) -> None:
    tell(people=[owner], kind="test.urgent", key="u", now=SEVEN_AM - HOUR, of="dryer")
    news(owner, key="n", now=SEVEN_AM - HOUR)
    assert [each.notice.key for each in Sending.objects.all()] == ["u"]
    gather(now=SEVEN_AM)
    assert digests() == [["n", "u"]]


def test_who_wants_none_any_more_is_sent_each_by_itself(owner: User) -> None:
    Wish.objects.update(digest=False)
    news(owner, key="a")
    assert Sending.objects.get().channel == "sms"
    assert gather(now=SEVEN_AM + DAY) == 0


def test_whoever_cannot_sign_in_any_more_gets_none(owner: User) -> None:
    news(owner, key="a", now=SEVEN_AM - HOUR)
    User.objects.filter(pk=owner.pk).update(is_active=False)
    assert gather(now=SEVEN_AM) == 0


def test_it_waits_for_the_end_of_her_quiet_hours(owner: User) -> None:
    Wish.objects.update(quiet_to=dt.time(8, 30))
    news(owner, key="a", now=SEVEN_AM - HOUR)
    gather(now=SEVEN_AM)
    assert Sending.objects.get(notice__kind=DIGEST).due_at == SEVEN_AM + 1.5 * HOUR


def test_its_words_outlive_the_notices_that_it_repeats(owner: User) -> None:
    news(owner, key="a", now=SEVEN_AM - HOUR)
    gather(now=SEVEN_AM)
    digest = Notice.objects.get(kind=DIGEST)
    Notice.objects.filter(key="a").delete()
    line = line_of(digest)
    assert line
    assert line.path
