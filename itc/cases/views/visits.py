"""A case's stages, closed by the officer who leads it; and its end."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from itc.accounts.context import person_of
from itc.cases.actions.visits import close_visit, finish_case
from itc.cases.queries.lists import case_of


@require_POST
@login_required
def stage_close(request: HttpRequest, code: str, stage: str) -> HttpResponse:
    """Close a stage whose steps are over: what waited for it is held."""
    me, now = person_of(request), timezone.now()
    case = case_of(me, code, now=now)
    close_visit(case=case, stage=stage, by=me, now=now)
    messages.success(request, _("The stage is closed. What waited for it is held now, as far as it is free."))
    return redirect("case_detail", code=case.code)


@require_POST
@login_required
def case_finish(request: HttpRequest, code: str) -> HttpResponse:
    """End a case whose steps are all over."""
    me, now = person_of(request), timezone.now()
    case = case_of(me, code, now=now)
    finish_case(case=case, by=me, now=now)
    messages.success(request, _("The case has reached its end."))
    return redirect("case_detail", code=case.code)
