"""The desk of an officer."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import BadRequest
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST, require_safe

from itc.accounts.context import person_of
from itc.accounts.models import User
from itc.cases.actions.handling import ask_back, decline_case, give_in_hand
from itc.cases.errors import NotAColleague
from itc.cases.queries.lists import case_of
from itc.desk import actions, queries
from itc.desk.rules import read


@require_safe
@login_required
@never_cache
def desk(request: HttpRequest) -> HttpResponse:
    """Show the cases of her centres, what is due first first; `?which=`, `whose=`, `q=` narrow them."""
    asked = read(request.GET.dict())
    found = queries.desk(person_of(request), asked, now=timezone.now())
    return render(request, "desk/desk.html", {"desk": found, "asked": asked})


@require_POST
@login_required
def desk_together(request: HttpRequest) -> HttpResponse:
    """Confirm many cases, or put them in the hands of an officer."""
    me, now, codes = person_of(request), timezone.now(), request.POST.getlist("case")
    queries.require_officer(me, now=now)
    if request.POST.get("do") == "confirm":
        done = actions.confirm_all(codes=codes, by=me, now=now)
    else:
        done = actions.hand_all(codes=codes, officer=_officer(request), by=me, now=now)
    text = ngettext("Done for %(count)s case.", "Done for %(count)s cases.", done.done)
    messages.success(request, text % {"count": done.done})
    for code, refusal in done.refused:
        messages.error(request, f"{code}: {refusal}")
    return redirect(_back(request))


@require_POST
@login_required
def desk_hand(request: HttpRequest, code: str) -> HttpResponse:
    """Put a case in the hands of an officer: her own where none is chosen."""
    me, now = person_of(request), timezone.now()
    case = case_of(me, code, now=now)
    taken = give_in_hand(case=case, officer=_officer(request), by=me, now=now)
    messages.success(request, _("In hand of %(name)s now.") % {"name": taken.officer.name})
    return redirect("case_detail", code=case.code)


@require_POST
@login_required
def desk_ask_back(request: HttpRequest, code: str) -> HttpResponse:
    """Ask the firm something before saying yes."""
    me, now = person_of(request), timezone.now()
    case = case_of(me, code, now=now)
    ask_back(case=case, words=request.POST.get("words", ""), by=me, now=now)
    messages.success(request, _("The firm is asked, and has three working days to answer."))
    return redirect("case_detail", code=case.code)


@require_POST
@login_required
def desk_decline(request: HttpRequest, code: str) -> HttpResponse:
    """Say no to a case with a reason."""
    me, now = person_of(request), timezone.now()
    case = case_of(me, code, now=now)
    decline_case(case=case, words=request.POST.get("words", ""), by=me, now=now)
    messages.success(request, _("The case is declined; the firm reads why, and its times are free again."))
    return redirect("case_detail", code=case.code)


def _officer(request: HttpRequest) -> User:
    """Return the colleague chosen, else who asks. Raises BadRequest for a number that is none."""
    chosen = request.POST.get("officer", "")
    if not chosen:
        return person_of(request)
    if not (chosen.isascii() and chosen.isdigit()):
        raise BadRequest
    found = User.objects.filter(pk=int(chosen[:18])).first()
    if found is None:
        raise NotAColleague
    return found


def _back(request: HttpRequest) -> str:
    query = read({key: str(value) for key, value in request.POST.items()}).query
    return reverse("desk") + (f"?{query}" if query else "")
