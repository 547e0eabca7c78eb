"""Counting what was asked, day by day, before plans are gone."""

import datetime as dt
from collections import Counter as Tally

from django.db import transaction
from django.db.models import Max

from itc.centres.models import Demand
from itc.lib import thai
from itc.planning.actions.asking import KEPT_DAYS
from itc.planning.models import Plan

DAY = dt.timedelta(days=1)


@transaction.atomic
def count_demand(*, now: dt.datetime) -> int:
    """Count the plans of every day that is over and not counted yet; return how many there were."""
    today = thai.local_day(now)
    last = Demand.objects.aggregate(last=Max("day"))["last"]
    day = max(last + DAY if last else dt.date.min, today - KEPT_DAYS * DAY)
    counted = 0
    while day < today:
        counted += _count(day)
        day += DAY
    return counted


def _count(day: dt.date) -> int:
    start = thai.start_of_day(day)
    plans = Plan.objects.filter(made_at__gte=start, made_at__lt=start + DAY)
    found = list(plans.values_list("asked__province", "answer__family__code", "answer__plans__0__unmet"))
    families = Tally((province, family) for province, family, _unmet in found)
    steps = Tally(
        (province, operation)
        for province, _family, unmet in found
        for operation in {each["operation"] for each in unmet or ()}
    )
    rows = [
        *(Demand(day=day, province_id=of, family_id=code, plans=n) for (of, code), n in families.items()),
        *(Demand(day=day, province_id=of, operation_id=code, plans=n) for (of, code), n in steps.items()),
    ]
    Demand.objects.bulk_create(rows, ignore_conflicts=True)  # another worker may count the same day
    return len(found)
