"""Tests ordered at a lab's counter."""

import datetime as dt

from django.db import transaction

from itc.accounts.models import User
from itc.audit.actions import record
from itc.db.locking import locked
from itc.lib import thai
from itc.resources.errors import DropOffNotTaken, WeekFull
from itc.resources.models import Counter, LabOrder
from itc.resources.queries.taken import holidays, weeks_of
from itc.resources.rules.absences import FURTHEST_DAYS
from itc.resources.rules.counters import monday


@transaction.atomic
def order_test(*, counter: Counter, drop_off_on: dt.date, by: User, now: dt.datetime) -> LabOrder:
    """Order a test: samples are dropped off on a day, and take one of the orders of its week.

    Refuses: DropOffNotTaken, where no samples are taken on that day; WeekFull. Both name what is free.
    """
    counter = locked(Counter.objects.all()).get(pk=counter.pk)  # whoever comes next waits and counts us
    today = thai.local_day(now)
    live = counter.orders.filter(released_at=None, drop_off_on__gte=monday(today))
    weeks = weeks_of(counter, holidays(), live.values_list("drop_off_on", flat=True))
    last = today + dt.timedelta(days=FURTHEST_DAYS)
    if not (today <= drop_off_on <= last and weeks.takes_samples(drop_off_on)):
        after = drop_off_on if today <= drop_off_on <= last else today
        raise DropOffNotTaken(drop_off_on, better=weeks.next_day(after, last=last))
    if not weeks.room(drop_off_on):
        week = monday(drop_off_on)
        better = weeks.next_day(week + dt.timedelta(days=6), last=last)
        raise WeekFull(week, capacity=counter.weekly_capacity, better=better and monday(better))
    order = LabOrder.objects.create(counter=counter, drop_off_on=drop_off_on)
    record("test.ordered", by=by, on=order, counter=counter.code, drop_off_on=drop_off_on.isoformat())
    return order
