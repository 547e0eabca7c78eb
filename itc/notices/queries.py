"""By which ways a person can be told, and what she was told."""

import datetime as dt
from dataclasses import dataclass

from allauth.socialaccount.models import SocialAccount
from django.conf import settings
from django.core.paginator import Page, Paginator

from itc.accounts.models import User
from itc.notices.models import QUIET_FROM, QUIET_TO, Channel, Notice, Sending, Wish
from itc.notices.registry import told

PER_PAGE = 25
DAY = dt.timedelta(days=1)
FAILS, LOOKED_AT, STUCK = 2, 60, dt.timedelta(hours=6)
"""Failures in a row that are no chance; how many sendings are looked at; when one is as good as failed."""
BY_USUAL = (Channel.LINE, Channel.EMAIL, Channel.SMS)
"""What costs nobody anything comes first."""


@dataclass(frozen=True, slots=True)
class Line:
    """A notice as it is shown: where to go, and whether it is new to her."""

    notice: Notice
    title: str
    words: str
    path: str


@dataclass(frozen=True, slots=True)
class Way:
    """A channel that can reach a person: when the last sending got through, and how many since did not."""

    channel: Channel
    sent_at: dt.datetime | None
    failed: int
    since: dt.datetime | None
    """When the first of those was due that did not get through."""
    under_way: bool

    @property
    def fails(self) -> bool:
        """Whether it fails again and again: once may be chance."""
        return self.failed >= FAILS


def line_address(person: User) -> str | None:
    """Return under which number LINE knows a person; None where she is not linked or LINE not set up."""
    if not settings.LINE_TOKEN:
        return None
    return SocialAccount.objects.filter(user=person, provider="line").values_list("uid", flat=True).first()


def reachable(person: User) -> list[Channel]:
    """Return the channels by which a person can be reached now, the usual one first."""
    by = {
        Channel.LINE: line_address(person) is not None,
        Channel.EMAIL: bool(person.email and person.email_confirmed_at),
        Channel.SMS: bool(person.phone and person.phone_confirmed_at),
    }
    return [channel for channel in BY_USUAL if by[channel]]


def wish_of(person: User) -> Wish:
    """Return how a person wants to be told, kept or as is usual; the usual one is not saved."""
    kept = Wish.objects.filter(person=person).first()
    return kept or Wish(
        person=person, channels=reachable(person)[:1], quiet_from=QUIET_FROM, quiet_to=QUIET_TO
    )


def line_of(notice: Notice) -> Line | None:
    """Return a notice in the language of now; None where its kind is told no more."""
    kind = told(notice.kind)
    if kind is None:
        return None
    details = notice.details
    return Line(notice, str(kind.title), kind.words(details), kind.path(details))


def notice_list(person: User, *, page: str) -> tuple[Page[Notice], list[Line]]:
    """Return a page of what a person was told, the newest first."""
    found = Paginator(Notice.objects.filter(person=person).exclude(kind=TRY), PER_PAGE).get_page(page)
    lines = [line for notice in found if (line := line_of(notice)) is not None]
    return found, lines


def digest_lines(person: User, *, since: dt.datetime, until: dt.datetime) -> list[Line]:
    """Return what a person was told in a span and has not read, oldest first, without digests."""
    rows = Notice.objects.unread().filter(person=person, made_at__gte=since, made_at__lt=until)
    rows = rows.exclude(kind__in=(DIGEST, TRY)).order_by("made_at", "pk")
    return [line for notice in rows if (line := line_of(notice)) is not None]


def digest_since(person: User, *, now: dt.datetime) -> dt.datetime:
    """Return from when on her next digest tells: the last one, a day ago, or a week ago at most.

    Whatever the hour at which the worker came to it, and however long it stood, nothing falls between two.
    """
    last = Notice.objects.filter(person=person, kind=DIGEST).order_by("-made_at").first()
    return max(min(last.made_at, now - DAY), now - 7 * DAY) if last else now - DAY


def ways_of(person: User, *, now: dt.datetime) -> tuple[Way, ...]:
    """Return the channels that reach a person, and how the last sendings by each went; one query for all."""
    rows = Sending.objects.filter(notice__person=person, queued_at__isnull=False).exclude(ended_why=NOBODY)
    last: dict[str, list[Sending]] = {}
    for sending in rows.order_by("-queued_at", "-pk")[:LOOKED_AT]:
        last.setdefault(sending.channel, []).append(sending)
    return tuple(_way(channel, last.get(channel, []), now) for channel in reachable(person))


def _way(channel: Channel, last: list[Sending], now: dt.datetime) -> Way:
    done = [each for each in last if each.sent_at or each.ended_at or each.due_at < now - STUCK]
    failed = next((number for number, each in enumerate(done) if each.sent_at), len(done))
    sent = next((each.sent_at for each in done if each.sent_at), None)
    tried = last[0] if last and last[0].sent_at is None and last[0] not in done else None
    return Way(channel, sent, failed, done[failed - 1].due_at if failed else None, tried is not None)


DIGEST, TRY = "digest", "try"
"""The kind of notice that repeats others, and the one that shows whether a way works."""
NOBODY = "nobody carries it"
"""Why a sending was given up that is no fault of her address."""
