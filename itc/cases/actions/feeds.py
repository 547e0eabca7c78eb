"""Making, ending and reading the private calendar feed of a person."""

import datetime as dt

from django.db import IntegrityError, transaction

from itc.accounts.models import User
from itc.audit.actions import record
from itc.cases.errors import FeedChanged, ReadTooOften, UnknownFeed
from itc.cases.models import Feed
from itc.cases.models.feeds import hashed, new_secret
from itc.cases.queries.calendar import Dates, dates_of_person
from itc.lib import thai
from itc.web.actions import count
from itc.web.client import digest_of

READS, MINUTES = 30, 10
"""A feed is read at most so often in so many minutes: calendars look again every hour or so."""


@transaction.atomic
def make_feed(*, by: User, replaces: int | None, now: dt.datetime) -> str:
    """Return the secret of a new feed, which nobody can be told again; the one it replaces ends at once.

    `replaces` is the live feed that she was shown, None where there was none: so a second press, or the page
    loaded again, does not end the link she has just been given. Refuses: FeedChanged.
    """
    if replaces is not None:
        _end(replaces, by, now)
    secret = new_secret()
    try:
        with transaction.atomic():
            feed = Feed.objects.create(person=by, digest=hashed(secret), made_at=now)
    except IntegrityError as error:
        raise FeedChanged from error
    record("feed.made", by=by, on=feed)
    return secret


@transaction.atomic
def end_feed(*, feed: int, by: User, now: dt.datetime) -> None:
    """End a feed of one's own: from now on its link leads nowhere. Refuses: FeedChanged."""
    _end(feed, by, now)


def _end(feed: int, by: User, now: dt.datetime) -> None:
    live = Feed.objects.live().filter(pk=feed, person=by)
    if not live.update(ended_at=now):
        raise FeedChanged
    record("feed.ended", by=by, on=Feed(pk=feed))


def _later(before: dt.datetime | None, now: dt.datetime) -> dt.datetime:
    """Return now, or the next second: who asks for what is newer than a moment names whole seconds alone."""
    return max(now, before + dt.timedelta(seconds=1)) if before else now


def read_feed(*, secret: str, site: str, now: dt.datetime) -> tuple[Feed, Dates]:
    """Return the feed of a secret and what it shows now; the day it was read is noted, and no more.

    `feed.shown` and `feed.shown_since` tell whether it shows anything else than before: also when it shows
    less, since a membership or a post has ended. Refuses: UnknownFeed; ReadTooOften.
    """
    feed = Feed.objects.live().filter(digest=hashed(secret)).select_related("person").first()
    if feed is None:
        raise UnknownFeed
    if wait := count(caller=digest_of(f"feed:{feed.pk}"), limit=READS, minutes=MINUTES, now=now):
        raise ReadTooOften(retry_after=wait)
    dates = dates_of_person(feed.person, site=site, now=now)
    today = thai.local_day(now)
    if (feed.used_on, feed.shown) != (today, dates.digest):
        if feed.shown != dates.digest:
            feed.shown, feed.shown_since = dates.digest, _later(feed.shown_since, now)
        feed.used_on = today
        feed.save(update_fields=["used_on", "shown", "shown_since"])
    return feed, dates
