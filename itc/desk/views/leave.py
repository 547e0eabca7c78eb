"""An officer marks days away: first she sees what falls due in them, then she names who stands in."""

import datetime as dt

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST

from itc.accounts.context import person_of
from itc.cases.actions.leave import end_leave, mark_away
from itc.cases.queries.handling import officer_of, officers_of
from itc.cases.queries.leave import due_between, leaves_of
from itc.desk.forms import LeaveForm
from itc.desk.queries import require_officer
from itc.lib.refusal import NotFound, Refusal


@require_http_methods(["GET", "HEAD", "POST"])
@login_required
@never_cache
def leave(request: HttpRequest) -> HttpResponse:
    """Show her days away; with days chosen what falls due in them; then keep them with a deputy."""
    me, now = person_of(request), timezone.now()
    colleagues = [each for each in officers_of(require_officer(me, now=now), now=now) if each != me]
    form = LeaveForm(request.POST or request.GET or None, colleagues=colleagues)
    valid = form.is_bound and form.is_valid()
    if request.method == "POST" and valid and _marked(request, form, now):
        return redirect("leave")
    context = {"form": form, "leaves": leaves_of(me, now=now), "colleagues": colleagues}
    if valid:
        days = form.cleaned_data["first"], form.cleaned_data["last"]
        context |= {"due": due_between(me, *days), "days": days}
    return render(request, "desk/leave.html", context, status=422 if form.errors else 200)


def _marked(request: HttpRequest, form: LeaveForm, now: dt.datetime) -> bool:
    """Keep her days away and return True; where that is refused, the form says why."""
    me, said = person_of(request), form.cleaned_data
    try:
        deputy = officer_of(said["deputy"], me) if said["deputy"] else None
        mark_away(first=said["first"], last=said["last"], deputy=deputy, by=me, now=now)
    except NotFound:
        raise
    except Refusal as refusal:
        form.add_error(None, str(refusal))
        return False
    messages.success(request, _("You are marked as away. It ends by itself."))
    return True


@require_POST
@login_required
def leave_end(request: HttpRequest, leave: int) -> HttpResponse:
    """Call days away off, or come back early."""
    end_leave(leave=leave, by=person_of(request), now=timezone.now())
    messages.success(request, _("You are here again: what you have in hand is yours."))
    return redirect("leave")
