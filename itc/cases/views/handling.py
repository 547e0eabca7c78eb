"""What the officer who leads a case does with it: into whose hands, asked back, declined, handed over."""

from collections.abc import Callable

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from itc.accounts.context import person_of
from itc.cases.actions.handling import ask_back, decline_case, give_in_hand, hand_over
from itc.cases.models import Case
from itc.cases.queries.handling import centre_chosen, officer_of
from itc.cases.queries.lists import case_of
from itc.cases.queries.page import require_leads
from itc.cases.views.cases import case_answer
from itc.lib.refusal import NotFound, Refusal
from itc.web.middleware import status_of


@require_POST
@login_required
def case_hand(request: HttpRequest, code: str) -> HttpResponse:
    """Put a case in the hands of an officer: her own where none is chosen."""
    me, now = person_of(request), timezone.now()
    case = case_of(me, code, now=now)
    officer = officer_of(request.POST.get("officer", ""), me)
    taken = give_in_hand(case=case, officer=officer, by=me, now=now)
    messages.success(request, _("In hand of %(name)s now.") % {"name": taken.officer.name})
    return redirect("case_detail", code=case.code)


@require_POST
@login_required
def case_ask_back(request: HttpRequest, code: str) -> HttpResponse:
    """Ask the firm something before saying yes."""
    me, now = person_of(request), timezone.now()

    def ask(case: Case, words: str) -> str:
        ask_back(case=case, words=words, by=me, now=now)
        return _("The firm is asked, and has three working days to answer.")

    return _said(request, code, "ask_back", ask)


@require_POST
@login_required
def case_decline(request: HttpRequest, code: str) -> HttpResponse:
    """Say no to a case with a reason."""
    me, now = person_of(request), timezone.now()

    def decline(case: Case, words: str) -> str:
        decline_case(case=case, words=words, by=me, now=now)
        return _("The case is declined; the firm reads why, and its times are free again.")

    return _said(request, code, "decline", decline)


@require_POST
@login_required
def case_hand_over(request: HttpRequest, code: str) -> HttpResponse:
    """Give a case to another centre; from then on she sees it no more."""
    me, now = person_of(request), timezone.now()

    def give(case: Case, words: str) -> str:
        require_leads(me, case, now=now)
        centre = centre_chosen(request.POST.get("centre", ""), now=now)
        hand_over(case=case, centre=centre, words=words, by=me, now=now)
        told = {"case": case.code, "centre": centre.name}
        return _("Case %(case)s is with %(centre)s now; its officers and the firm are told.") % told

    return _said(request, code, "hand_over", give, then="desk")


def _said(
    request: HttpRequest, code: str, field: str, do: Callable[[Case, str], str], then: str = ""
) -> HttpResponse:
    """Do it with the words that were typed; refused, the page says why and has them still."""
    given = {name: request.POST.get(name, "") for name in ("words", "centre")}
    case = case_of(person_of(request), code, now=timezone.now())
    try:
        messages.success(request, do(case, given["words"]))
    except NotFound:
        raise
    except Refusal as refusal:
        typed = given | {"field": field, "why": str(refusal)}
        return case_answer(request, case.code, typed=typed, status=status_of(refusal))
    return redirect(then) if then else redirect("case_detail", code=case.code)
