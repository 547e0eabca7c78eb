"""What was said on a case and the files in it, as its page shows them to a person."""

import datetime as dt
from dataclasses import dataclass

from django.utils.translation import gettext as _

from itc.accounts.models import User
from itc.cases.errors import UnknownCase, UnknownFile
from itc.cases.models import Case, File, Message, Side
from itc.cases.queries.handling import Leads, leads_of
from itc.cases.queries.page import leads
from itc.cases.rules.words import Piece, pieces
from itc.firms.models import Firm
from itc.lib import thai

A_PAGE = 50
"""Messages that are shown at once."""
MAY_TAKE_BACK = dt.timedelta(minutes=5)


@dataclass(frozen=True, slots=True)
class Said:
    """A message as a person sees it; `of` is the writer's firm or post."""

    message: Message
    of: str
    lines: tuple[tuple[Piece, ...], ...]
    is_mine: bool
    is_new: bool
    may_take_back: bool


@dataclass(frozen=True, slots=True)
class Shared:
    """A file as a person sees it."""

    file: File
    of: str
    may_remove: bool


@dataclass(frozen=True, slots=True)
class Talk:
    """Messages, newest last, and files, newest first."""

    said: tuple[Said, ...]
    new: int
    earlier: int | None
    """The oldest message shown, where there are earlier ones."""
    is_latest: bool
    """Whether the newest message is among those shown."""
    files: tuple[Shared, ...]
    is_open: bool

    @property
    def new_until(self) -> dt.datetime | None:
        """Return the moment of the last message, where she sees it and others for the first time."""
        return self.said[-1].message.at if self.new and self.is_latest else None


def side_of(person: User, case: Case, *, on: dt.date) -> Side:
    """Return for whom a person speaks on a case: her firm, else the lead centre. Refuses: UnknownCase."""
    if Firm.objects.visible_to(person).filter(pk=case.firm_id).exists():
        return Side.FIRM
    if leads(person, case, on=on):
        return Side.CENTRE
    raise UnknownCase


def talk_of(case: Case, person: User, *, now: dt.datetime, before: int | None = None) -> Talk:
    """Return what was said and shared on a case, for who may see it; `before` a message: what was earlier."""
    side = side_of(person, case, on=thai.local_day(now))
    is_open = case.state != "closed"
    rows = case.messages.select_related("by").order_by("-at")
    if before is not None:
        rows = rows.filter(at__lt=Message.objects.filter(pk=before, case=case).values("at"))
    page = list(rows[: A_PAGE + 1])
    shown = page[:A_PAGE][::-1]
    led = leads_of(case)
    unread = set(case.messages.unread_by(person).values_list("pk", flat=True))
    return Talk(
        said=tuple(_said(each, case, led, person, unread, now, is_open=is_open) for each in shown),
        new=len(unread),
        earlier=shown[0].pk if len(page) > A_PAGE else None,
        is_latest=before is None,
        files=_files(case, side if is_open else None, led),
        is_open=is_open,
    )


def _said(
    message: Message, case: Case, led: Leads, person: User, unread: set[int], now: dt.datetime, *,
    is_open: bool,
) -> Said:  # fmt: skip
    mine = message.by_id == person.pk
    return Said(
        message=message,
        of=_of(message, case, led),
        lines=pieces(message.words),
        is_mine=mine,
        is_new=message.pk in unread,
        may_take_back=mine and is_open and not message.taken_back_at and now < message.at + MAY_TAKE_BACK,
    )


def _of(row: Message | File, case: Case, led: Leads) -> str:
    """Return for whom somebody wrote: the firm, or the centre that led the case then."""
    if row.side == Side.FIRM:
        return case.firm.name
    return _("officer of %(centre)s") % {"centre": led.at(row.at).name}


def _files(case: Case, side: Side | None, led: Leads) -> tuple[Shared, ...]:
    """Return the files of a case; those of a side may be removed by it."""
    rows = case.files.kept().select_related("by", "step")
    return tuple(Shared(row, _of(row, case, led), row.side == side) for row in rows)


def file_of(case: Case, number: int) -> File:
    """Return a file of a case that is not removed. Refuses: UnknownFile."""
    if row := case.files.kept().filter(pk=number).first():
        return row
    raise UnknownFile
