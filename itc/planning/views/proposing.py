"""A provider proposes other times for one it said no to; the firm takes one with a press."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST

from itc.accounts.context import person_of
from itc.cases.actions.proposing import propose
from itc.cases.errors import NothingAsked
from itc.cases.models import Slot
from itc.cases.queries.lists import case_of
from itc.cases.queries.proposals import declined_of
from itc.lib.refusal import Conflict, NotReady
from itc.planning.actions.proposing import take
from itc.planning.queries.changed_words import in_words
from itc.planning.queries.proposing import free_times
from itc.planning.rules.question import PLAN_COST
from itc.web.client import charge


@require_http_methods(["GET", "HEAD", "POST"])
@login_required
@never_cache
def slot_propose(request: HttpRequest, slot: int) -> HttpResponse:
    """Show the next free times of the unit that fit the case, and propose those chosen."""
    declined = _declined(request, slot)
    charge(request, PLAN_COST)
    times = free_times(declined, now=timezone.now())
    if request.method == "POST":
        chosen = set(request.POST.getlist("time"))
        picked = [time for time in times if time.starts_at.isoformat() in chosen]
        if picked:
            count = propose(slot=slot, times=picked, by=person_of(request), now=timezone.now())
            said = ngettext("%(count)s time proposed.", "%(count)s times proposed.", count)
            messages.success(request, said % {"count": count})
            return redirect("asked_list")
    context = {"slot": declined, "times": times, "none": request.method == "POST"}
    context |= {"trail": [(_("Asked of us"), reverse("asked_list"))]}
    return render(request, "planning/slot_propose.html", context, status=422 if context["none"] else 200)


@require_POST
@login_required
def proposal_take(request: HttpRequest, code: str, proposal: int) -> HttpResponse:
    """Take a time that was proposed."""
    now, me = timezone.now(), person_of(request)
    case = case_of(me, code, now=now)
    try:
        done = take(case=case, proposal=proposal, by=me, now=now)
    except (Conflict, NotReady) as refusal:
        messages.error(request, str(refusal))
    else:
        messages.success(request, in_words(done))
    return redirect("case_detail", code=case.code)


def _declined(request: HttpRequest, slot: int) -> Slot:
    """Return a slot her centre said no to. Refuses: NothingAsked, where none is, or all is well again."""
    rows = declined_of(person_of(request), now=timezone.now()).filter(pk=slot)
    found = rows.select_related("resource", "step__case__firm", "step__case__family").first()
    if found is None:
        raise NothingAsked
    return found
