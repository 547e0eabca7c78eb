"""Pages that say who can help: family, operation, machines, centre, laboratories. Open to everybody."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils import timezone
from django.views.decorators.http import require_safe

from itc.accounts.models import User
from itc.catalogue.models import Family, MachineKind, Operation
from itc.catalogue.queries.pages.families import family_page
from itc.network.models import Centre
from itc.network.queries import province_choices, serves_at
from itc.resources.forms import FreeForm, OwningForm
from itc.resources.queries.free import FREE_COST, free_times
from itc.resources.queries.pages.centres import centre_page
from itc.resources.queries.pages.free import free_page
from itc.resources.queries.pages.labs import lab_cards
from itc.resources.queries.pages.machines import machine_groups, machine_page
from itc.resources.queries.pages.operations import operation_page
from itc.resources.queries.pages.owning import assumptions, kind_trail, owning_page
from itc.web.client import costs


@require_safe
def family_detail(request: HttpRequest, code: str) -> HttpResponse:
    """Show a family, its usual steps and what asks for them, and offer to plan it where she is."""
    family = get_object_or_404(Family, pk=code)
    context = family_page(family) | {"provinces": province_choices()}
    return render(request, "catalogue/family_detail.html", context)


@require_safe
def operation_detail(request: HttpRequest, code: str) -> HttpResponse:
    """Show an operation and who does it."""
    operation = get_object_or_404(Operation, pk=code)
    return render(request, "resources/operation_detail.html", operation_page(operation))


@require_safe
def machine_kind_list(request: HttpRequest) -> HttpResponse:
    """Show the kinds of machine by the work they do; `?q=…` narrows them."""
    query = request.GET.get("q", "").strip()[:200]
    context = {"asked": query, "groups": machine_groups(query)}
    return render(request, "resources/machine_kind_list.html", context)


@require_safe
def machine_kind_detail(request: HttpRequest, code: str) -> HttpResponse:
    """Show a kind of machine and the centres that have it."""
    kind = get_object_or_404(MachineKind, pk=code)
    page = machine_page(kind, today=timezone.localdate())
    return render(request, "resources/machine_kind_detail.html", page)


@require_safe
@costs(FREE_COST)
def machine_kind_free(request: HttpRequest, code: str) -> HttpResponse:
    """Show when a kind of machine is free, over all centres; `?day=…&hours=…&province=…&sort=…`."""
    kind, now = get_object_or_404(MachineKind, pk=code), timezone.now()
    form = FreeForm(code, request.GET, now=now)
    context = {"kind": kind, "trail": kind_trail(kind), "form": form}
    if form.is_valid():
        found = free_times(form.wish, now=now)
        context |= free_page(
            found, sort=form.cleaned_data["sort"] or "earliest", today=timezone.localdate(now)
        )
    status = 422 if form.errors else 200
    return render(request, "resources/machine_kind_free.html", context, status=status)


@require_safe
def machine_kind_owning(request: HttpRequest, code: str) -> HttpResponse:
    """Count a year of owning, sharing and renting a kind of machine; `?hours=…` and all else may change."""
    kind = get_object_or_404(MachineKind, pk=code)
    form = OwningForm(assumptions(kind, today=timezone.localdate()), request.GET)
    context = owning_page(kind) | {"form": form, "year": form.year(kind) if form.is_valid() else None}
    status = 422 if form.errors else 200
    return render(request, "resources/machine_kind_owning.html", context, status=status)


@require_safe
def centre_detail(request: HttpRequest, code: str) -> HttpResponse:
    """Show a centre: what stands there, who works there by role, and the provinces it leads today."""
    centre = get_object_or_404(Centre.objects.select_related("province"), pk=code)
    today, me = timezone.localdate(), request.user
    page = centre_page(centre, today=today)
    page["serves"] = isinstance(me, User) and serves_at(centre.pk, me, on=today)
    return render(request, "resources/centre_detail.html", page)


@require_safe
def lab_list(request: HttpRequest) -> HttpResponse:
    """Show the laboratories and what each tests; `?q=…` narrows them."""
    query = request.GET.get("q", "").strip()[:200]
    return render(request, "resources/lab_list.html", {"asked": query, "labs": lab_cards(query)})
