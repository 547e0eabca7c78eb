"""Sending what is due, gathering what is not urgent, forgetting what is old."""

import datetime as dt

from django.conf import settings
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.utils.translation import override
from django_tasks import task

from itc.accounts.errors import NotSent
from itc.jobs.errors import TryAgain
from itc.jobs.registry import DAY, Job, register
from itc.notices import actions
from itc.notices.carriers import Letter, carry
from itc.notices.errors import Unreachable
from itc.notices.models import Sending
from itc.notices.queries import line_of
from itc.notices.registry import told
from itc.web.posting import NotTaken

BATCH = 500
DOWN = dt.timedelta(hours=5)
"""A service down for so long is given up for a notice, and the next way taken; before its last try."""
SOON = 15
"""Seconds from what happened until it is on its way, at most."""


@task()
def queue_due() -> int:
    """Return how many sendings were queued whose time has come."""
    now = timezone.now()
    rows = Sending.objects.filter(due_at__lte=now, queued_at=None).order_by("due_at", "pk")[:BATCH]
    return sum(_queue(sending) for sending in rows)


@transaction.atomic
def _queue(sending: Sending) -> bool:
    taken = actions.queue(sending=sending, now=timezone.now())
    if taken:
        deliver.enqueue(sending.pk)
    return taken


@task()
def deliver(sending: int) -> str:
    """Hand a sending over to who carries it, in her language; return its channel, else nothing."""
    rows = Sending.objects.select_related("notice__person").filter(sent_at=None, ended_at=None)
    found = rows.filter(pk=sending).first()
    if found is None or not found.notice.person.is_active:
        return ""
    with override(found.notice.person.language):
        letter = _letter(found)
    if letter is None:
        return ""
    try:
        carry(found.channel, letter, found.notice.person)
    except Unreachable as error:
        actions.give_up(sending=found, why=str(error), now=timezone.now())
        return ""
    except (NotTaken, NotSent, OSError) as error:  # errors of SMTP are OSErrors
        if found.queued_at is None or timezone.now() - found.queued_at < DOWN:
            raise TryAgain(f"{found.channel} is down, {type(error).__name__}") from None
        actions.give_up(sending=found, why="down for hours", now=timezone.now())
        return ""
    actions.keep_sent(sending=found, now=timezone.now())
    return found.channel


def _letter(sending: Sending) -> Letter | None:
    notice, line = sending.notice, line_of(sending.notice)
    kind = told(notice.kind)
    if line is None or kind is None:
        return None
    token = str(sending.token)
    path = kind.link(notice.details, notice.person, token) if kind.link else line.path
    words = kind.letter(notice.details) if kind.letter else line.words
    return Letter(line.title, words, settings.SITE_URL + path, token)


@task()
def gather() -> int:
    """Return how many people got their digest."""
    return actions.gather(now=timezone.now())


@task()
def forget() -> int:
    """Return how many notices were forgotten."""
    return actions.forget(now=timezone.now())


register(
    Job("notices-queued", _("notices are sent whose time has come"), SOON, queue_due),
    Job("digests-told", _("the digest of the day"), DAY, gather),  # 00:00 UTC is 07:00 in Bangkok
    Job("notices-forgotten", _("notices go that are half a year old"), DAY, forget),
)
