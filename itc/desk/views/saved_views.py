"""Views of her queue that an officer keeps."""

from urllib.parse import parse_qsl

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import BadRequest
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST

from itc.accounts.context import person_of
from itc.desk.actions.saving import Move, keep_view, move_view
from itc.desk.models import SavedView
from itc.desk.queries import require_officer
from itc.desk.rules import read
from itc.lib.refusal import NotFound, Refusal
from itc.web.middleware import status_of


@require_http_methods(["GET", "HEAD", "POST"])
@login_required
@never_cache
def saved_views(request: HttpRequest) -> HttpResponse:
    """Show her views to be changed; keep the narrowing that is sent under a name."""
    me, now = person_of(request), timezone.now()
    require_officer(me, now=now)
    if request.method != "POST":
        return _page(request)
    asked = read(dict(parse_qsl(request.POST.get("query", ""))))
    try:
        kept = keep_view(name=request.POST.get("name", ""), asked=asked, by=me, now=now)
    except Refusal as refusal:
        return _page(request, refusal)
    messages.success(request, _("“%(name)s” is a tab of your desk now.") % {"name": kept.name})
    return redirect(f"{reverse('desk')}?{kept.query or 'which=open'}")


@require_POST
@login_required
@never_cache
def saved_view(request: HttpRequest, view: int) -> HttpResponse:
    """Rename, reorder or remove a view, or let it open first."""
    if (move := request.POST.get("do", "")) not in set(Move):
        raise BadRequest
    try:
        move_view(view=view, move=Move(move), name=request.POST.get("name", ""), by=person_of(request))
    except NotFound:
        raise
    except Refusal as refusal:
        return _page(request, refusal)
    return redirect("saved_views")


def _page(request: HttpRequest, refusal: Refusal | None = None) -> HttpResponse:
    context = {
        "views": SavedView.objects.filter(person=person_of(request)), "refusal": refusal,
        "typed": request.POST.get("name", ""), "query": request.POST.get("query", ""),
    }  # fmt: skip
    return render(request, "desk/saved_views.html", context, status=status_of(refusal) if refusal else 200)
