"""“My data”: what she agrees to, who sees what, taking it along, being erased."""

import tempfile
from contextlib import ExitStack

from allauth.account.decorators import reauthentication_required
from django.contrib import messages
from django.contrib.auth import logout
from django.contrib.auth.decorators import login_required
from django.core.exceptions import BadRequest
from django.http import FileResponse, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from itc.accounts.context import person_of
from itc.consents.actions import erase, give, take_along, withdraw
from itc.consents.forms import EraseForm
from itc.consents.queries.page import privacy_page
from itc.lib import thai
from itc.lib.refusal import Conflict
from itc.web.middleware import status_of

IN_MEMORY = 10 * 2**20
"""Bytes of a zip that are kept in memory; a larger one is a file without a name."""


@require_safe
@login_required
@never_cache
def privacy(request: HttpRequest) -> HttpResponse:
    """Show what she agreed to, who sees what, and what she may do with her data."""
    page = privacy_page(person_of(request), now=timezone.now())
    return render(request, "consents/privacy.html", {"page": page})


@require_POST
@login_required
def consent(request: HttpRequest, purpose: str) -> HttpResponse:
    """Agree to a purpose, or take it back."""
    me, now, answer = person_of(request), timezone.now(), request.POST.get("answer")
    if answer not in {"yes", "no"}:
        raise BadRequest
    if answer == "yes":
        give(person=me, purpose=purpose, by=me, now=now)
        messages.success(request, _("Kept: you agree. You can take it back here at any time."))
    else:
        withdraw(person=me, purpose=purpose, by=me, now=now)
        messages.success(request, _("Taken back. It holds from this moment."))
    return redirect("privacy")


@require_http_methods(["GET", "HEAD", "POST"])
@login_required
@reauthentication_required(allow_get=True)  # type: ignore[untyped-decorator]  # allauth has no types for it
@never_cache
def taken_along(request: HttpRequest) -> FileResponse | HttpResponse:
    """Give her all that is kept of her as one file; opened as an address it is the page that gives it."""
    if request.method != "POST":
        return redirect("privacy")
    now = timezone.now()
    with ExitStack() as open_until_sent:
        packed = open_until_sent.enter_context(tempfile.SpooledTemporaryFile(max_size=IN_MEMORY))
        take_along(by=person_of(request), now=now, to=packed)
        open_until_sent.pop_all()  # the response closes it
    packed.seek(0)
    name = f"openitc-{thai.local_day(now).isoformat()}.zip"
    return FileResponse(packed, as_attachment=True, filename=name, content_type="application/zip")


@require_http_methods(["GET", "HEAD", "POST"])
@login_required
@reauthentication_required
@never_cache
def erasing(request: HttpRequest) -> HttpResponse:
    """Say what goes and what stays and why; then erase who is signed in, and sign her out."""
    form = EraseForm(request.POST or None)
    if request.method != "POST" or not form.is_valid():
        return _erase_page(request, form, status=422 if form.is_bound else 200)
    try:
        erase(by=person_of(request), now=timezone.now())
    except Conflict as refusal:
        return _erase_page(request, form, status=status_of(refusal))
    logout(request)
    messages.success(request, _("Your data is erased, and you are signed out. Good luck to you!"))
    return redirect("home")


def _erase_page(request: HttpRequest, form: EraseForm, *, status: int) -> HttpResponse:
    """Return the page; what stands in the way takes the place of the form."""
    page = privacy_page(person_of(request), now=timezone.now())
    return render(request, "consents/erase.html", {"page": page, "form": form}, status=status)
