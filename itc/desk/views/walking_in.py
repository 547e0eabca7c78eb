"""Somebody came in: one page from what she wants to make to her case, and one print of her papers."""

from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from itc.accounts.context import person_of
from itc.cases.queries.lists import case_of
from itc.cases.queries.page import require_leads
from itc.desk.actions.papers import make_papers
from itc.desk.actions.walking_in import print_blanks, take_in
from itc.desk.errors import TypedInAlready, UnknownPaperForm, WordsChanged
from itc.desk.forms import AskForm, InForm
from itc.desk.paper import FORM
from itc.desk.paper.form import sheet as form_sheet
from itc.desk.queries import require_officer
from itc.desk.queries.walking_in import families, home_province, paper_form_of, plans_of
from itc.lib.refusal import NotFound, Refusal
from itc.planning.actions import ask
from itc.planning.errors import CannotEnter, PlanNotFree
from itc.planning.models import Plan
from itc.planning.rules.question import PLAN_COST, Question
from itc.planning.views.plans import kept_back
from itc.web.client import charge
from itc.web.csrf import require_proof
from itc.web.middleware import status_of
from itc.web.paper.press import PAPER_COST, pdf, together
from itc.web.paper.views import given

Context = dict[str, Any]


@csrf_exempt  # and proven below: whose page was open too long keeps what she typed
@require_http_methods(["GET", "HEAD", "POST"])
@login_required
@never_cache
def walk_in(request: HttpRequest) -> HttpResponse:
    """Ask who came in and what she wants; show the plans on the same page; take her in with one of them."""
    require_officer(person_of(request), now=timezone.now())
    if request.method != "POST":
        return _blank(request)
    context: Context = {"ask": AskForm(request.POST), "form": InForm(initial=request.POST.dict())}
    try:
        require_proof(request)
        if request.POST.get("do") == "accept":
            return _accepted(request, context)
        context |= _planned(request, context)
    except Refusal as refusal:
        return _refused(request, context, refusal)
    return _page(request, context)


def _blank(request: HttpRequest) -> HttpResponse:
    """Return the page with nothing typed; `?form=` is the number of a paper form."""
    me, now = person_of(request), timezone.now()
    context: Context = {"ask": AskForm(initial={"province": home_province(me, now=now)}), "form": InForm()}
    if written := request.GET.get("form", "").strip():
        try:
            context["paper"] = paper_form_of(written, me, now=now)
        except UnknownPaperForm as refusal:
            context |= {"paper_refused": refusal, "paper_written": written[:20]}
    return _page(request, context, status=404 if "paper_refused" in context else 200)


def _planned(request: HttpRequest, context: Context) -> Context:
    """Return the plans of what is typed: the kept ones where it is what they were made of."""
    form, me, now = context["ask"], person_of(request), timezone.now()
    if not form.is_valid():
        return {"status": 422}
    plan = _kept(request, form)
    if plan is None:
        charge(request, PLAN_COST)
        body = ask(question=form.question(), now=now)
        if not body["token"]:
            return {"families": families()}
        plan = Plan.objects.get(pk=body["token"])
    return {"plans": plans_of(plan, request.POST.get("kind", ""), me, now=now)}


def _kept(request: HttpRequest, form: AskForm) -> Plan | None:
    """Return the plan that was shown, if it is still kept and of the words that are typed now."""
    plan = Plan.objects.alive(timezone.now()).filter(pk=request.POST.get("token", "")[:22]).first()
    return plan if plan and Question.from_json(plan.asked) == form.question() else None


def _accepted(request: HttpRequest, context: Context) -> HttpResponse:
    """Take her in and go on to her papers; the page with what is missing where something is."""
    context["form"] = form = InForm(request.POST)
    was_shown = context["ask"].is_valid() and _kept(request, context["ask"]) is not None
    context |= _planned(request, context)
    if not form.is_valid() or "plans" not in context:
        return _page(request, context, status=422)
    if not was_shown:
        raise WordsChanged
    plans = context["plans"]
    case = take_in(
        plan=plans.plan, kind=plans.kind, walk_in=form.walk_in(), paper=request.POST.get("paper", ""),
        by=person_of(request), now=timezone.now(),
    )  # fmt: skip
    messages.success(request, _("Accepted. Everything of the next weeks is held for her."))
    return redirect("walked_in", code=case.code)


def _refused(request: HttpRequest, context: Context, refusal: Refusal) -> HttpResponse:
    """Return the page with why not, at its fields, with all that was typed; what is gone is planned anew."""
    if isinstance(refusal, CannotEnter):
        for field, fault in refusal.faults.items():
            context["form"].add_error(field, str(fault))
    else:
        context["refusal"] = refusal
    if isinstance(refusal, TypedInAlready):
        context["typed_case"] = refusal.case
    if isinstance(refusal, PlanNotFree):
        context |= _planned_anew(request, context)
    return _page(request, context, status=422 if isinstance(refusal, NotFound) else status_of(refusal))


def _planned_anew(request: HttpRequest, context: Context) -> Context:
    """Return the plans that what is typed has now; the old ones where it has none at this moment."""
    me, now = person_of(request), timezone.now()
    try:
        charge(request, PLAN_COST)
        body = ask(question=context["ask"].question(), now=now)
    except Refusal:
        return {}
    plan = Plan.objects.filter(pk=body["token"] or "").first()
    return {"plans": plans_of(plan, context["plans"].kind, me, now=now)} if plan else {}


def _page(request: HttpRequest, context: Context, status: int = 200) -> HttpResponse:
    """Return the page, or only its plans where the page asks for them in place."""
    in_place = bool(request.headers.get("HX-Request"))
    context |= {"in_place": in_place, "paper_code": request.POST.get("paper", "")}
    if paper := context.get("paper"):
        context["paper_code"] = "" if paper.case_id else paper.code
    template = "desk/walk_in_plans.html" if in_place else "desk/walk_in.html"
    status = 200 if in_place else context.get("status", status)
    return kept_back(render(request, template, context, status=status))


@require_safe
@login_required
@never_cache
def walked_in(request: HttpRequest, code: str) -> HttpResponse:
    """Show what to print for somebody who was taken in, and where to go on."""
    me, now = person_of(request), timezone.now()
    case = case_of(me, code, now=now)
    require_leads(me, case, now=now)
    return render(request, "desk/walked_in.html", {"case": case})


@require_POST
@login_required
def walked_in_papers(request: HttpRequest, code: str) -> HttpResponse:
    """Give plan, claim code and consent as one print; the claim code is made now, an older one ends."""
    me, now = person_of(request), timezone.now()
    case = case_of(me, code, now=now)
    charge(request, 2 * PAPER_COST)
    papers = make_papers(case=case, link=request.build_absolute_uri, by=me, now=now)
    return given(together(papers), "papers")


@require_POST
@login_required
def blank_forms(request: HttpRequest) -> HttpResponse:
    """Give blank paper forms to print, each with a number of its own."""
    me, now, wanted = person_of(request), timezone.now(), request.POST.get("number", "")
    require_officer(me, now=now)
    charge(request, PAPER_COST)
    number = int(wanted) if wanted.isascii() and wanted.isdigit() and len(wanted) < 4 else 1
    forms = print_blanks(number=number, by=me, now=now)
    link = request.build_absolute_uri(reverse("walk_in"))
    return given(pdf(FORM, form_sheet(forms, link=link, now=now)), "forms")
