"""Opening a centre from one workbook or some CSV files: given blank, looked at, written, taken back."""

from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from itc.accounts.context import person_of
from itc.centres.actions.opening_folder import apply_folder, folder_of, undo_folder, upload_folder
from itc.centres.models import CentreTemplate
from itc.centres.queries.opening import require_may_open
from itc.centres.queries.opening_blank import blank
from itc.centres.queries.opening_copy import pattern
from itc.centres.queries.opening_folder import folder
from itc.lib.refusal import NotFound, Refusal
from itc.sheets.books.reading import MOST_BYTES
from itc.sheets.errors import UnwantedSheet
from itc.sheets.views.files import given_file
from itc.web.middleware import status_of
from itc.web.uploads import Limit, left_out, takes_files

MOST_FILES = 5
LIMIT = Limit(file=MOST_BYTES, request=MOST_BYTES * 2, number=MOST_FILES)


@require_http_methods(["GET", "HEAD", "POST"])
@login_required
@takes_files(LIMIT)
@never_cache
def opening_folder(request: HttpRequest) -> HttpResponse:
    """Offer a blank workbook, and take a filled one; nothing is written but what is to be looked at."""
    me, now = person_of(request), timezone.now()
    require_may_open(me, on=timezone.localdate(now))
    context: dict[str, Any] = {"templates": CentreTemplate.objects.order_by("code")}
    if request.method != "POST":
        return render(request, "centres/opening_folder.html", context)
    try:
        upload = upload_folder(files=_files(request), by=me, now=now)
    except UnwantedSheet as refusal:
        status = status_of(refusal)
        return render(request, "centres/opening_folder.html", context | {"refusal": refusal}, status=status)
    return redirect("opening_folder_look", upload.pk)


def _files(request: HttpRequest) -> dict[str, bytes]:
    """Return the uploaded files by name. Refuses: UnwantedSheet, where one is too large, or none is there."""
    if left_out(request):
        raise UnwantedSheet(_("Choose five files at most, each up to 5 MB."))
    files = request.FILES.getlist("sheets")
    if not files:
        raise UnwantedSheet(_("Choose a file first."))
    return {str(each.name): each.read() for each in files}


@require_safe
@login_required
@never_cache
def opening_blank(request: HttpRequest, template: str = "") -> HttpResponse:
    """Give the workbook to fill in, empty or from a template."""
    parents = require_may_open(person_of(request), on=timezone.localdate())
    known = CentreTemplate.objects.filter(pk=template).exists()
    content = blank(pattern(f"template:{template}") if known else None, parent=parents[0])
    return given_file(content, "new-centre", "xlsx")


@require_http_methods(["GET", "HEAD", "POST"])
@login_required
@never_cache
def opening_folder_look(request: HttpRequest, upload: int) -> HttpResponse:
    """Show what a folder would open, with its faults by cell; pressed, do just that."""
    me, now = person_of(request), timezone.now()
    refusal: Refusal | None = None
    if request.method == "POST":
        try:
            opening = apply_folder(upload=upload, digest=request.POST.get("digest", ""), by=me, now=now)
            return redirect("centre_opening", opening.centre_id)
        except NotFound:
            raise
        except Refusal as error:
            refusal = error
    _waiting, sheets = folder_of(upload, me)
    context = {"seen": folder(sheets, now=now), "refusal": refusal, "upload": upload}
    status = status_of(refusal) if refusal else 200
    return render(request, "centres/opening_folder_look.html", context, status=status)


@require_POST
@login_required
def centre_opening_undo_folder(request: HttpRequest, code: str) -> HttpResponse:
    """Remove a draft with all that is of it."""
    try:
        undo_folder(centre=code, by=person_of(request), now=timezone.now())
    except NotFound:
        raise
    except Refusal as refusal:
        messages.error(request, str(refusal))
        return redirect("centre_opening", code)
    messages.success(request, _("Taken back: nothing of it is left."))
    return redirect("opening_list")
