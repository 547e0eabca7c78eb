"""By which way, when, and what becomes of it where that way is closed."""

import datetime as dt

import pytest

from itc.accounts.models import User
from itc.lib.thai import BANGKOK
from itc.notices.actions import give_up, keep_sent, queue, read_all, tell, try_out, wish
from itc.notices.errors import NoSuchWay, TriedTooOften
from itc.notices.forms import WishForm
from itc.notices.models import Channel, Notice, Sending, Wish
from itc.notices.queries import notice_list, reachable, ways_of, wish_of
from itc.notices.registry import Group, Told, kinds, register, told
from itc.notices.rules import due, is_quiet, next_at
from tests.notices.test_telling import NOON, news, on_line

MINUTE, DAY = dt.timedelta(minutes=1), dt.timedelta(days=1)


def at(clock: str, day: int = 27) -> dt.datetime:
    return dt.datetime.combine(dt.date(2026, 11, day), dt.time.fromisoformat(clock), BANGKOK)


@pytest.mark.parametrize(
    ("start", "end", "clock", "quiet"),
    [
        ("20:00", "07:00", "20:00", True),
        ("20:00", "07:00", "19:59", False),
        ("20:00", "07:00", "00:00", True),
        ("20:00", "07:00", "06:59", True),
        ("20:00", "07:00", "07:00", False),
        ("13:00", "14:00", "13:30", True),
        ("13:00", "14:00", "14:00", False),
        ("07:00", "07:00", "07:00", False),  # never quiet
        ("00:00", "00:00", "12:00", False),
        ("00:00", "23:59", "23:59", False),
        ("23:59", "00:00", "23:59", True),
    ],
)
def test_quiet_hours(start: str, end: str, clock: str, *, quiet: bool) -> None:
    times = dt.time.fromisoformat(start), dt.time.fromisoformat(end)
    assert is_quiet(at(clock), *times) == quiet
    assert is_quiet(at(clock).astimezone(dt.UTC), *times) == quiet, "a moment is the same in any zone"


@pytest.mark.parametrize(
    ("now", "sent"),
    [
        (at("23:30"), at("07:00", 28)),
        (at("00:30"), at("07:00")),
        (at("06:59"), at("07:00")),
        (at("07:00"), at("07:00")),
        (at("12:00"), at("12:00")),
    ],
)
def test_what_is_told_at_night_goes_out_in_the_morning_and_urgent_things_at_once(
    now: dt.datetime, sent: dt.datetime
) -> None:
    quiet = {"start": dt.time(20), "end": dt.time(7)}
    assert due(now, **quiet, urgent=False) == sent
    assert due(now, **quiet, urgent=True) == now


def test_the_next_time_a_clock_shows_seven_is_never_now() -> None:
    assert next_at(at("07:00"), dt.time(7)) == at("07:00", 28)
    assert next_at(at("06:59"), dt.time(7)) == at("07:00")


@pytest.mark.django_db
def test_given_up_the_next_way_is_taken_until_none_is_left(owner: User) -> None:
    on_line(owner)
    person = User.objects.filter(pk=owner.pk)
    person.update(email="o@example.org", email_confirmed_at=NOON)
    owner.refresh_from_db()
    news(owner)
    used = []
    while live := Sending.objects.filter(ended_at=None).first():
        used.append(live.channel)
        give_up(sending=live, why="x" * 99, now=NOON)
    assert used == list(reachable(owner))
    assert {len(each.ended_why or "") for each in Sending.objects.all()} == {40}


@pytest.mark.django_db
def test_what_was_sent_is_not_given_up_and_what_was_given_up_not_sent(owner: User) -> None:
    news(owner)
    news(owner, key="2")
    one, other = Sending.objects.order_by("pk")
    keep_sent(sending=one, now=NOON)
    give_up(sending=one, why="late", now=NOON)
    give_up(sending=other, why="refused", now=NOON)
    keep_sent(sending=other, now=NOON)
    one.refresh_from_db()
    other.refresh_from_db()
    assert (one.sent_at, one.ended_at) == (NOON, None)
    assert (other.sent_at, other.ended_at) == (None, NOON)


@pytest.mark.django_db
def test_a_sending_is_queued_by_one_worker(owner: User) -> None:
    news(owner)
    sending = Sending.objects.get()
    assert [queue(sending=sending, now=NOON), queue(sending=sending, now=NOON + MINUTE)] == [True, False]
    sending.refresh_from_db()
    assert sending.queued_at == NOON


@pytest.mark.django_db
def test_a_try_is_of_ways_that_reach_her_takes_no_other_and_not_without_end(owner: User) -> None:
    for channel in ("email", "line", "pigeon", ""):
        with pytest.raises(NoSuchWay):
            try_out(person=owner, channel=channel, now=NOON)
    try_out(person=owner, channel="sms", now=NOON)
    give_up(sending=Sending.objects.get(), why="refused", now=NOON)
    assert Sending.objects.count() == 1, "it shows whether this one way works"
    for number in range(1, 5):
        try_out(person=owner, channel="sms", now=NOON + number * MINUTE)
    with pytest.raises(TriedTooOften):
        try_out(person=owner, channel="sms", now=NOON + 5 * MINUTE)
    try_out(person=owner, channel="sms", now=NOON + 30 * MINUTE)
    assert notice_list(owner, page="")[1] == [], "a try is no news"
    assert not Notice.objects.unread().exists()


@pytest.mark.django_db
def test_a_group_goes_its_own_way_and_another_as_all_else(owner: User, stranger: User) -> None:
    plain = {"channels": [Channel.SMS], "quiet_from": dt.time(20), "quiet_to": dt.time(7), "digest": False}
    kept = wish(person=owner, **plain, by_group={"desk": [], "talk": ["sms"]})
    assert [kept.channels_for(group) for group in ("desk", "talk", "case")] == [[], ["sms"], ["sms"]]
    wish(person=owner, **plain)
    assert Wish.objects.get().by_group == {}
    assert wish_of(stranger).channels == ["email"]
    assert not Wish.objects.filter(person=stranger).exists(), "what is usual is not kept"


@pytest.mark.django_db
def test_a_way_she_chose_and_lost_is_left_and_the_site_remains(owner: User) -> None:
    wish(person=owner, channels=["email"], quiet_from=dt.time(20), quiet_to=dt.time(7), digest=False)
    assert news(owner) == 1
    assert not Sending.objects.exists()
    assert notice_list(owner, page="99")[1][0].words == "News of dryer"


@pytest.mark.django_db
def test_the_form_offers_what_reaches_her_and_refuses_all_else(owner: User) -> None:
    times = {"quiet_from": "20:00", "quiet_to": "07:00"}
    form = WishForm(times | {"to_case": ["email"]}, instance=wish_of(owner), person=owner)
    assert not form.is_valid()
    assert set(form.errors) == {"to_case"}
    form = WishForm(times | {"to_case": ["sms"]}, instance=wish_of(owner), person=owner)
    assert form.is_valid()
    said = form.wish()
    assert (said["channels"], said["by_group"]["case"], said["by_group"]["desk"]) == ([], ["sms"], [])
    assert {field.name for field in form.groups()} == {f"to_{group}" for group in Group}


@pytest.mark.django_db
def test_all_is_read_up_to_now_and_nothing_that_comes_after(owner: User, stranger: User) -> None:
    news(owner, stranger, key="a")
    news(owner, key="b", now=NOON + MINUTE)
    assert read_all(by=owner, now=NOON) == 1
    assert set(Notice.objects.unread().values_list("person", "key")) == {
        (owner.pk, "b"), (stranger.pk, "a")
    }  # fmt: skip
    assert read_all(by=owner, now=NOON + DAY) == 1


@pytest.mark.django_db
def test_where_nothing_was_sent_a_way_neither_works_nor_fails(owner: User) -> None:
    (way,) = ways_of(owner, now=NOON)
    assert (way.channel, way.sent_at, way.failed, way.fails, way.under_way) == ("sms", None, 0, False, False)


@pytest.mark.django_db
def test_people_are_told_in_the_order_of_their_keys_each_once(owner: User, stranger: User) -> None:
    """Two who tell the same people in other orders would wait for each other."""
    assert news(stranger, owner, stranger, owner) == 2
    assert list(Notice.objects.order_by("pk").values_list("person", flat=True)) == sorted(
        [owner.pk, stranger.pk]
    )


@pytest.mark.django_db
def test_told_to_nobody_is_told_to_nobody(owner: User) -> None:
    assert tell(people=[], kind="test.news", key="1", now=NOON) == 0
    assert tell(people=[owner], kind="test.news", key="1", now=NOON, by=owner) == 0


def test_every_kind_has_a_name_of_its_own_and_a_group() -> None:
    known = kinds()
    assert len({each.kind for each in known}) == len(known)
    assert all(each.group in Group for each in known)
    assert told("gone-with-its-app") is None
    with pytest.raises(ValueError, match="two kinds"):
        register(Told(known[0].kind, "x", lambda _told: "", lambda _told: "/"))
