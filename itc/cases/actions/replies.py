"""Keeping replies to choose from."""

import datetime as dt

from django.db import transaction

from itc.accounts.models import User
from itc.audit.actions import record
from itc.cases.errors import NothingSaid, UnknownCase, UnknownPlace
from itc.cases.models import Reply
from itc.cases.queries.replies import reply_of
from itc.cases.rules.replies import unknown_places
from itc.cases.rules.words import plain
from itc.lib import thai
from itc.network.queries import centres_of_officer


@transaction.atomic
def keep_reply(
    *, reply: int | None, name: str, words_th: str, words_en: str, centre: str, by: User, now: dt.datetime
) -> Reply:
    """Return a reply as it is kept: a new one, or one of hers changed; `centre` empty: her own.

    Refuses: UnknownReply; UnknownCase, where she is no officer of the centre; NothingSaid; UnknownPlace.
    """
    centres = centres_of_officer(by, on=thai.local_day(now))
    if not centres or (centre and centre not in centres):
        raise UnknownCase
    row = reply_of(by, reply, now=now) if reply is not None else Reply()
    row.name, row.words_th, row.words_en = plain(name), plain(words_th), plain(words_en)
    if not row.name or not (row.words_th or row.words_en):
        raise NothingSaid
    if unknown := unknown_places(f"{row.words_th} {row.words_en}"):
        raise UnknownPlace(unknown)
    row.person, row.centre_id = (None, centre) if centre else (by, None)
    row.changed_at, row.changed_by = now, by
    row.save()
    record("reply.kept", by=by, on=row)
    return row


@transaction.atomic
def remove_reply(*, reply: int, by: User, now: dt.datetime) -> None:
    """Remove a reply that is hers or her centre's; what was sent with it stays. Refuses: UnknownReply."""
    row = reply_of(by, reply, now=now)
    record("reply.removed", by=by, on=row)
    row.delete()
