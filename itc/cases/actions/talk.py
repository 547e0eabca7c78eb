"""Writing on a case, taking words back, seeing what others wrote."""

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass

from django.db import transaction

from itc.accounts.models import User
from itc.audit.actions import record
from itc.cases.actions.ending import lock_open
from itc.cases.actions.files import add_file
from itc.cases.actions.telling import tell_firm, tell_lead
from itc.cases.errors import (
    CaseClosed,
    NothingSaid,
    SaidForGood,
    TooMuchAtOnce,
    UnknownCase,
    UnknownMessage,
)
from itc.cases.errors.handling import TooManyWords
from itc.cases.models import Case, File, Message, Seen, Step
from itc.cases.models.talk import MOST_WORDS
from itc.cases.queries.talk import MAY_TAKE_BACK, side_of
from itc.cases.rules.words import plain
from itc.lib import thai
from itc.lib.refusal import Refusal
from itc.web.actions import count
from itc.web.client import digest_of

MESSAGES, MINUTES = 30, 10
"""So many messages a person may write in so many minutes."""
MOMENT = dt.timedelta(microseconds=1)


@dataclass(frozen=True, slots=True)
class Sent:
    """What became of words and files that were sent together."""

    files: tuple[File, ...]
    refused: tuple[tuple[str, Refusal], ...]
    """Files that were not taken, by name, and why."""
    message: Message | None


def send(
    *, case: Case, words: str, files: Iterable[tuple[str, bytes | Refusal]], step: Step | None, by: User,
    now: dt.datetime,
) -> Sent:  # fmt: skip
    """Add files to a case, each for itself; and write the words, once every file was taken.

    A file may come as the refusal that its reading ended with. Refuses: UnknownCase, CaseClosed; NothingSaid;
    TooMuchAtOnce, for the words.
    """
    side_of(by, case, on=thai.local_day(now))
    added, refused = [], []
    for name, content in files:
        try:
            if isinstance(content, Refusal):
                raise content
            added.append(add_file(case=case, name=name, content=content, step=step, by=by, now=now))
        except (CaseClosed, UnknownCase):
            raise
        except Refusal as refusal:
            refused.append((name, refusal))
    said = plain(words)
    if not (said or added or refused):
        raise NothingSaid
    message = None
    if said and not refused:
        message = write_message(case=case, words=said, by=by, now=now)
    return Sent(tuple(added), tuple(refused), message)


@transaction.atomic
def write_message(*, case: Case, words: str, by: User, now: dt.datetime) -> Message:
    """Write on a case, for the firm or the lead centre. The last words sent again are the same message.

    Refuses: UnknownCase, CaseClosed, NothingSaid, TooManyWords; TooMuchAtOnce, after 30 in 10 minutes.
    """
    side = side_of(by, case, on=thai.local_day(now))
    if not (said := plain(words)):
        raise NothingSaid
    if len(said) > MOST_WORDS:
        raise TooManyWords(said, most=MOST_WORDS)
    lock_open(case)
    last = case.messages.order_by("at").last()
    if last is not None:
        if (last.by_id, last.words) == (by.pk, said) and now < last.at + MAY_TAKE_BACK:
            return last
        now = max(now, last.at + MOMENT)
    if wait := count(caller=digest_of(f"messages:{by.pk}"), limit=MESSAGES, minutes=MINUTES, now=now):
        raise TooMuchAtOnce(now=now, retry_after=wait)
    message = Message.objects.create(case=case, at=now, by=by, side=side, words=said)
    record("message.written", by=by, on=message, case=case.pk)
    for tell in (tell_firm, tell_lead):
        tell("case.message", case=case, key=message.pk, by=by, now=now)
    return message


@transaction.atomic
def take_back(*, case: Case, message: int, by: User, now: dt.datetime) -> Message:
    """Take a message back within five minutes: its words are gone, and that it was written stays.

    Refuses: UnknownMessage, unless it is hers; SaidForGood; CaseClosed.
    """
    side_of(by, case, on=thai.local_day(now))
    lock_open(case)
    row = case.messages.filter(pk=message, by=by).first()
    if row is None:
        raise UnknownMessage
    if row.taken_back_at is not None:
        return row
    if now >= row.at + MAY_TAKE_BACK:
        raise SaidForGood
    row.words, row.taken_back_at = "", max(now, row.at)
    row.save(update_fields=["words", "taken_back_at"])
    record("message.taken_back", by=by, on=row, case=case.pk)
    return row


@transaction.atomic
def see(*, case: Case, until: dt.datetime, by: User, now: dt.datetime) -> None:
    """Keep that a person has seen the messages of a case up to a moment. Refuses: UnknownCase."""
    side_of(by, case, on=thai.local_day(now))
    known = Seen.objects.filter(case=case, person=by)
    if known.filter(at__lt=until).update(at=until):
        record("messages.seen", by=by, on=case)
    elif not known.exists():
        Seen.objects.get_or_create(case=case, person=by, defaults={"at": until})
        record("messages.seen", by=by, on=case)
