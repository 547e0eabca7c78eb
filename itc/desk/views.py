"""The desk of an officer."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import ngettext
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST, require_safe

from itc.accounts.context import person_of
from itc.cases.queries.handling import officer_of
from itc.desk import actions, queries
from itc.desk.rules import read


@require_safe
@login_required
@never_cache
def desk(request: HttpRequest) -> HttpResponse:
    """Show the cases of her centres, what is due first first; `?which=`, `whose=`, `q=` narrow them."""
    asked = read(request.GET.dict())
    found = queries.desk(person_of(request), asked, now=timezone.now())
    return render(request, "desk/desk.html", {"desk": found, "asked": asked, "serves": True})


@require_POST
@login_required
def desk_together(request: HttpRequest) -> HttpResponse:
    """Confirm many cases, or put them in the hands of an officer."""
    me, now, codes = person_of(request), timezone.now(), request.POST.getlist("case")
    queries.require_officer(me, now=now)
    if request.POST.get("do") == "confirm":
        done = actions.confirm_all(codes=codes, by=me, now=now)
    else:
        done = actions.hand_all(
            codes=codes, officer=officer_of(request.POST.get("officer", ""), me), by=me, now=now
        )
    text = ngettext("Done for %(count)s case.", "Done for %(count)s cases.", done.done)
    messages.success(request, text % {"count": done.done})
    for code, refusal in done.refused:
        messages.error(request, f"{code}: {refusal}")
    return redirect(_back(request))


def _back(request: HttpRequest) -> str:
    query = read({key: str(value) for key, value in request.POST.items()}).query
    return reverse("desk") + (f"?{query}" if query else "")
