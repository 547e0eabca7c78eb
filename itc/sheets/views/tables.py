"""The pages of tables: the list, one table, what an upload would do."""

from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.paginator import Page, Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from itc.accounts.context import person_of, staff_page
from itc.db.tables import Table
from itc.lib.refusal import NotFound, Refusal
from itc.sheets.actions.tables import apply_table, choose_removing, undo_table, upload_table
from itc.sheets.errors import UnwantedSheet
from itc.sheets.forms import SheetForm
from itc.sheets.permissions import table_of
from itc.sheets.queries import tables as queries
from itc.sheets.queries.preview import Preview, marked, preview, upload_of
from itc.sheets.queries.shown import (
    changed_shown,
    columns_shown,
    faults_shown,
    lines_shown,
    list_shown,
    parts_shown,
)
from itc.sheets.views.files import LIMIT, content_of, given_file
from itc.web import tables as shown
from itc.web.middleware import status_of
from itc.web.uploads import takes_files

ON_A_PAGE = 50
WRITERS = {"xlsx": queries.as_workbook, "csv": queries.as_csv}


@staff_page
@require_safe
@login_required
@never_cache
def table_list(request: HttpRequest) -> HttpResponse:
    """List the tables somebody may change."""
    return render(
        request, "sheets/table_list.html", {"list": list_shown(queries.table_list(person_of(request)))}
    )


@staff_page
@require_http_methods(["GET", "HEAD", "POST"])
@login_required
@takes_files(LIMIT)
@never_cache
def table_detail(request: HttpRequest, name: str) -> HttpResponse:
    """Show a table and take its sheet; nothing is written but what is to be looked at."""
    me = person_of(request)
    table = table_of(me, name)
    if request.method != "POST":
        return _table(request, table)
    try:
        upload = upload_table(table=table, content=content_of(request), by=me, now=timezone.now())
    except UnwantedSheet as refusal:
        return _table(request, table, refusal)
    return redirect("table_preview", name, upload.pk)


@staff_page
@require_safe
@login_required
@never_cache
def table_file(request: HttpRequest, name: str, kind: str) -> HttpResponse:
    """Give a table as a workbook or as CSV."""
    table = table_of(person_of(request), name)
    if kind not in WRITERS:
        raise Http404
    return given_file(WRITERS[kind](table), table.name, kind)


@staff_page
@require_http_methods(["GET", "HEAD", "POST"])
@login_required
@never_cache
def table_preview(request: HttpRequest, name: str, upload: int) -> HttpResponse:
    """Show what an upload would do; pressed, do just that, or say why not and show it anew."""
    me, now = person_of(request), timezone.now()
    table = table_of(me, name)
    if request.method == "POST":
        digest, ticked = request.POST.get("digest", ""), "ticked" in request.POST
        try:
            apply_table(upload=upload, table=table, digest=digest, ticked=ticked, by=me, now=now)
        except NotFound:
            raise
        except Refusal as refusal:
            return _refused(request, name, upload, refusal)
        messages.success(request, _("Written. Below it can be undone."))
        return redirect("table_detail", name)
    return _preview(request, preview(upload_of(upload, table.file, me), table))


@staff_page
@require_safe
@login_required
@never_cache
def table_faults(request: HttpRequest, name: str, upload: int) -> HttpResponse:
    """Give the uploaded sheet with its faults marked."""
    me = person_of(request)
    table = table_of(me, name)
    seen = preview(upload_of(upload, table.file, me), table)
    return given_file(marked(seen), f"{table.name}-faults", "xlsx")


@staff_page
@require_POST
@login_required
def table_removing(request: HttpRequest, name: str, upload: int) -> HttpResponse:
    """Choose whether the rows that an upload lacks go, and show it again."""
    me = person_of(request)
    removes = request.POST.get("removes") == "yes"
    choose_removing(upload=upload, table=table_of(me, name), removes=removes, by=me)
    return redirect("table_preview", name, upload)


@staff_page
@require_POST
@login_required
def table_undo(request: HttpRequest, name: str, upload: int) -> HttpResponse:
    """Undo the last upload of a table."""
    me = person_of(request)
    try:
        undo_table(upload=upload, table=table_of(me, name), by=me, now=timezone.now())
    except NotFound:
        raise
    except Refusal as refusal:
        messages.error(request, str(refusal))
    else:
        messages.success(request, _("Undone: the rows are as they were before."))
    return redirect("table_detail", name)


def _refused(request: HttpRequest, name: str, upload: int, refusal: Refusal) -> HttpResponse:
    """Return the preview of now with why nothing was written; of an upload that is written, the table."""
    me = person_of(request)
    table = table_of(me, name)
    try:
        seen = preview(upload_of(upload, table.file, me), table)
    except NotFound:
        raise
    except Refusal:
        messages.info(request, str(refusal))
        return redirect("table_detail", name)
    return _preview(request, seen, refusal)


def _table(request: HttpRequest, table: Table, refusal: Refusal | None = None) -> HttpResponse:
    page = queries.table_page(table)
    context = {"page": page, "columns": columns_shown(page.columns), "form": SheetForm(), "refusal": refusal}
    status = status_of(refusal) if refusal else 200
    return render(request, "sheets/table_detail.html", context, status=status)


def _preview(request: HttpRequest, seen: Preview, refusal: Refusal | None = None) -> HttpResponse:
    show, page = _chosen(request, seen)
    context = {
        "seen": seen, "parts": parts_shown(seen, show), "page": page, "part": f"show={show}",
        "refusal": refusal, "rows": _shown(seen, show, list(page)),
        "waiting": faults_shown(seen.told(seen.comparison.waiting)),
        "guesses": seen.told(seen.comparison.guesses),
    }  # fmt: skip
    status = status_of(refusal) if refusal else 200
    return render(request, "sheets/table_preview.html", context, status=status)


def _shown(seen: Preview, show: str, rows: list[Any]) -> shown.Table:
    if show == "faults":
        return faults_shown(seen.told(rows))
    if show == "changed":
        return changed_shown(seen.table, rows)
    caption = _("New rows") if show == "added" else _("Rows that your file lacks")
    return lines_shown(seen.table, rows, caption=caption)


def _chosen(request: HttpRequest, seen: Preview) -> tuple[str, Page[Any]]:
    """Return which part of the preview is shown, and its page."""
    comparison = seen.comparison
    parts: dict[str, Any] = {
        "faults": seen.faults,
        "changed": comparison.changed,
        "added": comparison.added,
        "gone": comparison.gone,
    }
    first = next((name for name, rows in parts.items() if rows), "changed")
    show = request.GET.get("show", "")
    show = show if parts.get(show) else first
    return show, Paginator(parts[show], ON_A_PAGE).get_page(request.GET.get("page"))
