"""What a centre does for cases of others: to look up, and to print and hang up beside the machine."""

from urllib.parse import urlencode

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from itc.accounts.context import person_of
from itc.cases.queries import served
from itc.cases.registry import lines_of_step
from itc.cases.rules.words import plain


@require_safe
@login_required
@never_cache
def served_list(request: HttpRequest) -> HttpResponse:
    """List the steps that the centres she is in post at do, the soonest first; `?q=…` narrows them."""
    words = plain(request.GET.get("q", ""))[:100]
    page, rows = served.served_list(
        person_of(request), words=words, page=request.GET.get("page", ""), now=timezone.now()
    )
    context = {"rows": rows, "page": page, "words": words, "serves": bool(rows)}
    context |= {"query": urlencode({"q": words}) if words else ""}
    return render(request, "cases/served_list.html", context)


@require_safe
@login_required
@never_cache
def served_detail(request: HttpRequest, step: int) -> HttpResponse:
    """Show a step to who serves it."""
    me = person_of(request)
    page = served.served_step(me, step, now=timezone.now())
    happened = lines_of_step(page.row.step, me)
    trail = [(_("Steps my centre does"), reverse("served_list"))]
    context = {"page": page, "happened": happened, "trail": trail, "serves": True}
    return render(request, "cases/served_detail.html", context)
