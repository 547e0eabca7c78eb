"""Tags and filters every template may use: dates in the era of the language, baht, kilometres."""

import datetime as dt
from decimal import Decimal

from django import template
from django.utils.translation import get_language

from itc.lib import thai

register = template.Library()


@register.filter
def day(value: dt.date | dt.datetime | None) -> str:
    """Return `2 ธ.ค. 2569` or `2 Dec 2026`; moments are shown by their day in Bangkok."""
    return _date(value, weekday=False)


@register.filter
def weekday(value: dt.date | dt.datetime | None) -> str:
    """Return `พ. 2 ธ.ค. 2569` or `Wed 2 Dec 2026`."""
    return _date(value, weekday=True)


def _date(value: dt.date | dt.datetime | None, *, weekday: bool) -> str:
    if value is None:
        return ""
    on = thai.local_day(value) if isinstance(value, dt.datetime) else value
    return thai.date_text(on, language=get_language() or "th", weekday=weekday)


@register.filter
def clock(value: dt.datetime) -> str:
    """Return the hour in Bangkok, `09:00`."""
    return thai.clock_text(value)


@register.filter
def baht(value: Decimal | str | int | None) -> str:
    """Return `฿38,400`; nothing for None, since a missing price is never 0."""
    return "" if value is None else thai.baht_text(Decimal(value))
