"""Lists of families, operations and standards, and the page of a standard. All are open to everybody."""

from urllib.parse import urlencode

from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.views.decorators.http import require_safe

from itc.catalogue.forms import StandardFilter
from itc.catalogue.models import Standard
from itc.catalogue.queries.pages.families import family_groups
from itc.catalogue.queries.pages.operations import operation_groups
from itc.catalogue.queries.pages.standards import standard_page, standard_rows

PER_PAGE = 30


@require_safe
def family_list(request: HttpRequest) -> HttpResponse:
    """Show what can be made, by sector; `?q=…` narrows it."""
    query = request.GET.get("q", "").strip()[:200]
    return render(request, "catalogue/family_list.html", {"asked": query, "groups": family_groups(query)})


@require_safe
def operation_list(request: HttpRequest) -> HttpResponse:
    """Show what can be done to a product, by stage; `?q=…` narrows it."""
    query = request.GET.get("q", "").strip()[:200]
    return render(
        request, "catalogue/operation_list.html", {"asked": query, "groups": operation_groups(query)}
    )


@require_safe
def standard_list(request: HttpRequest) -> HttpResponse:
    """Show the standards, thirty a page; `?q=…&kind=…&market=…&compulsory=…` narrows them."""
    form = StandardFilter(request.GET, label_suffix="")
    chosen = form.chosen()
    page = Paginator(standard_rows(chosen), PER_PAGE).get_page(request.GET.get("page"))
    context = {"form": form, "page": page, "query_string": urlencode(chosen), "narrowed": bool(chosen)}
    return render(request, "catalogue/standard_list.html", context)


@require_safe
def standard_detail(request: HttpRequest, code: str) -> HttpResponse:
    """Show a standard: whether it is the law and when, what it asks, and what is known of its text."""
    standard = get_object_or_404(Standard.objects.select_related("operation"), pk=code)
    return render(request, "catalogue/standard_detail.html", standard_page(standard))
