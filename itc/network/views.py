"""The centres on the map and by who runs them. Open to everybody."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from itc.network.queries import centre_groups, dots
from itc.network.rules import MAP_HEIGHT, MAP_WIDTH


@require_safe
def centre_list(request: HttpRequest) -> HttpResponse:
    """Show every centre, on the map and as a list."""
    groups = centre_groups(on=timezone.localdate())
    context = {"groups": groups, "dots": dots(row for _title, rows in groups for row in rows)}
    return render(request, "network/centre_list.html", context | {"width": MAP_WIDTH, "height": MAP_HEIGHT})
