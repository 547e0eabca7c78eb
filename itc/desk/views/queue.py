"""The queue of an officer."""

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
from itc.cases.queries.handling import centre_chosen, officer_of
from itc.catalogue.models import Stage
from itc.desk import queries
from itc.desk.actions import together
from itc.desk.queries.queue import default_view
from itc.desk.rules import read
from itc.lib.refusal import NotReady, Refusal
from itc.web.middleware import status_of


@require_safe
@login_required
@never_cache
def desk(request: HttpRequest) -> HttpResponse:
    """Show the cases of her centres, what is due first first; `?which=`, `whose=`, `q=` and more narrow them.

    Without them it is the view that she lets open first, if there is one.
    """
    return _desk(request, request.GET.dict() or default_view(person_of(request)))


@require_POST
@login_required
@never_cache
def desk_together(request: HttpRequest) -> HttpResponse:
    """Confirm many cases, put them in the hands of an officer, or give them to another centre."""
    queries.require_officer(person_of(request), now=timezone.now())
    try:
        done = _do(request)
    except NotReady as refusal:
        messages.error(request, str(refusal))
        return _desk(request, request.POST.dict(), refusal=refusal)
    for code, refused in done.refused:
        messages.error(request, f"{code}: {refused}")
    if done.refused and not done.done:
        return _desk(request, request.POST.dict(), refusal=done.refused[0][1])
    text = ngettext("Done for %(count)s case.", "Done for %(count)s cases.", done.done)
    messages.success(request, text % {"count": done.done})
    query = read(request.POST.dict()).query
    return redirect(reverse("desk") + (f"?{query}" if query else ""))


def _do(request: HttpRequest) -> together.Together:
    """Do what was chosen. Refuses: NotAColleague, SameCentre, NoReason, for all of them at once."""
    given, codes = request.POST, request.POST.getlist("case")
    me, now = person_of(request), timezone.now()
    if given.get("do") == "confirm":
        return together.confirm_all(codes=codes, by=me, now=now)
    if given.get("do") == "hand-over":
        centre, words = centre_chosen(given.get("centre", ""), now=now), given.get("words", "")
        return together.hand_over_all(codes=codes, centre=centre, words=words, by=me, now=now)
    officer = officer_of(given.get("officer", ""), me)
    return together.hand_all(codes=codes, officer=officer, by=me, now=now)


def _desk(request: HttpRequest, given: dict[str, str], refusal: Refusal | None = None) -> HttpResponse:
    """Return the queue; where nothing could be done, with what was chosen and typed as it was."""
    asked = read(given)
    context = {
        "stages": Stage.choices,
        "desk": queries.desk(person_of(request), asked, now=timezone.now()),
        "asked": asked,
    }
    if refusal is not None:
        context |= {"chosen": request.POST.getlist("case"), "typed": given}
    return render(
        request, "desk/desk.html", context | {"serves": True}, status=status_of(refusal) if refusal else 200
    )
