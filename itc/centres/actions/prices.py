"""What a centre asks."""

import datetime as dt
import secrets
from collections.abc import Iterator
from typing import Any

from django.db import transaction

from itc.accounts.models import User
from itc.centres.actions.changing import Written, added, altered, keep, lock, removed, require_day
from itc.centres.actions.units import BY_THE_CENTRE
from itc.centres.errors import UnknownCentre
from itc.centres.models import Change
from itc.centres.queries.prices import Thing, prices_of, replaces, things
from itc.network.models import Centre
from itc.resources.models import Price

DAY = dt.timedelta(days=1)
PRICED = Price.Rule.PRICE


@transaction.atomic
def set_price(
    *,
    centre: Centre,
    thing: str,
    unit: str,
    rule: str,
    valid_from: dt.date,
    by: User,
    now: dt.datetime,
    **baht: Any,
) -> Change:
    """Ask a price for a machine kind or a person's work from a day on; what was asked ends the day before.

    It counts for whoever asks from that day on. A price by the hour leaves one by the batch: the cheaper of
    the two is taken; free, or to be quoted, ends them all. `baht` are columns of `Price`: price_thb,
    first_hour_thb, set_up_thb, later_thb, later_after_hours. Refuses: UnknownCentre, DayIsPast.
    """
    lock(centre, by, now=now)
    require_day(valid_from, now=now)
    known = things(centre).get(thing)
    if known is None:
        raise UnknownCentre
    rows = list(_made_room(known, unit, rule, valid_from))
    then = _next(known, unit, rule, valid_from)
    row = Price(
        code=f"C-{secrets.token_hex(8)}", **known.columns, unit=unit, rule=rule, valid_from=valid_from,
        valid_to=then - DAY if then else None, source=BY_THE_CENTRE, status="confirmed",
        **(baht if rule == PRICED else {}),
    )  # fmt: skip
    rows.append(added(row))
    return keep(centre=centre, part=Change.Part.PRICES, rows=rows, by=by, now=now, since=valid_from)


def _made_room(thing: Thing, unit: str, rule: str, since: dt.date) -> Iterator[Written | None]:
    """End what the new price replaces the day before, and remove what was to begin that very day."""
    for row in prices_of(thing).order_by("code"):
        if not replaces(row, unit, rule) or row.valid_from > since or (row.valid_to and row.valid_to < since):
            continue
        yield removed(row) if row.valid_from == since else altered(row, valid_to=since - DAY)


def _next(thing: Thing, unit: str, rule: str, since: dt.date) -> dt.date | None:
    """Return the first later day on which something begins that may not stand beside the new price."""
    later = prices_of(thing).filter(valid_from__gt=since)
    return min((row.valid_from for row in later if replaces(row, unit, rule)), default=None)


@transaction.atomic
def end_price(*, centre: Centre, price: str, valid_to: dt.date, by: User, now: dt.datetime) -> Change:
    """End a price after a last day, the day before the next at the latest; without one it is to be quoted.

    Refuses: UnknownCentre, DayIsPast, NothingChanged.
    """
    lock(centre, by, now=now)
    require_day(valid_to, now=now)
    every = things(centre).values()
    found = next(((row, thing) for thing in every for row in prices_of(thing).filter(pk=price)), None)
    if found is None:
        raise UnknownCentre
    row, thing = found
    then = _next(thing, row.unit, row.rule, row.valid_from)
    last = max(valid_to, row.valid_from)
    written = altered(row, valid_to=min(last, then - DAY) if then else last)
    return keep(centre=centre, part=Change.Part.PRICES, rows=[written], by=by, now=now, since=valid_to)
