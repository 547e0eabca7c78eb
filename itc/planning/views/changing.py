"""Changing a case: what that moves, adds and costs is shown before it happens."""

from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.html import format_html
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from itc.accounts.context import person_of
from itc.cases.models import Case
from itc.cases.queries.lists import case_of
from itc.lib.refusal import Conflict, NotReady
from itc.planning.actions import change
from itc.planning.forms import AmountForm, MoveForm
from itc.planning.queries.case_pages import amount_of, step_of, step_page, step_to_add
from itc.planning.queries.changed_words import in_words, way_back
from itc.planning.queries.effects import Wish, effect
from itc.planning.rules.question import PLAN_COST
from itc.web.client import charge
from itc.web.middleware import status_of

Context = dict[str, Any]


@require_http_methods(["GET", "HEAD", "POST"])
@login_required
@never_cache
def case_step(request: HttpRequest, code: str, seq: int) -> HttpResponse:
    """Ask what is to become of a step, show all that would change, then do it."""
    now, me = timezone.now(), person_of(request)
    case = case_of(me, code, now=now)
    step = step_of(case, seq, me, now=now)
    if step is None:  # left out already: a second press, or an old page
        return redirect("case_detail", code=case.code)
    form = MoveForm(request.POST or request.GET or None)
    context = step_page(step, now=now) | {"form": form}
    return _answer(request, case, form.wish(seq), context, "planning/case_step.html")


@require_http_methods(["GET", "HEAD", "POST"])
@login_required
@never_cache
def case_add(request: HttpRequest, code: str, seq: int) -> HttpResponse:
    """Show all that putting a step in would change, then do it."""
    now, me = timezone.now(), person_of(request)
    case = case_of(me, code, now=now)
    step = step_to_add(case, seq, me, now=now)
    if step is None:  # put in already
        return redirect("case_detail", code=case.code)
    wish = Wish(added=frozenset({seq}))
    return _answer(request, case, wish, {"step": step}, "planning/case_add.html")


@require_http_methods(["GET", "HEAD", "POST"])
@login_required
@never_cache
def case_amount(request: HttpRequest, code: str) -> HttpResponse:
    """Ask how much the case is for now, show all that would change, then do it."""
    now, me = timezone.now(), person_of(request)
    case = case_of(me, code, now=now)
    old = amount_of(case, me, now=now)
    given = {"amount": f"{old.value.normalize():f}", "amount_unit": old.unit} if old else {}
    form = AmountForm(request.POST or request.GET or None, initial=given)
    return _answer(request, case, form.wish(), {"form": form, "old": old}, "planning/case_amount.html")


def _answer(request: HttpRequest, case: Case, wish: Wish | None, context: Context, page: str) -> HttpResponse:
    """Do what was shown, or show what would be done; where nothing is asked, or badly, the page alone."""
    form: MoveForm | AmountForm | None = context.get("form")
    context |= {"case": case, "sent": _sent(form)}
    if wish is None:
        return render(request, page, context, status=422 if form and form.is_bound else 200)
    if request.method == "POST" and (done := _done(request, case, wish, context)) is not None:
        return done
    return _preview(request, case, wish, context, page)


def _sent(form: MoveForm | AmountForm | None) -> list[tuple[str, str]]:
    """Return what was asked in a form, to be asked again with the yes."""
    return [(name, form.data[name]) for name in form.fields if name in form.data] if form else []


def _done(request: HttpRequest, case: Case, wish: Wish, context: Context) -> HttpResponse | None:
    """Do what she was shown and go to the case; None where it is refused, which the context says then."""
    shown, me = request.POST.get("shown", ""), person_of(request)
    try:
        found = change(case=case, wish=wish, shown=shown, by=me, now=timezone.now())
    except (Conflict, NotReady) as refusal:
        context["refusal"] = refusal
        return None
    said, back = in_words(found), way_back(case, wish, found)
    if back is not None:
        said = format_html('{} <a href="{}">{}</a>', said, back.url, back.words)
    messages.success(request, said)
    return redirect("case_detail", code=case.code)


def _preview(request: HttpRequest, case: Case, wish: Wish, context: Context, page: str) -> HttpResponse:
    """Return the page with all that would change, or with why nothing can."""
    charge(request, PLAN_COST)
    try:
        context |= {"effect": effect(case, wish, now=timezone.now())}
    except (Conflict, NotReady) as refusal:
        context |= {"refusal": refusal}
    status = status_of(context["refusal"]) if "refusal" in context else 200
    return render(request, page, context, status=status)
