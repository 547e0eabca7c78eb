"""The page of background work, for who runs the site."""

import uuid

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST, require_safe

from itc.jobs import actions, queries


@require_safe
@login_required
@never_cache
def work(request: HttpRequest) -> HttpResponse:
    """Show what falls due, what waits and what is dead; `?page=` of the dead."""
    queries.require_runs(request.user)
    page = queries.work(page=request.GET.get("page", ""), now=timezone.now())
    return render(request, "jobs/work.html", {"work": page})


@require_POST
@login_required
def work_again(request: HttpRequest, task: uuid.UUID) -> HttpResponse:
    """Try a dead task once more."""
    actions.revive(task=task, by=queries.require_runs(request.user), now=timezone.now())
    messages.success(request, _("It stands in the queue again."))
    return redirect("work")


@require_POST
@login_required
def work_aside(request: HttpRequest, task: uuid.UUID) -> HttpResponse:
    """Put a dead task aside."""
    actions.put_aside(task=task, by=queries.require_runs(request.user))
    messages.success(request, _("It was put aside."))
    return redirect("work")
