"""An officer is away for some days, and a colleague stands in for her."""

import datetime as dt

from django.db import transaction

from itc.accounts.models import User
from itc.audit.actions import record
from itc.cases.errors import AwayAlready, DeputyAway, LeaveOver, NotAColleague, UnknownCase, UnknownLeave
from itc.cases.models import Leave
from itc.cases.queries.handling import officers_of
from itc.db.locking import locked
from itc.lib import thai
from itc.network.queries import centres_of_officer
from itc.notices.actions import tell


@transaction.atomic
def mark_away(*, first: dt.date, last: dt.date, deputy: User | None, by: User, now: dt.datetime) -> Leave:
    """Keep that an officer is away on some days; without a deputy, what she has in hand is nobody's then.

    Refuses: UnknownCase, where she is no officer; LeaveOver, where the days are past or run backward;
    AwayAlready; NotAColleague, for a deputy of another centre; DeputyAway.
    """
    centres = centres_of_officer(by, on=thai.local_day(now))
    if not centres:
        raise UnknownCase
    if last < first or last < thai.local_day(now):
        raise LeaveOver
    if deputy is not None and (deputy == by or deputy not in officers_of(centres, now=now)):
        raise NotAColleague
    list(locked(User.objects.filter(pk__in={by.pk, deputy.pk if deputy else by.pk}).order_by("pk")))
    same_days = Leave.objects.between(first, last)
    if same_days.filter(person=by).exists():
        raise AwayAlready
    if deputy is not None and same_days.filter(person=deputy).exists():
        raise DeputyAway(deputy.name)
    made = Leave.objects.create(person=by, deputy=deputy, first_day=first, last_day=last, made_at=now)
    record("leave.marked", by=by, on=made, deputy=deputy.pk if deputy else None)
    if deputy is not None:
        days = {"first": first.isoformat(), "last": last.isoformat()}
        tell(people=[deputy], kind="leave.deputy", key=f"{made.pk}", by=by, now=now, **days)
    return made


@transaction.atomic
def end_leave(*, leave: int, by: User, now: dt.datetime) -> Leave:
    """Call a leave off, or come back early. Refuses: UnknownLeave, where it is not hers or over."""
    standing = Leave.objects.filter(pk=leave, person=by, ended_at=None)
    row = locked(standing.filter(last_day__gte=thai.local_day(now))).first()
    if row is None:
        raise UnknownLeave
    row.ended_at = now
    row.save(update_fields=["ended_at"])
    record("leave.ended", by=by, on=row)
    return row
