"""The page a reminder leads to, without sign-in: it shows one step, and is good for that step alone."""

import datetime as dt
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods

from itc.cases.actions.links import come_by_link, open_link
from itc.cases.models import StepLink
from itc.lib.refusal import Conflict, NotReady
from itc.planning.actions.by_link import change_by_link
from itc.planning.forms import MoveForm
from itc.planning.queries.by_link import day_after, link_page, next_times
from itc.planning.queries.effects import Wish, effect
from itc.planning.rules.question import PLAN_COST
from itc.web.client import charge, costs
from itc.web.middleware import status_of

Context = dict[str, Any]


# The secret of the address is the proof that a form comes from this page: nobody can forge what she has not
# told. Readers of mail and LINE open links in browsers of their own that often keep no cookie.
@csrf_exempt
@require_http_methods(["GET", "HEAD", "POST"])
@never_cache
@costs(1)
def step_by_link(request: HttpRequest, secret: str) -> HttpResponse:
    """Show the step of a reminder and what can be said to it; a press says it. To look changes nothing."""
    now = timezone.now()
    link = open_link(secret=secret, now=now)
    form = MoveForm(request.POST or request.GET or None)
    context = link_page(link, now=now) | {"form": form, "asks": bool(request.GET)}
    if request.method == "POST" and _done(request, secret, form.wish(link.step.seq), context):
        return _discreet(redirect("step_by_link", secret=secret))
    if context["state"] == "holds":
        _ask(request, link, form, context)
    return _page(request, context)


def _done(request: HttpRequest, secret: str, wish: Wish | None, context: Context) -> bool:
    """Do what was pressed; return whether it was done, else the context says why not."""
    try:
        if "comes" in request.POST:
            come_by_link(secret=secret, now=timezone.now())
        elif wish is not None:
            change_by_link(secret=secret, wish=wish, shown=request.POST.get("shown", ""), now=timezone.now())
        else:
            return False
    except (Conflict, NotReady) as refusal:
        context["refusal"] = refusal
        return False
    return True


def _ask(request: HttpRequest, link: StepLink, form: MoveForm, context: Context) -> None:
    """Add what is asked for: other times, or what giving back would change; or why there is none."""
    data, now = request.POST or request.GET, timezone.now()
    try:
        if "drop" in data:
            charge(request, PLAN_COST)
            wish = Wish(dropped=frozenset({link.step.seq}))
            context["cancel"] = effect(link.step.case, wish, now=now)
        elif "move" in data or "day" in data:
            charge(request, PLAN_COST)
            context["times"] = next_times(link.step, since=_since(form, link), now=now)
    except (Conflict, NotReady) as refusal:
        context.setdefault("refusal", refusal)


def _since(form: MoveForm, link: StepLink) -> dt.date:
    """Return the day she asks for, else the day after the one she has."""
    day: dt.date | None = form.cleaned_data.get("day") if form.is_valid() else None
    return day or day_after(link.step)


def _page(request: HttpRequest, context: Context) -> HttpResponse:
    refusal = context.get("refusal")
    over = 200 if context["state"] == "holds" else 410
    status = status_of(refusal) if refusal else 422 if context["form"].errors else over
    return _discreet(render(request, "planning/step_by_link.html", context, status=status))


def _discreet(response: HttpResponse) -> HttpResponse:
    response["Cache-Control"] = "private, no-store"
    response["X-Robots-Tag"] = "noindex"
    response["Referrer-Policy"] = "no-referrer"
    return response
