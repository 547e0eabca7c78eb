"""The pages of cases, for who is signed in; whoever may not know of a case is told there is none."""

import re
from collections.abc import Mapping
from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST, require_safe

from itc.accounts.context import person_of
from itc.cases.actions.ending import confirm_case, withdraw_case
from itc.cases.actions.talk import see
from itc.cases.forms import TalkForm
from itc.cases.models import Case
from itc.cases.queries.claims import claimable
from itc.cases.queries.handling import with_hand_overs
from itc.cases.queries.lists import case_of, cases_of, leads_any
from itc.cases.queries.merging import merges_of
from itc.cases.queries.officer import officer_side
from itc.cases.queries.page import case_page, changed_by_others
from itc.cases.queries.served import serves
from itc.cases.queries.talk import Talk, talk_of
from itc.cases.queries.visits import stages_of
from itc.cases.registry import lines_of
from itc.cases.views.unsent import fresh_form
from itc.firms.queries import askers_of
from itc.lib import thai

LINES = 30
"""Lines of what happened that are shown at once."""


@require_safe
@login_required
@never_cache
def case_list(request: HttpRequest) -> HttpResponse:
    """List the cases of her firms, or of the centre she is an officer of."""
    me, now = person_of(request), timezone.now()
    context = {
        "cases": cases_of(me, now=now),
        "serves": serves(me, now=now),
        "askers": askers_of(me),
        "leads": leads_any(me, now=now),
    }
    return render(request, "cases/case_list.html", context)


@require_safe
@login_required
@never_cache
def case_detail(request: HttpRequest, code: str) -> HttpResponse:
    """Show a case: whose turn it is, what comes next, and every step with day and hour."""
    return case_answer(request, code)


def case_answer(
    request: HttpRequest, code: str, *, form: TalkForm | None = None,
    typed: Mapping[str, str] | None = None, status: int = 200,
) -> HttpResponse:  # fmt: skip
    """Return the page of a case as it is now, with its form as it was sent; she has seen its messages.

    `typed` are an officer's words that were refused: which field, the words, and why.
    """
    me, now = person_of(request), timezone.now()
    case = with_hand_overs(case_of(me, code, now=now))
    talk = talk_of(case, me, now=now, before=_number(request.GET.get("before")))
    if talk.new_until:
        see(case=case, until=talk.new_until, by=me, now=now)
    context = _context(request, case, talk) | {"form": form or fresh_form(request, case), "typed": typed}
    return render(request, "cases/case_detail.html", context, status=status)


def _context(request: HttpRequest, case: Case, talk: Talk) -> dict[str, Any]:
    """Return what the page of a case shows, less its form."""
    me, now = person_of(request), timezone.now()
    lines, page = lines_of(case, me), case_page(case, me, now=now)
    return {
        "talk": talk,
        "happened": Paginator(lines, LINES).get_page(request.GET.get("page")),
        "changed": changed_by_others(page, lines, me),
        "page": page,
        "stages": stages_of(page, now=now),
        "today": thai.local_day(now).isoformat(),
        "claim": claimable(case, me, now=now),
        "trail": [(_("Cases"), reverse("case_list"))],
        **officer_side(page, me, now=now),
        **merges_of(case, now=now),
    }


def _number(written: str | None) -> int | None:
    """Return the number of an address; None where there is none."""
    return int(written) if written and re.fullmatch(r"[0-9]{1,18}", written) else None


@require_POST
@login_required
def case_confirm(request: HttpRequest, code: str) -> HttpResponse:
    """Say yes to a case, as an officer of its lead centre."""
    now = timezone.now()
    case = case_of(person_of(request), code, now=now)
    confirm_case(case=case, by=person_of(request), now=now)
    messages.success(request, _("The case is confirmed."))
    return redirect("case_detail", code=case.code)


@require_POST
@login_required
def case_withdraw(request: HttpRequest, code: str) -> HttpResponse:
    """Withdraw a case for her firm: all that is held and lies ahead is free again."""
    now = timezone.now()
    case = case_of(person_of(request), code, now=now)
    withdraw_case(case=case, by=person_of(request), now=now)
    messages.success(request, _("The case is withdrawn, and all its times are free again."))
    return redirect("case_detail", code=case.code)
