"""Home with its one big question, search, and help."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_safe

from itc.network.queries import province_choices
from itc.site import queries

EXAMPLES = (
    _("Herbal capsules"),
    _("Honey soap"),
    _("Indigo-dyed cotton cloth"),
    _("Aluminium parts"),
    _("Packaging boxes for cakes"),
)


@require_safe
def home(request: HttpRequest) -> HttpResponse:
    """Ask what she wants to make, and where she is; `?idea=…&province=…` are words to start from."""
    typed = {name: {"value": request.GET.get(name, "")[:2000]} for name in ("idea", "province")}
    return render(
        request,
        "site/home.html",
        {
            "form": typed,
            "provinces": province_choices(),
            "numbers": queries.numbers(),
            "examples": EXAMPLES,
        },
    )


@require_safe
def page_help(request: HttpRequest) -> HttpResponse:
    """Tell how it works and whom to ask."""
    return render(request, "site/help.html")


@require_safe
def counting(request: HttpRequest) -> HttpResponse:
    """Tell how prices, kilometres, days and costs of ownership are counted."""
    return render(request, "site/counting.html")


@require_safe
def search(request: HttpRequest) -> HttpResponse:
    """Show what was found for `?q=…`, by kind, and why."""
    query = request.GET.get("q", "").strip()[:200]
    return render(request, "site/search.html", {"query": query, "groups": []})


@require_safe
def suggest(request: HttpRequest) -> HttpResponse:
    """Complete what is being typed into the search box, as a fragment."""
    return render(request, "site/suggestions.html", {"hits": []})
