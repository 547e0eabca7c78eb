"""The pages on which officers keep their centre."""

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from itc.accounts.context import person_of
from itc.centres.models import Profile, Service
from itc.centres.queries import lists
from itc.centres.queries.manage import manage_page, row_of
from itc.centres.queries.officers import centre_of, centres_kept_by
from itc.centres.views import sheets
from itc.centres.views.answering import answer, asked, of_officer, ways
from itc.network.models import Post
from itc.resources.models import Resource

MOST_DIGITS = 18
"""Of a key that any database keeps."""


@require_safe
@login_required
@never_cache
def my_centres(request: HttpRequest) -> HttpResponse:
    """Lead an officer to her centre, or let her choose where she has several."""
    centres = centres_kept_by(person_of(request), now=timezone.now())
    if len(centres) == 1:
        return redirect("centre_manage", code=centres[0].pk)
    return render(request, "centres/mine.html", {"centres": centres})


@require_safe
@login_required
@never_cache
def centre_manage(request: HttpRequest, code: str) -> HttpResponse:
    """Show what each part of a centre says now and since when, what was changed, and what needs a look."""
    now = timezone.now()
    centre = centre_of(code, person_of(request), now=now)
    page = manage_page(centre, part=request.GET.get("part", ""), page=request.GET.get("page", ""), now=now)
    return render(request, "centres/manage.html", page)


@of_officer
def centre_services(request: HttpRequest, code: str) -> HttpResponse:
    """List what a centre offers, and offer more of the catalogue."""
    question = asked(request, code)
    question.shown = lambda: lists.services(question.centre, now=timezone.now())
    return answer(question, sheets.OFFER)


@of_officer
def centre_service_new(request: HttpRequest, code: str) -> HttpResponse:
    """Offer something in the centre's own words."""
    return answer(asked(request, code), sheets.OWN_SERVICE)


@of_officer
def centre_service(request: HttpRequest, code: str, service: int) -> HttpResponse:
    """Say a service anew, or end it."""
    return answer(asked(request, code, lambda centre: row_of(centre, Service, service)), sheets.SERVICE)


@of_officer
def centre_hours(request: HttpRequest, code: str) -> HttpResponse:
    """Show the hours of a centre and of what is of it, and change them; `?unit=` chooses one."""
    unit = request.GET.get("unit", "")
    chosen = int(unit) if unit.isdecimal() and len(unit) <= MOST_DIGITS else None
    question = asked(request, code, lambda centre: row_of(centre, Resource, chosen) if chosen else None)
    question.shown = lambda: lists.hours(question.centre, now=timezone.now())
    return answer(question, sheets.HOURS)


@of_officer
def centre_closings(request: HttpRequest, code: str) -> HttpResponse:
    """List the days on which a centre is closed, and close more."""
    question = asked(request, code)
    question.shown = lambda: lists.closings(question.centre, now=timezone.now())
    return answer(question, sheets.CLOSING)


@of_officer
def centre_people(request: HttpRequest, code: str) -> HttpResponse:
    """List who is in post and who can be booked, and appoint somebody."""
    question = asked(request, code)
    question.shown = lambda: lists.people(question.centre, person_of(request), now=timezone.now())
    return answer(question, sheets.POST)


@of_officer
def centre_post_end(request: HttpRequest, code: str, post: int) -> HttpResponse:
    """End a post after a day."""
    return answer(asked(request, code, lambda centre: row_of(centre, Post, post)), sheets.POST_END)


@of_officer
def centre_person_new(request: HttpRequest, code: str) -> HttpResponse:
    """Let a person be booked."""
    return answer(asked(request, code), sheets.BOOKABLE_NEW)


@of_officer
def centre_person(request: HttpRequest, code: str, person: int) -> HttpResponse:
    """Say anew what a person is booked for."""
    return answer(asked(request, code, lambda centre: row_of(centre, Resource, person)), sheets.BOOKABLE)


@of_officer
def centre_units(request: HttpRequest, code: str) -> HttpResponse:
    """List the machines and rooms of a centre."""
    question = asked(request, code)
    page = lists.units(question.centre, now=timezone.now()) | ways(request)
    return render(request, "centres/units.html", page)


@of_officer
def centre_unit_new(request: HttpRequest, code: str) -> HttpResponse:
    """Add machines or rooms of a kind."""
    question = asked(request, code)
    question.initial = {"machine_kind": request.GET.get("kind", "")}
    return answer(question, sheets.UNIT_NEW)


@of_officer
def centre_unit(request: HttpRequest, code: str, unit: int) -> HttpResponse:
    """Say a machine or room anew."""
    return answer(asked(request, code, lambda centre: row_of(centre, Resource, unit)), sheets.UNIT)


@of_officer
def centre_unit_retire(request: HttpRequest, code: str, unit: int) -> HttpResponse:
    """Take a machine, room or person out of booking from a day on."""
    return answer(asked(request, code, lambda centre: row_of(centre, Resource, unit)), sheets.RETIRE)


@of_officer
def centre_prices(request: HttpRequest, code: str) -> HttpResponse:
    """List what a centre asks, and what has no price."""
    question = asked(request, code)
    page = lists.prices(question.centre, now=timezone.now()) | ways(request)
    return render(request, "centres/prices.html", page)


@of_officer
def centre_price_new(request: HttpRequest, code: str) -> HttpResponse:
    """Ask a price from a day on; `?like=` begins with one that stands, `?thing=` says of what."""
    like = request.GET.get("like", "")
    question = asked(request, code, lambda centre: lists.price_of(centre, like) if like else None)
    question.initial = {"thing": request.GET["thing"]} if "thing" in request.GET else {}
    return answer(question, sheets.PRICE)


@of_officer
def centre_price_end(request: HttpRequest, code: str, price: str) -> HttpResponse:
    """End a price after a day."""
    return answer(asked(request, code, lambda centre: lists.price_of(centre, price)), sheets.PRICE_END)


@of_officer
def centre_rules(request: HttpRequest, code: str) -> HttpResponse:
    """Say how long before one books, how far ahead times are firm, and how the centre is reached."""
    return answer(asked(request, code), sheets.RULES)


@of_officer
def centre_area(request: HttpRequest, code: str) -> HttpResponse:
    """List what is told of the province, and tell more, with where it is known from."""
    question = asked(request, code)
    question.shown = lambda: lists.area(question.centre, now=timezone.now())
    return answer(question, sheets.AREA)


@of_officer
def centre_area_end(request: HttpRequest, code: str, line: int) -> HttpResponse:
    """End a line about the area."""
    return answer(asked(request, code, lambda centre: row_of(centre, Profile, line)), sheets.AREA_END)
