"""Dates for her own calendar: of a case as a file, of all her cases as a private feed."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.cache import get_conditional_response
from django.utils.http import http_date, quote_etag
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST, require_safe

from itc.accounts.context import person_of
from itc.cases.actions.feeds import end_feed, make_feed, read_feed
from itc.cases.errors import FeedChanged
from itc.cases.queries.calendar import dates_of_case, feed_of
from itc.cases.queries.lists import case_of

ICALENDAR = "text/calendar; charset=utf-8"


@require_safe
@login_required
@never_cache
def case_calendar(request: HttpRequest, code: str) -> HttpResponse:
    """Give the dates of a case as a file for her calendar, to who may see the case."""
    case = case_of(person_of(request), code, now=timezone.now())
    dates = dates_of_case(case, person_of(request), site=_site(request))
    response = HttpResponse(dates.written(), content_type=ICALENDAR)
    response["Content-Disposition"] = f'attachment; filename="{case.code}.ics"'
    return response


@require_safe
def calendar_feed(request: HttpRequest, secret: str) -> HttpResponse:
    """Give the dates of a person's cases to whoever has her link; 304 where nothing is new."""
    feed, dates = read_feed(secret=secret, site=_site(request), now=timezone.now())
    etag, since = quote_etag(feed.shown), feed.shown_since.timestamp() if feed.shown_since else 0
    response = get_conditional_response(request, etag, int(since)) or HttpResponse(dates.written())
    response["Content-Type"] = ICALENDAR
    response["ETag"], response["Last-Modified"] = etag, http_date(since)
    response["Cache-Control"] = "private, no-cache"  # kept by her calendar, and asked for anew each time
    return _discreet(response)


@require_safe
@login_required
def calendar(request: HttpRequest) -> HttpResponse:
    """Say whether she has a private link, what it is for, and how to make and end it."""
    return _page(request)


@require_POST
@login_required
def calendar_make(request: HttpRequest) -> HttpResponse:
    """Make a link, or a new one for the old, and show it this once."""
    replaces = request.POST.get("feed", "")
    try:
        secret = make_feed(by=person_of(request), replaces=_number(replaces), now=timezone.now())
    except FeedChanged as refusal:
        return _page(request, refusal=refusal, status=409)
    link = request.build_absolute_uri(reverse("calendar_feed", args=[secret]))
    return _page(request, link=link, webcal=f"webcal:{link.partition(':')[2]}")


@require_POST
@login_required
def calendar_end(request: HttpRequest) -> HttpResponse:
    """End her link: calendars that read it get no more dates."""
    try:
        end_feed(feed=_number(request.POST.get("feed", "")) or 0, by=person_of(request), now=timezone.now())
    except FeedChanged as refusal:
        return _page(request, refusal=refusal, status=409)
    messages.success(request, _("The link is ended. It leads nowhere any more."))
    return redirect("calendar")


def _page(request: HttpRequest, *, status: int = 200, **more: object) -> HttpResponse:
    """Return the page of her link; `link` is the secret address, which never travels in a referrer."""
    trail = [(_("Cases"), reverse("case_list"))]
    context = {"feed": feed_of(person_of(request)), "trail": trail} | more
    response = render(request, "cases/calendar.html", context, status=status)
    response["Cache-Control"] = "private, no-store"
    return _discreet(response)


def _discreet(response: HttpResponse) -> HttpResponse:
    response["X-Robots-Tag"] = "noindex"
    response["Referrer-Policy"] = "no-referrer"
    return response


def _number(written: str) -> int | None:
    return int(written) if written.isascii() and written.isdigit() and len(written) < 19 else None


def _site(request: HttpRequest) -> str:
    return request.build_absolute_uri("/").rstrip("/")
