"""Accepting a plan: what is held, who sees what, for which firm; and what helps where something is gone."""

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
from itc.lib.refusal import NotAllowed, NotFound, NotReady, Refusal
from itc.planning.actions import accept, ask
from itc.planning.errors import PlanNotFree
from itc.planning.models import Plan
from itc.planning.queries.accepting import AcceptPage, accept_page, firm_to_accept_for
from itc.planning.queries.answering import without_unknown_chips
from itc.planning.queries.kept import kept_plan
from itc.planning.rules.question import PLAN_COST, Question
from itc.planning.views.plans import kept_back
from itc.web.client import charge
from itc.web.middleware import status_of


@require_http_methods(["GET", "HEAD", "POST"])
@login_required
@never_cache
def plan_accept(request: HttpRequest, token: str) -> HttpResponse:
    """Ask for which firm, say what is held and who sees what; then accept, and go to the case."""
    plan, kind = kept_plan(token), request.POST.get("kind") or request.GET.get("kind", "")
    page = accept_page(plan, kind, person_of(request), now=timezone.now())
    if request.method != "POST":
        return _page(request, page)
    try:
        firm = firm_to_accept_for(person_of(request), request.POST.get("firm", ""))
        case = accept(plan=plan, kind=kind, firm=firm, by=person_of(request), now=timezone.now())
    except PlanNotFree as refusal:
        return _gone(request, page, refusal)
    except Refusal as refusal:
        return _page(request, page, {"refusal": refusal}, status=status_of(refusal))
    messages.success(request, _("Accepted. Everything of the next weeks is held for you."))
    return redirect("case_detail", code=case.code)


def _gone(request: HttpRequest, page: AcceptPage, refusal: PlanNotFree) -> HttpResponse:
    """Return the page with what went to somebody else, and the nearest new plan beside the old."""
    found = {"refusal": refusal, "lost": refusal.lost, "new": nearest_new(request, page)}
    return _page(request, page, found, status=status_of(refusal))


def nearest_new(request: HttpRequest, page: AcceptPage) -> AcceptPage | None:
    """Return the page of the plan that the same question has now, beside the old; None where it has none."""
    charge(request, PLAN_COST)
    question = without_unknown_chips(Question.from_json(page.plan.asked))
    try:
        body = ask(question=question, now=timezone.now())
    except (NotAllowed, NotFound, NotReady):
        return None
    if not body["token"]:
        return None
    new = Plan.objects.get(pk=body["token"])
    return accept_page(new, page.kind, person_of(request), now=timezone.now(), beside=page)


def _page(
    request: HttpRequest, page: AcceptPage, more: dict[str, Any] | None = None, status: int = 200
) -> HttpResponse:
    context = {"page": page, "chosen": request.POST.get("firm", "")} | (more or {})
    return kept_back(render(request, "planning/plan_accept.html", context, status=status))
