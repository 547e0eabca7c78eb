"""Two cases that look alike, side by side: which one goes on, what that frees, and undoing it."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import BadRequest
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST

from itc.accounts.context import person_of
from itc.cases.actions.merging import merge_cases, undo_merge
from itc.cases.actions.merging_firms import merge_firms
from itc.cases.queries.lists import case_of
from itc.cases.queries.merging import Twin, pair_of
from itc.lib.refusal import NotFound, Refusal
from itc.web.middleware import status_of

Pair = tuple[Twin, Twin]


@require_http_methods(["GET", "HEAD", "POST"])
@login_required
@never_cache
def merge(request: HttpRequest, code: str, other: str) -> HttpResponse:
    """Show two cases side by side; keep the one that is chosen, or make their two firms one."""
    pair = pair_of(person_of(request), (code, other), now=timezone.now())
    if request.method != "POST":
        return _page(request, pair)
    by_code = {each.case.code: each for each in pair}
    if (kept := by_code.pop(request.POST.get("keep", ""), None)) is None:
        raise BadRequest
    (gone,) = by_code.values()
    do = _firms if request.POST.get("do") == "firms" else _cases
    try:
        return do(request, kept, gone)
    except NotFound:
        raise
    except Refusal as refusal:
        return _page(request, pair, refusal)


def _cases(request: HttpRequest, kept: Twin, gone: Twin) -> HttpResponse:
    merge_cases(keep=kept.case, close=gone.case, by=person_of(request), now=timezone.now())
    told = {"kept": kept.case.code, "gone": gone.case.code}
    messages.success(request, _("%(gone)s is closed and goes on as %(kept)s. Undo it within a day.") % told)
    return redirect("case_detail", code=kept.case.code)


def _firms(request: HttpRequest, kept: Twin, gone: Twin) -> HttpResponse:
    firm = merge_firms(
        keep=kept.case.firm_id, drop=gone.case.firm_id, by=person_of(request), now=timezone.now()
    )
    messages.success(request, _("%(firm)s is one firm now, with all its people and cases.") % {"firm": firm})
    return redirect("merge", code=kept.case.code, other=gone.case.code)


@require_POST
@login_required
def merge_undo(request: HttpRequest, code: str) -> HttpResponse:
    """Open a case again that was closed as a duplicate."""
    me, now = person_of(request), timezone.now()
    case = undo_merge(case=case_of(me, code, now=now), by=me, now=now)
    messages.success(request, _("The case is open again. What was free still is held again."))
    return redirect("case_detail", code=case.code)


def _page(request: HttpRequest, pair: Pair, refusal: Refusal | None = None) -> HttpResponse:
    cases = [each.case for each in pair]
    context = {
        "pair": [(pair[0], pair[1]), (pair[1], pair[0])],
        "refusal": refusal,
        "same_firm": cases[0].firm_id == cases[1].firm_id,
        "open": all(each.state != "closed" for each in cases),
    }
    return render(request, "desk/merge.html", context, status=status_of(refusal) if refusal else 200)
