"""Telling people, and keeping how they want to be told."""

import datetime as dt
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from django.db import transaction

from itc.accounts.models import User
from itc.audit.actions import record
from itc.notices.errors import NoSuchWay, TriedTooOften, UnknownNotice
from itc.notices.models import Channel, Notice, Sending, Wish
from itc.notices.queries import DIGEST, TRY, digest_lines, digest_since, reachable, wish_of
from itc.notices.registry import told, waiting
from itc.notices.rules import due
from itc.web.actions import count
from itc.web.client import digest_of

DAY = dt.timedelta(days=1)
TRIES, TRY_MINUTES = 5, 10
"""So often in so many minutes she may try whether a way reaches her: an SMS costs money."""


@transaction.atomic
def tell(
    *, people: Iterable[User], kind: str, key: str, now: dt.datetime, by: User | None = None, **details: Any
) -> int:
    """Tell people something, each once for a kind and key, but who did it herself; return how many.

    `details` are codes, numbers and moments as text, never what tells of a person. It stands on the site at
    once, and goes out as each of them wishes: in the transaction of what happened, or not at all.
    Raises ValueError for a kind that nobody has declared.
    """
    if told(kind) is None:
        raise ValueError(f"no app tells {kind}")
    others = {person.pk: person for person in people if by is None or person.pk != by.pk}
    return sum(_tell(others[pk], kind, key, details, now) for pk in sorted(others))


def _tell(person: User, kind: str, key: str, details: dict[str, Any], now: dt.datetime) -> bool:
    notice, made = Notice.objects.get_or_create(
        person=person, kind=kind, key=key, defaults={"details": details, "made_at": now}
    )
    if made and person.is_active:
        _send(notice, person, now)
    return made


def _send(notice: Notice, person: User, now: dt.datetime) -> None:
    """Lay down by which channels a notice goes out and when."""
    kind, wish = told(notice.kind), wish_of(person)
    assert kind is not None
    in_digest = wish.digest and not kind.urgent and not kind.timely and notice.kind != DIGEST
    if in_digest or kind.here_alone:
        return
    moment = due(now, start=wish.quiet_from, end=wish.quiet_to, urgent=kind.urgent)
    wanted = wish.channels_for(kind.group)
    ways = [channel for channel in reachable(person) if channel in wanted]
    Sending.objects.bulk_create(Sending(notice=notice, channel=channel, due_at=moment) for channel in ways)


@transaction.atomic
def queue(*, sending: Sending, now: dt.datetime) -> bool:
    """Take a sending up to be queued, unless another worker was quicker; return whether it was taken."""
    return bool(Sending.objects.filter(pk=sending.pk, queued_at=None).update(queued_at=now))


@transaction.atomic
def keep_sent(*, sending: Sending, now: dt.datetime) -> None:
    """Keep that a sending was taken over."""
    Sending.objects.filter(pk=sending.pk, sent_at=None, ended_at=None).update(sent_at=now)


@transaction.atomic
def give_up(*, sending: Sending, why: str, now: dt.datetime) -> None:
    """Give a channel up, and take the next by which the person can be reached, if it is not under way."""
    live = Sending.objects.filter(pk=sending.pk, sent_at=None, ended_at=None)
    if not live.update(ended_at=now, ended_why=why[:40]):
        return
    if sending.notice.kind == TRY:  # it shows whether this one way works
        return
    tried = set(sending.notice.sendings.values_list("channel", flat=True))
    for channel in reachable(sending.notice.person):
        if channel not in tried:
            Sending.objects.create(notice=sending.notice, channel=channel, due_at=sending.due_at)
            return


@transaction.atomic
def read(*, notice: int, by: User, now: dt.datetime) -> Notice:
    """Keep that she read a notice of hers; return it. Refuses: UnknownNotice."""
    found = Notice.objects.filter(pk=notice, person=by).first()
    if found is None:
        raise UnknownNotice
    Notice.objects.unread().filter(pk=notice).update(read_at=now)
    return found


@transaction.atomic
def read_all(*, by: User, now: dt.datetime) -> int:
    """Keep that she read all of hers up to now; return how many were new."""
    return Notice.objects.unread().filter(person=by, made_at__lte=now).update(read_at=now)


@transaction.atomic
def wish(
    *, person: User, channels: Sequence[Channel], quiet_from: dt.time, quiet_to: dt.time, digest: bool,
    by_group: Mapping[str, Sequence[str]] | None = None,
) -> Wish:  # fmt: skip
    """Keep how a person wants to be told, and groups of kinds otherwise; no channel: on the site alone."""
    kept, _made = Wish.objects.update_or_create(
        person=person,
        defaults={
            "channels": [str(channel) for channel in channels],
            "by_group": {group: [str(each) for each in ways] for group, ways in (by_group or {}).items()},
            "quiet_from": quiet_from, "quiet_to": quiet_to, "digest": digest,
        },
    )  # fmt: skip
    record("notices.wished", by=person, on=person, channels=kept.channels, digest=digest)
    return kept


@transaction.atomic
def try_out(*, person: User, channel: str, now: dt.datetime) -> None:
    """Send a person a notice by one channel, so that she sees whether it reaches her.

    Refuses: NoSuchWay, where it cannot reach her; TriedTooOften.
    """
    if channel not in reachable(person):
        raise NoSuchWay
    if wait := count(caller=digest_of(f"try:{person.pk}"), limit=TRIES, minutes=TRY_MINUTES, now=now):
        raise TriedTooOften(retry_after=wait)
    key = f"{channel} {now.isoformat()}"
    notice = Notice.objects.create(person=person, kind=TRY, key=key, made_at=now, read_at=now)
    Sending.objects.create(notice=notice, channel=channel, due_at=now)


def gather(*, now: dt.datetime) -> int:
    """Tell everybody who wants it once a day what waits for her and what is new and unread; return how many.

    Nobody for whom there is neither is told anything.
    """
    wishes = Wish.objects.filter(digest=True, person__is_active=True).select_related("person")
    return sum(_gather(each.person, now) for each in wishes.order_by("pk"))


def _gather(person: User, now: dt.datetime) -> int:
    since = digest_since(person, now=now)
    news = [line.notice.pk for line in digest_lines(person, since=since, until=now)]
    waits = waiting(person, now)
    if not news and not waits:
        return 0
    return tell(people=[person], kind=DIGEST, key=f"{now:%Y-%m-%d}", now=now, notices=news, waits=waits)


@transaction.atomic
def forget(*, now: dt.datetime) -> int:
    """Forget notices made half a year ago; return how many."""
    return Notice.objects.filter(made_at__lt=now - 183 * DAY).delete()[1].get("notices.Notice", 0)
