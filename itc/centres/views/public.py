"""The page of a centre that everybody sees."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_safe

from itc.accounts.models import User
from itc.centres.queries.public import public_page, read_day
from itc.lib import thai
from itc.network.models import Centre
from itc.network.queries import is_officer_of, serves_at


@require_safe
def centre_detail(request: HttpRequest, code: str) -> HttpResponse:
    """Show a centre: what it does, when, at what price, where it leads; `?on=` as it will be on a day."""
    now = timezone.now()
    day, today = read_day(request.GET.get("on", ""), now=now), thai.local_day(now)
    seen = Centre.objects.visible_to(request.user, on=today).select_related("province")
    centre = get_object_or_404(seen, pk=code)
    url = request.build_absolute_uri(reverse("centre_detail", args=[centre.pk]))
    page = public_page(centre, on=day, url=url, now=now) | {"ahead": day > today}
    me = request.user if isinstance(request.user, User) and "on" not in request.GET else None
    page["keeps"] = me is not None and is_officer_of(centre.pk, me, on=today)
    page["serves"] = me is not None and serves_at(centre.pk, me, on=today)
    return render(request, "centres/centre_detail.html", page)
