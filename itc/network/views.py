"""The centres on the map and by who runs them. Open to everybody."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from itc.network.queries import centre_groups, dots, may_open_centres
from itc.network.rules import MAP_HEIGHT, MAP_WIDTH


@require_safe
def centre_list(request: HttpRequest) -> HttpResponse:
    """Show every centre, on the map and as a list."""
    today = timezone.localdate()
    groups = centre_groups(on=today)
    may_open = may_open_centres(request.user, on=today)
    context = {
        "groups": groups,
        "may_open": may_open,
        "dots": dots(row for _title, rows in groups for row in rows),
    }
    return render(request, "network/centre_list.html", context | {"width": MAP_WIDTH, "height": MAP_HEIGHT})
