"""Accepting a plan for somebody who came in; the consent she signs before."""

from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from itc.accounts.context import person_of
from itc.cases.models import Case
from itc.cases.rules.words import plain
from itc.consents.paper import CONSENT
from itc.consents.paper.consent import sheet
from itc.lib.refusal import NotFound, Refusal
from itc.planning.actions import accept, accept_for
from itc.planning.errors import CannotEnter, PlanNotFree
from itc.planning.forms import WalkInForm
from itc.planning.queries.kept import kept_plan
from itc.planning.queries.walking_in import WalkInPage, firm_known_to, walk_in_page
from itc.planning.views.accepting import nearest_new
from itc.planning.views.plans import kept_back
from itc.web.client import charge
from itc.web.middleware import status_of
from itc.web.paper.press import PAPER_COST, pdf
from itc.web.paper.views import given


@require_http_methods(["GET", "HEAD", "POST"])
@login_required
@never_cache
def plan_walk_in(request: HttpRequest, token: str) -> HttpResponse:
    """Ask who came in: found again, or entered with the paper she signed; then accept, and go to the case."""
    page, form = _asked(request, token), WalkInForm(request.POST if "name" in request.POST else None)
    if request.method != "POST" or (form.is_bound and not form.is_valid()):
        return _page(request, page, form, status=422 if form.is_bound else 200)
    try:
        case = _accepted(request, page, form)
    except NotFound:
        raise
    except Refusal as refusal:
        return _refused(request, page, form, refusal)
    messages.success(request, _("Accepted. Everything of the next weeks is held for her."))
    return redirect("case_detail", code=case.code)


@require_safe
@login_required
@never_cache
def plan_consent(request: HttpRequest, token: str) -> HttpResponse:
    """Give the consent to print, for somebody who came in to sign before the plan is accepted."""
    page = _asked(request, token)
    charge(request, PAPER_COST)
    link = request.build_absolute_uri(reverse("privacy"))
    return given(
        pdf(CONSENT, sheet(page.lead, page.accept.centres, link=link, now=timezone.now())), "consent"
    )


def _asked(request: HttpRequest, token: str) -> WalkInPage:
    kind, words = (request.POST.get(name) or request.GET.get(name, "") for name in ("kind", "q"))
    words = plain(words)[:100]
    return walk_in_page(kept_plan(token), kind, person_of(request), words=words, now=timezone.now())


def _accepted(request: HttpRequest, page: WalkInPage, form: WalkInForm) -> Case:
    """Accept for whom was entered, else for the firm that was found."""
    me, now, plan, kind = person_of(request), timezone.now(), page.accept.plan, page.accept.kind
    if form.is_bound:
        return accept_for(plan=plan, kind=kind, walk_in=form.walk_in(), by=me, now=now)
    firm = firm_known_to(page.lead, request.POST.get("firm", ""), now=now)
    return accept(plan=plan, kind=kind, firm=firm, by=me, now=now)


def _refused(request: HttpRequest, page: WalkInPage, form: WalkInForm, refusal: Refusal) -> HttpResponse:
    """Return the page with why not, at its fields, and with the nearest new plan where something is gone."""
    more: dict[str, Any] = {"refusal": refusal}
    if isinstance(refusal, CannotEnter):
        more = {}
        for field, fault in refusal.faults.items():
            form.add_error(field, str(fault))
    if isinstance(refusal, PlanNotFree):
        more |= {"lost": refusal.lost, "new": nearest_new(request, page.accept)}
    return _page(request, page, form, more, status=status_of(refusal))


def _page(
    request: HttpRequest, page: WalkInPage, form: WalkInForm, more: dict[str, Any] | None = None,
    status: int = 200,
) -> HttpResponse:  # fmt: skip
    chosen = request.POST.get("firm", "")
    context = {"page": page.accept, "walk_in": page, "form": form, "chosen": chosen} | (more or {})
    return kept_back(render(request, "planning/plan_walk_in.html", context, status=status))
