"""Outages and leave: what falls is shown before it falls, and one press does it all."""

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from itc.accounts.context import person_of
from itc.lib.refusal import Conflict, NotReady
from itc.machines.actions.outages import end_outage, longer, prolong_outage, report_outage
from itc.machines.forms import ProlongForm, ReportForm
from itc.machines.models import Outage
from itc.machines.queries.outages import outage_of, outage_page, outages_of, standing_of, unit_of, units_of
from itc.machines.queries.outages_falling import Span, falling, span_of
from itc.machines.queries.outages_preview import preview
from itc.planning.rules.question import PLAN_COST
from itc.web.client import charge
from itc.web.middleware import status_of

Context = dict[str, Any]
PAGES = {"report": "machines/outage_report.html", "prolong": "machines/outage_prolong.html"}


@require_safe
@login_required
@never_cache
def outage_list(request: HttpRequest) -> HttpResponse:
    """Show outages and leave of her centres: now, ahead, and over."""
    now = timezone.now()
    return render(request, "machines/outage_list.html", {"found": outages_of(person_of(request), now=now)})


@require_safe
@login_required
@never_cache
def outage_units(request: HttpRequest) -> HttpResponse:
    """Show all that she may report, by centre; `?q=…` narrows it."""
    words = " ".join(request.GET.get("q", "").replace("\0", "").split())[:100]
    units = units_of(person_of(request), words, now=timezone.now())
    return render(request, "machines/outage_units.html", {"units": units, "words": words})


@require_http_methods(["GET", "HEAD", "POST"])
@login_required
@never_cache
def outage_report(request: HttpRequest, unit: int) -> HttpResponse:
    """Ask from when to when something cannot be had, show all that falls with it, then do it."""
    now, me = timezone.now(), person_of(request)
    resource = unit_of(me, unit, now=now)
    form = ReportForm(request.POST or request.GET or None, unit=resource, now=now)
    context = {"unit": resource, "form": form, "standing": standing_of(resource, now=now)}
    if not (form.is_bound and form.is_valid()) or (report := form.report) is None:
        return render(request, PAGES["report"], context, status=422 if form.is_bound else 200)

    def do(**how: Any) -> Outage:
        return report_outage(unit=unit, report=report, by=me, now=now, **how)

    return _answer(
        request, "report", context, do, lambda: span_of(resource, report.start, report.end, now=now)
    )


@require_http_methods(["GET", "HEAD", "POST"])
@login_required
@never_cache
def outage_prolong(request: HttpRequest, outage: int) -> HttpResponse:
    """Ask until when after all, show all that falls besides, then do it."""
    now, me = timezone.now(), person_of(request)
    row = outage_of(me, outage, now=now)
    form = ProlongForm(request.POST or request.GET or None, outage=row, now=now)
    context = {"outage": row, "unit": row.resource, "form": form}
    if not (form.is_bound and form.is_valid()) or (end := form.end) is None:
        return render(request, PAGES["prolong"], context, status=422 if form.is_bound else 200)
    guess = form.cleaned_data["is_guess"]

    def do(**how: Any) -> Outage:
        return prolong_outage(outage=outage, end=end, is_guess=guess, by=me, now=now, **how)

    return _answer(request, "prolong", context, do, lambda: longer(row, end, now=now))


@require_safe
@login_required
@never_cache
def outage_detail(request: HttpRequest, outage: int) -> HttpResponse:
    """Show an outage: why, what fell with it, and what became of that."""
    now = timezone.now()
    page = outage_page(outage_of(person_of(request), outage, now=now), now=now)
    return render(request, "machines/outage_detail.html", {"page": page})


@require_POST
@login_required
def outage_end(request: HttpRequest, outage: int) -> HttpResponse:
    """End an outage, or take it back before it begins."""
    row = end_outage(outage=outage, by=person_of(request), now=timezone.now())
    words = _("%(unit)s can be had again: its time is free. Steps that were moved stay where they are now.")
    messages.success(request, words % {"unit": row.resource.name})
    return redirect("outage_detail", outage=row.pk)


def _answer(
    request: HttpRequest, page: str, context: Context, do: Callable[..., Outage], span: Callable[[], Span]
) -> HttpResponse:
    """Do what was shown, or show what would fall."""
    listed, chosen = request.POST.getlist("listed"), request.POST.getlist("case")
    by_hand = frozenset(listed) - frozenset(chosen)
    if request.method == "POST":
        try:
            row = do(shown=request.POST.get("shown", ""), by_hand=by_hand)
        except (Conflict, NotReady) as refusal:
            context["refusal"] = refusal
        else:
            return _done(request, row)
    return _preview(request, page, context, span, by_hand)


def _done(request: HttpRequest, row: Outage) -> HttpResponse:
    cases = row.fallen.values("step__case").distinct().count()
    words = ngettext(
        "It is kept. %(count)s case was planned anew or left to you, and its firm was told.",
        "It is kept. %(count)s cases were planned anew or left to you, and their firms were told.",
        cases,
    )
    none = _("It is kept. Nothing was booked there, so nothing had to move.")
    messages.success(request, words % {"count": cases} if cases else none)
    return redirect("outage_detail", outage=row.pk)


def _preview(
    request: HttpRequest, page: str, context: Context, span: Callable[[], Span], by_hand: frozenset[str]
) -> HttpResponse:
    """Return the page with all that would fall; where something else is in the way, with why nothing can."""
    charge(request, PLAN_COST)
    try:
        found = falling(span(), now=timezone.now(), by_hand=by_hand)
        context |= {"preview": preview(found), "sent": context["form"].sent()}
    except (Conflict, NotReady) as refusal:
        context |= {"refusal": refusal}
    status = status_of(context["refusal"]) if "refusal" in context else 200
    return render(request, PAGES[page], context, status=status)
