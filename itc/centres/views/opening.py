"""The way of a new centre from nothing to its first day; its parts are kept on the centre's own pages."""

from collections.abc import Callable
from functools import partial
from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST, require_safe

from itc.accounts.context import person_of
from itc.accounts.models import User
from itc.centres.actions import opening as acts
from itc.centres.actions.opening_copy import copy_centre, quote_the_rest
from itc.centres.errors import AlreadyThere
from itc.centres.forms.opening import BeginForm, CopyForm, DayForm, PlaceForm
from itc.centres.models import Opening
from itc.centres.queries import opening as queries
from itc.centres.queries.opening_copy import pattern
from itc.centres.queries.opening_pages import copy_page, day_page, list_page, look_page, picked, place_page
from itc.centres.rules.opening import STEPS
from itc.centres.views.answering import of_officer
from itc.lib.refusal import NotFound, Refusal
from itc.web.middleware import status_of


def _mine(request: HttpRequest, code: str) -> tuple[Opening, User]:
    """Return the opening of a centre and who asks. Refuses: UnknownOpening."""
    me = person_of(request)
    return queries.opening_of(code, me, on=timezone.localdate()), me


def _to(opening: Opening, slug: str) -> HttpResponse:
    return redirect(queries.step_url(opening, next(step for step in STEPS if step.slug == slug)))


def _show(
    request: HttpRequest, template: str, form: Any, *, refusal: Refusal | None = None, **context: Any
) -> HttpResponse:
    """Return a form page; refused, with why, and with what was typed."""
    if refusal is not None:
        form.add_error(None, str(refusal))
    status = status_of(refusal) if refusal else (422 if form.is_bound and form.errors else 200)
    return render(request, f"centres/{template}.html", {"form": form} | context, status=status)


@require_safe
@login_required
@never_cache
def opening_list(request: HttpRequest) -> HttpResponse:
    """List the centres that she opens, or opened."""
    return render(request, "centres/opening_list.html", list_page(person_of(request), now=timezone.now()))


def _refused(act: Callable[[], object]) -> Refusal | None:
    """Do something; return why it was not done. What one may not know of is told as everywhere."""
    try:
        act()
    except NotFound:
        raise
    except Refusal as refusal:
        return refusal
    return None


@of_officer
def opening_new(request: HttpRequest) -> HttpResponse:
    """Begin a centre: what, and in which province."""
    me = person_of(request)
    form = BeginForm(request.POST or None, parents=queries.require_may_open(me, on=timezone.localdate()))
    if not form.is_valid():
        return _show(request, "opening_new", form)
    begun: list[Opening] = []
    asked = partial(acts.begin_opening, **form.cleaned_data, by=me, now=timezone.now())
    refusal = _refused(lambda: begun.append(asked()))
    if not refusal:
        return _to(begun[0], "place")
    found = queries.going_on(form.cleaned_data["province"], me, on=timezone.localdate())
    if found is None or not isinstance(refusal, AlreadyThere):
        return _show(request, "opening_new", form, refusal=refusal)
    messages.info(request, str(refusal))
    return redirect("centre_opening", found.centre_id)


@of_officer
def centre_opening_place(request: HttpRequest, code: str) -> HttpResponse:
    """Name a centre and say where it stands; a press on the map fills in the place."""
    opening, me = _mine(request, code)
    spot = picked(request.POST)
    form = PlaceForm((dict(request.POST.items()) | spot) or None, initial=opening.centre.__dict__)
    page: dict[str, Any] = {"opening": opening, "spot": spot} | place_page(opening.centre, form)
    if spot or not form.is_valid():
        return _show(request, "opening_place", form, **page)
    keep = partial(acts.place_centre, centre=code, by=me, now=timezone.now())
    if refusal := _refused(lambda: keep(**form.cleaned_data)):
        return _show(request, "opening_place", form, refusal=refusal, **page)
    return _to(opening, "copy")


@of_officer
def centre_opening_copy(request: HttpRequest, code: str) -> HttpResponse:
    """Copy from a template or a centre."""
    opening, me = _mine(request, code)
    page = copy_page(opening, now=timezone.now())
    form = CopyForm(request.POST or None, templates=page["templates"], centres=page["centres"])
    if not form.is_valid():
        return _show(request, "opening_copy", form, **page)
    done: dict[str, int] = {}
    asked = {"pattern": pattern(form.cleaned_data["chosen"]), "parts": form.cleaned_data["parts"]}
    if refusal := _refused(lambda: done.update(copy_centre(centre=code, **asked, by=me, now=timezone.now()))):
        return _show(request, "opening_copy", form, refusal=refusal, **page)
    said = _(
        "Copied: %(units)d machines and rooms, %(people)d posts, %(services)d services, %(prices)d prices."
    )
    messages.success(request, said % done)
    return _to(opening, "hours")


@of_officer
def centre_opening_day(request: HttpRequest, code: str) -> HttpResponse:
    """Choose the day, and see what it means for the province and for the cases under way."""
    opening, me = _mine(request, code)
    form = DayForm(request.POST or None, initial={"opens_on": opening.wished_on})
    if not form.is_valid():
        return _show(request, "opening_day", form, **day_page(opening))
    wish = partial(acts.wish_day, centre=code, by=me, now=timezone.now())
    if refusal := _refused(lambda: wish(**form.cleaned_data)):
        return _show(request, "opening_day", form, refusal=refusal, **day_page(opening))
    return _to(opening, "look")


@require_safe
@login_required
@never_cache
def centre_opening(request: HttpRequest, code: str) -> HttpResponse:
    """Look a centre over before it opens: what is missing, what comes over, what the public will see."""
    opening, _me = _mine(request, code)
    return render(request, "centres/opening_look.html", look_page(opening, now=timezone.now()))


@require_safe
@login_required
@never_cache
def centre_opening_step(request: HttpRequest, code: str, step: str) -> HttpResponse:
    """Go to a screen of the way."""
    opening, _me = _mine(request, code)
    if step not in {each.slug for each in STEPS}:
        raise Http404
    return _to(opening, step)


ACTS: dict[str, tuple[Callable[..., object], str]] = {
    "settle": (acts.settle_opening, gettext_noop("The day is settled. It opens by itself.")),
    "undo": (acts.undo_settling, gettext_noop("It is a draft again; its province stays where it was.")),
    "cancel": (
        acts.cancel_opening,
        gettext_noop("Given up. What was entered is kept, and nobody else sees it."),
    ),
    "quote": (quote_the_rest, gettext_noop("What had no price is to be quoted now.")),
}
"""What is done from the page that looks it over."""


@require_POST
@login_required
def centre_opening_do(request: HttpRequest, code: str, act: str) -> HttpResponse:
    """Settle the day, undo that, give the opening up, or say that the rest is to be quoted."""
    opening, me = _mine(request, code)
    if act not in ACTS:
        raise Http404
    do, said = ACTS[act]
    if act == "settle" and opening.wished_on is None:
        return _to(opening, "day")
    given: dict[str, Any] = {"opens_on": opening.wished_on} if act == "settle" else {}
    refusal = _refused(lambda: do(centre=code, **given, by=me, now=timezone.now()))
    for reason in refusal.reasons if refusal else ():
        messages.error(request, str(reason))
    if not refusal:
        messages.success(request, _(said))
    return redirect("centre_opening", code)
