"""The pages of a list of firms: a blank one, uploading it, what it would enter."""

from collections.abc import Sequence
from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from itc.accounts.context import person_of
from itc.accounts.models import User
from itc.lib.refusal import NotFound, Refusal
from itc.sheets.actions.firms import enter_firms, undo_firms, upload_firms
from itc.sheets.errors import UnwantedSheet
from itc.sheets.forms import SheetForm, WriteFirmsForm
from itc.sheets.models import FIRMS
from itc.sheets.permissions import require_officer
from itc.sheets.queries.firms import (
    FirmPreview,
    explained_firms,
    firm_lists,
    firm_preview,
    marked_list,
    template,
)
from itc.sheets.queries.preview import upload_of
from itc.sheets.queries.shown import columns_shown, faults_shown, firms_shown
from itc.sheets.views.files import LIMIT, content_of, given_file
from itc.web.middleware import status_of
from itc.web.uploads import takes_files

ON_A_PAGE = 50


@require_http_methods(["GET", "HEAD", "POST"])
@login_required
@takes_files(LIMIT)
@never_cache
def firm_sheet(request: HttpRequest) -> HttpResponse:
    """Give a blank list and take it filled; no firm is entered."""
    me = _officer(request)
    if request.method != "POST":
        return _sheet(request)
    try:
        upload = upload_firms(content=content_of(request), by=me, now=timezone.now())
    except UnwantedSheet as refusal:
        return _sheet(request, refusal)
    return redirect("firm_preview", upload.pk)


@require_safe
@login_required
def firm_template(request: HttpRequest) -> HttpResponse:
    """Give a blank list of firms."""
    _officer(request)
    return given_file(template(), "firms", "xlsx")


@require_http_methods(["GET", "HEAD", "POST"])
@login_required
@never_cache
def firm_preview_page(request: HttpRequest, upload: int) -> HttpResponse:
    """Show what a list would enter; pressed, enter just that, or say why not and show it anew."""
    me, form = _officer(request), WriteFirmsForm(request.POST or None)
    if request.method != "POST":
        return _preview(request, firm_preview(upload_of(upload, FIRMS, me)), form)
    said = {name: name in request.POST for name in ("consent", "others")}
    digest = request.POST.get("digest", "")
    try:
        done = enter_firms(upload=upload, digest=digest, **said, by=me, now=timezone.now())
    except NotFound:
        raise
    except Refusal as refusal:
        return _refused(request, upload, form, refusal)
    text = ngettext("%(count)s firm is entered.", "%(count)s firms are entered.", len(done.rows))
    messages.success(request, text % {"count": len(done.rows)})
    return redirect("firm_sheet")


@require_safe
@login_required
@never_cache
def firm_faults(request: HttpRequest, upload: int) -> HttpResponse:
    """Give the uploaded list with its faults marked."""
    seen = firm_preview(upload_of(upload, FIRMS, _officer(request)))
    return given_file(marked_list(seen), "firms-faults", "xlsx")


@require_POST
@login_required
def firm_undo(request: HttpRequest, upload: int) -> HttpResponse:
    """Remove the firms of a list again."""
    me = _officer(request)
    try:
        undo_firms(upload=upload, by=me, now=timezone.now())
    except NotFound:
        raise
    except Refusal as refusal:
        messages.error(request, str(refusal))
    else:
        messages.success(request, _("Undone: these firms and people are no longer here."))
    return redirect("firm_sheet")


def _officer(request: HttpRequest) -> User:
    """Return who asks. Refuses: UnknownTable, for who is no officer of a centre."""
    me = person_of(request)
    require_officer(me, now=timezone.now())
    return me


def _sheet(request: HttpRequest, refusal: Refusal | None = None) -> HttpResponse:
    context = {
        "form": SheetForm(), "refusal": refusal, "lists": firm_lists(person_of(request)),
        "columns": columns_shown(explained_firms()),
    }  # fmt: skip
    status = status_of(refusal) if refusal else 200
    return render(request, "sheets/firm_sheet.html", context, status=status)


def _refused(request: HttpRequest, upload: int, form: WriteFirmsForm, refusal: Refusal) -> HttpResponse:
    """Return the preview of now with why nothing was entered; of a list that is entered, where to undo it."""
    try:
        seen = firm_preview(upload_of(upload, FIRMS, person_of(request)))
    except NotFound:
        raise
    except Refusal:
        messages.info(request, str(refusal))
        return redirect("firm_sheet")
    return _preview(request, seen, form, refusal)


def _preview(
    request: HttpRequest, seen: FirmPreview, form: WriteFirmsForm, refusal: Refusal | None = None
) -> HttpResponse:
    listed: Sequence[Any] = seen.faults or seen.rows
    page = Paginator(listed, ON_A_PAGE).get_page(request.GET.get("page"))
    rows = faults_shown(seen.told(list(page))) if seen.faults else firms_shown(list(page))
    context = {
        "seen": seen, "form": form, "page": page, "rows": rows, "refusal": refusal,
        "same": faults_shown(seen.told(seen.same)), "guesses": seen.told(seen.sheet.guesses),
    }  # fmt: skip
    return render(request, "sheets/firm_preview.html", context, status=status_of(refusal) if refusal else 200)
