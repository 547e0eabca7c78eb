"""Tags and filters every template may use: dates in the era of the language, baht, kilometres, the line."""

import datetime as dt
import re
from collections.abc import Sequence
from decimal import ROUND_HALF_UP, Decimal
from itertools import cycle
from typing import Any

from django import template
from django.urls import reverse, translate_url
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString
from django.utils.translation import get_language, ngettext, override
from django.utils.translation import gettext as _

from itc.lib import thai
from itc.web.line import STATIONS, Station
from itc.web.problems import Problem, problem_of

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
    return thai.date_text(_local(value), language=get_language() or "th", weekday=weekday)


def _local(value: dt.date | dt.datetime) -> dt.date:
    return thai.local_day(value) if isinstance(value, dt.datetime) else value


@register.filter
def clock(value: dt.datetime) -> str:
    """Return the hour in Bangkok, `09:00`."""
    return thai.clock_text(value)


@register.simple_tag
def span(start: dt.date | dt.datetime, end: dt.date | dt.datetime | None = None) -> str:
    """Return `พ. 2 ธ.ค. 2569 · 09:00–11:00`, over several days `จ. 7 – พ. 9 ธ.ค. 2569`.

    Plain dates give days without hours; what has no length, as a drop-off, has one time.
    """
    first, last = _local(start), _local(end if end is not None else start)
    if first == last:
        if isinstance(start, dt.datetime) and isinstance(end, dt.datetime):
            times = dict.fromkeys((thai.clock_text(start), thai.clock_text(end)))
            return f"{weekday(first)} · {'–'.join(times)}"
        return weekday(first)
    said = weekday(first).split()  # weekday, day, month, year: what the last day says again is left out
    if first.year == last.year:
        said = said[:2] if first.month == last.month else said[:3]
    return f"{' '.join(said)} – {weekday(last)}"


@register.filter
def baht(value: Decimal | str | int | None) -> str:
    """Return `฿38,400`; nothing for None, since a missing price is never 0."""
    return "" if value is None else thai.baht_text(Decimal(value))


@register.filter
def km(value: float | None) -> str:
    """Return `1,268 กม.` or `1,268 km`, in whole kilometres; nothing for None."""
    return "" if value is None else _("%(km)s km") % {"km": f"{value:,.0f}"}


def amount(value: Decimal, unit: str) -> str:
    """Return `200 กิโลกรัม` for kg, l or piece."""
    units = {"kg": _("kilograms"), "l": _("litres"), "piece": _("pieces")}
    return f"{value:,f} {units[unit]}"


@register.filter
def hours(value: Decimal | float | None) -> str:
    """Return `3.5 ชั่วโมง`, under an hour `30 นาที`; nothing for None."""
    if value is None:
        return ""
    minutes = int((Decimal(value) * 60).quantize(Decimal(1), rounding=ROUND_HALF_UP))
    if minutes < 60:
        return ngettext("%(count)s minute", "%(count)s minutes", minutes) % {"count": minutes}
    text = f"{minutes / 60:.1f}".removesuffix(".0")
    return ngettext("%(count)s hour", "%(count)s hours", 1 if text == "1" else 2) % {"count": text}


@register.filter
def marked(text: str, pieces: Sequence[str]) -> SafeString:
    """Return the text with every occurrence of the pieces, whatever their case, inside <mark>."""
    if not any(pieces):
        return format_html("{}", text)
    longest_first = sorted(filter(None, pieces), key=len, reverse=True)
    found = re.split(f"({'|'.join(map(re.escape, longest_first))})", text, flags=re.IGNORECASE)
    return format_html_join(
        "",
        "{}",
        (
            (format_html("<mark>{}</mark>", part) if odd else part,)
            for odd, part in zip(cycle((False, True)), found)
        ),
    )


@register.simple_tag
def stations() -> tuple[Station, ...]:
    """Return the five stations of the line, without steps."""
    return STATIONS


@register.simple_tag
def problem(status: int) -> Problem:
    """Return what to say for an HTTP status; needs neither request nor database."""
    return problem_of(status)


@register.simple_tag(takes_context=True)
def other_language(context: dict[str, Any]) -> dict[str, str]:
    """Return `code` and `url` of this page in the other language; its home where this page is no route."""
    code = "en" if get_language() == "th" else "th"
    with override(code):
        home = reverse("home")
    request = context.get("request")
    here = request.get_full_path() if request else ""
    there = translate_url(here, code) if here else home
    return {"code": code, "url": home if there == here else there}
