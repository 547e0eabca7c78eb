"""The page of a plan, and the one way to change it: a new plan with a new link."""

from urllib.parse import urlencode

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_POST, require_safe

from itc.lib.refusal import NotAllowed, NotReady, Refusal, TooMany
from itc.planning.actions import ask
from itc.planning.errors import NoDayLeft, StartTooFar, UnknownRegion
from itc.planning.forms import ChangeForm
from itc.planning.kept_words import keep_words
from itc.planning.models import Plan
from itc.planning.paper import LAYOUT
from itc.planning.paper.sheet import sheet
from itc.planning.queries.answering import without_unknown_chips
from itc.planning.queries.kept import kept_plan
from itc.planning.queries.page import page, wishes
from itc.planning.queries.then_now import ThenNow, is_old, then_and_now
from itc.planning.rules.changes import changed
from itc.planning.rules.question import PLAN_COST, Question
from itc.web.client import charge
from itc.web.csrf import require_proof
from itc.web.middleware import status_of
from itc.web.paper.press import PAPER_COST, pdf
from itc.web.paper.views import given

FIELDS: dict[type[Refusal], str] = {StartTooFar: "start", NoDayLeft: "days_off", UnknownRegion: "region"}
"""Where a refusal stands in the form; all others stand above it."""
KINDS = ("cheapest", "nearest")
"""Kinds a plan is opened in by its address; without one the earliest is."""


@require_safe
def plan_detail(request: HttpRequest, token: str) -> HttpResponse:
    """Show a kept plan to whoever has its link; after 30 days the link is gone."""
    plan = kept_plan(token)
    return _page(request, plan, ChangeForm(initial=wishes(plan)), both=_both(request, plan))


def _both(request: HttpRequest, plan: Plan) -> ThenNow | None:
    """Return what an old link says then and now: that costs a plan, so it waits where too much was asked."""
    now = timezone.now()
    if not is_old(plan, now):
        return None
    try:
        charge(request, PLAN_COST)
    except TooMany:
        return None
    return then_and_now(plan, now)


@require_safe
def plan_paper(request: HttpRequest, token: str) -> HttpResponse:
    """Give one of the kept plans on A4 to who has the link: the kind asked for (`?kind=`), else the first."""
    plan = kept_plan(token)
    charge(request, PAPER_COST)
    paper = pdf(LAYOUT, sheet(plan, request.GET.get("kind", ""), link=_link(request, plan)))
    return given(paper, "plan")


@csrf_exempt  # and proven below: whose page was open too long keeps what she typed
@require_POST
def plan_change(request: HttpRequest, token: str) -> HttpResponse:
    """Plan anew with what she changed, and go to the new plan; what is refused keeps what was typed."""
    plan = kept_plan(token)
    form = ChangeForm(request.POST, initial=wishes(plan))
    try:
        require_proof(request)
        if not form.is_valid():
            return _page(request, plan, form, status=422)
        question = without_unknown_chips(changed(Question.from_json(plan.asked), form.change()))
        charge(request, PLAN_COST)
        body = ask(question=question, now=timezone.now())
    except (NotAllowed, NotReady, TooMany) as refusal:
        return _refused(request, plan, form, refusal)
    return (
        redirect(_address(request, body["token"])) if body["token"] else _home_with_words(request, question)
    )


def _refused(request: HttpRequest, plan: Plan, form: ChangeForm, refusal: Refusal) -> HttpResponse:
    """Return the page with the refusal in its form, at the field it is about."""
    form.add_error(FIELDS.get(type(refusal)), str(refusal))
    response = _page(request, plan, form, status=status_of(refusal))
    if isinstance(refusal, TooMany):
        response["Retry-After"] = str(refusal.retry_after)
    return response


def _address(request: HttpRequest, token: str) -> str:
    """Return the address of a plan, opened in the kind she was looking at."""
    kind = request.POST.get("kind", "")
    address = reverse("plan_detail", args=[token])
    return f"{address}?{urlencode({'kind': kind})}" if kind in KINDS else address


def _home_with_words(request: HttpRequest, question: Question) -> HttpResponse:
    """Lead home with words that nobody reads any more, and say what helps."""
    keep_words(request.session, question)
    messages.warning(
        request,
        _(
            "Your words are still below. Name the product itself: what it is, what it is made of. "
            "“Dried mango”, say, or “herbal soap”."
        ),
    )
    return redirect("home")


def _page(
    request: HttpRequest, plan: Plan, form: ChangeForm, status: int = 200, both: ThenNow | None = None
) -> HttpResponse:
    kind = request.POST.get("kind") or request.GET.get("kind", "")
    context = page(plan, kind) | {"form": form, "link": _link(request, plan), "both": both}
    return kept_back(render(request, "planning/plan_detail.html", context, status=status))


def _link(request: HttpRequest, plan: Plan) -> str:
    return request.build_absolute_uri(reverse("plan_detail", args=[plan.pk]))


def kept_back(response: HttpResponse) -> HttpResponse:
    """Keep the link of a plan out of search engines, caches and the referrer of the next page."""
    response["X-Robots-Tag"] = "noindex"
    response["Referrer-Policy"] = "no-referrer"
    response["Cache-Control"] = "private, no-store"
    return response
