"""What I was told, and how I want to be told."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from itc.accounts.context import person_of
from itc.notices import actions, queries
from itc.notices.forms import WishForm


@require_safe
@login_required
@never_cache
def notice_list(request: HttpRequest) -> HttpResponse:
    """List what I was told, the newest first."""
    person = person_of(request)
    page, lines = queries.notice_list(person, page=request.GET.get("page", ""))
    fails = [way for way in queries.ways_of(person, now=timezone.now()) if way.fails]
    return render(request, "notices/notice_list.html", {"page": page, "lines": lines, "fails": fails})


@require_POST
@login_required
def notice_read_all(request: HttpRequest) -> HttpResponse:
    """Keep that I read all of them."""
    actions.read_all(by=person_of(request), now=timezone.now())
    return redirect("notice_list")


@require_POST
@login_required
def notice_open(request: HttpRequest, notice: int) -> HttpResponse:
    """Keep that I read one, and lead to the page it speaks of."""
    found = actions.read(notice=notice, by=person_of(request), now=timezone.now())
    line = queries.line_of(found)
    return redirect(line.path if line else "notice_list")


@login_required
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def notice_wish(request: HttpRequest) -> HttpResponse:
    """Show how I am told, whether it reaches me, and keep how I want to be."""
    person, now = person_of(request), timezone.now()
    form = WishForm(request.POST or None, instance=queries.wish_of(person), person=person)
    if request.method == "POST" and form.is_valid():
        actions.wish(person=person, **form.wish())
        messages.success(request, _("Kept"))
        return redirect("notice_wish")
    trail = [(_("My page"), reverse("me"))]
    context = {"form": form, "trail": trail, "ways": queries.ways_of(person, now=now)}
    return render(request, "notices/notice_wish.html", context)


@require_POST
@login_required
def notice_try(request: HttpRequest) -> HttpResponse:
    """Send me a try by one channel."""
    actions.try_out(person=person_of(request), channel=request.POST.get("channel", ""), now=timezone.now())
    messages.success(request, _("A try is on its way. If it does not come in some minutes, look here again."))
    return redirect("notice_wish")
