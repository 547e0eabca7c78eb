"""Moving or dropping a step of a case: what that moves is shown before it happens."""

from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from itc.accounts.context import person_of
from itc.cases.models import Case
from itc.cases.queries.lists import case_of
from itc.lib.refusal import Conflict, NotReady
from itc.planning.actions import change
from itc.planning.errors import ChangedMeanwhile
from itc.planning.forms import MoveForm
from itc.planning.queries.repairing import Wish, changes, digest_of, step_page
from itc.planning.rules.question import PLAN_COST
from itc.web.client import charge
from itc.web.middleware import status_of

Context = dict[str, Any]


@require_http_methods(["GET", "HEAD", "POST"])
@login_required
@never_cache
def case_step(request: HttpRequest, code: str, seq: int) -> HttpResponse:
    """Ask what is to become of a step, show all that would change, then do it."""
    now, me = timezone.now(), person_of(request)
    case = case_of(me, code, now=now)
    context: Context = step_page(case, seq, me, now=now) | {
        "form": MoveForm(request.POST or request.GET or None)
    }
    wish = context["form"].wish(seq)
    if wish is None:
        return _page(request, context, status=422 if context["form"].is_bound else 200)
    if request.method == "POST" and (done := _done(request, case, wish, context)) is not None:
        return done
    return _preview(request, case, wish, context)


def _done(request: HttpRequest, case: Case, wish: Wish, context: Context) -> HttpResponse | None:
    """Do what she was shown and go to the case; None where it is refused, which the context says then."""
    me = person_of(request)
    try:
        change(case=case, wish=wish, shown=request.POST.get("shown", ""), by=me, now=timezone.now())
    except ChangedMeanwhile as refusal:
        context["refusal"] = refusal
        return None
    messages.success(request, _("Changed. All that moved stands in your case."))
    return redirect("case_detail", code=case.code)


def _preview(request: HttpRequest, case: Case, wish: Wish, context: Context) -> HttpResponse:
    """Return the page with all that would change, or with why nothing can."""
    charge(request, PLAN_COST)
    try:
        found = changes(case, wish, now=timezone.now())
    except (Conflict, NotReady) as refusal:
        return _page(request, context | {"refusal": refusal}, status=status_of(refusal))
    status = status_of(context["refusal"]) if "refusal" in context else 200
    return _page(request, context | {"changes": found, "shown": digest_of(found)}, status=status)


def _page(request: HttpRequest, context: Context, status: int = 200) -> HttpResponse:
    return render(request, "planning/case_step.html", context, status=status)
