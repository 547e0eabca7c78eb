"""The page of a unit, which the code at the machine opens, and labels with that code."""

from collections.abc import Sequence

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.safestring import mark_safe
from django.utils.translation import override
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from itc.accounts.context import person_of
from itc.accounts.models import User
from itc.machines.queries.units import label_of, labels_of, unit_page
from itc.machines.views.day import WORDS
from itc.network.models import Centre
from itc.resources.models import Resource
from itc.web.paper.press import qr


@require_safe
@never_cache
def unit_detail(request: HttpRequest, code: str) -> HttpResponse:
    """Show a unit: to everybody what it is, to who serves there its day, to a firm its own step."""
    person = request.user if isinstance(request.user, User) else None
    page = unit_page(code, person, now=timezone.now())
    return render(request, "machines/unit_detail.html", WORDS | {"page": page, "serves": page.serves})


@require_safe
@login_required
def unit_label(request: HttpRequest, code: str) -> HttpResponse:
    """Print the label of a unit, for who serves there."""
    return _labels(request, *label_of(code, person_of(request), now=timezone.now()))


@require_safe
@login_required
def centre_labels(request: HttpRequest, centre: str) -> HttpResponse:
    """Print the labels of all units of a centre, for who serves there."""
    return _labels(request, *labels_of(centre, person_of(request), now=timezone.now()))


def _labels(request: HttpRequest, centre: Centre, units: Sequence[Resource]) -> HttpResponse:
    labels = [(unit, mark_safe(qr(_link(request, unit)))) for unit in units]  # noqa: S308 - drawn by segno
    context = {"centre": centre, "labels": labels, "one": len(units) == 1, "serves": True}
    return render(request, "machines/labels.html", context)


def _link(request: HttpRequest, unit: Resource) -> str:
    """Return the address on a label: in no language, since whoever scans it brings her own."""
    with override("th"):
        return request.build_absolute_uri(reverse("unit_detail", args=[unit.code]))
